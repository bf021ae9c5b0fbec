"""A party answers by its own link; a bad verdict waits until its owner was heard."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import pytest
from PIL import Image
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.convenant.factories import (
    beoordeel,
    een_afspraak,
    een_geldende_afspraak,
    een_tafel,
    stem_in,
)
from tests.factories import een_lid
from tests.support.client import Client
from vereniging.convenant import acties
from vereniging.convenant.mail import INSTEMMING, WEDERHOOR
from vereniging.convenant.models import (
    Afspraak,
    AfspraakStand,
    Contact,
    EigenaarNietEens,
    Instemming,
    Instemmingsvraag,
    NogInWederhoor,
    Oordeel,
    Partij,
    Partijantwoord,
    Verweer,
    Verweerschrift,
    Waarneming,
    Wederhoor,
    WederhoorVoorbij,
)
from vereniging.convenant.queries import stand_per_partij
from vereniging.core import clock
from vereniging.core.db import Base
from vereniging.core.errors import KanNietMeer
from vereniging.core.secrets import token_for
from vereniging.post.models import Mail

VANDAAG = date(2026, 11, 22)
WANT = "Wij maaiden op 3 november, zie de foto."


def met_contacten(data: Session) -> list[Partij]:
    """Five seats, each with somebody who answers."""
    zetels = een_tafel()
    for zetel in zetels:
        organisatie = zetel.organisaties[0]
        email = f"{zetel.code}@example.org"
        data.add(Contact(organisatie=organisatie, naam="Kim", email=email, van=organisatie.van))
    data.flush()
    return zetels


def een_oordeel(data: Session, nu: datetime, oordeel: Oordeel = Oordeel.NIET) -> Waarneming:
    zetels = met_contacten(data)
    afspraak = een_geldende_afspraak(zetels, voor_datum=date(2026, 12, 31))
    found = beoordeel(afspraak, zetels[0], oordeel, nu)
    data.flush()
    return found


def link_van(rij: Wederhoor | Instemmingsvraag | None, doel: str) -> str:
    assert rij is not None
    return f"/a/{token_for(rij.kiem, doel)}"


def everything(data: Session) -> dict[str, list[object]]:
    tables = Base.metadata.sorted_tables
    return {t.name: sorted(map(repr, data.execute(select(t)).all())) for t in tables}  # type: ignore[misc]


@pytest.mark.parametrize("oordeel", [Oordeel.NIET, Oordeel.DEELS])
def test_a_bad_verdict_is_public_only_after_two_weeks(
    data: Session, nu: datetime, client: Client, oordeel: Oordeel
) -> None:
    een_oordeel(data, nu, oordeel)
    page = "/afspraken/A-2026-001"
    assert "zag:" not in client.get(page).text
    assert "In beoordeling. Gemeente Leiden kan tot 7 december 2026 reageren." in (
        client.get(page).text
    )
    assert [rij.te_laat for rij in stand_per_partij(VANDAAG)] == [0, 0, 0, 0, 0]
    assert "Lampen op het pad" not in client.get("/afspraken?stand=laat").text
    clock.install(lambda: nu + timedelta(days=16))
    shown = client.get(page).text
    assert "Bewoners zag:" in shown
    assert "Gemeente Leiden reageerde niet" in shown


def test_the_owner_is_asked_by_mail_and_a_get_never_answers(
    data: Session, nu: datetime, client: Client
) -> None:
    link = link_van(een_oordeel(data, nu).wederhoor, WEDERHOOR)
    mail = data.scalars(select(Mail)).one()
    assert mail.aan == "gemeente@example.org"
    data.commit()
    before = everything(data)
    for _ in range(5):
        assert "Klopt dit oordeel?" in client.get(link).text
    assert everything(data) == before
    velden = {"antwoord": "klopt_niet", "tekst": WANT, "naam": "Rob"}
    assert client.post(link, {**velden, "tekst": "Nee."}).status_code == 422
    assert client.post(link, {"antwoord": "lossen_op", "naam": "Rob"}).status_code == 422
    assert client.post(link, velden).status_code == 303
    assert "Wij hebben uw antwoord." in client.get(link).text
    assert client.post(link, velden).status_code == 409
    shown = client.get("/afspraken/A-2026-001").text
    assert "Gemeente Leiden zegt: het klopt niet" in shown
    assert WANT in shown
    assert "Rob" not in shown


def test_who_solves_it_names_a_day(data: Session, nu: datetime, client: Client) -> None:
    link = link_van(een_oordeel(data, nu).wederhoor, WEDERHOOR)
    velden = {"antwoord": "lossen_op", "voor_datum": "2027-02-01", "naam": "Rob"}
    assert client.post(link, {**velden, "voor_datum": "2026-01-01"}).status_code == 422
    assert client.post(link, velden).status_code == 303
    assert "Voor 1 februari 2027." in client.get("/afspraken/A-2026-001").text


def test_after_the_last_day_the_link_only_shows(
    data: Session, nu: datetime, client: Client
) -> None:
    waarneming = een_oordeel(data, nu)
    link = link_van(waarneming.wederhoor, WEDERHOOR)
    later = nu + timedelta(days=16)
    clock.install(lambda: later)
    assert client.post(link, {"antwoord": "klopt", "naam": "Rob"}).status_code == 409
    assert waarneming.wederhoor is not None
    with pytest.raises(WederhoorVoorbij, match="07-12-2026"):
        acties.geef_wederhoor(waarneming.wederhoor, Verweerschrift(Verweer.KLOPT, "Rob"), later)
    assert client.get("/a/" + token_for(b"0" * 16, WEDERHOOR)).status_code == 404


def test_an_answer_is_given_once(data: Session, nu: datetime) -> None:
    wederhoor = een_oordeel(data, nu).wederhoor
    assert wederhoor is not None
    acties.geef_wederhoor(wederhoor, Verweerschrift(Verweer.KLOPT, "Rob"), nu)
    with pytest.raises(KanNietMeer, match="dit oordeel"):
        acties.geef_wederhoor(wederhoor, Verweerschrift(Verweer.KLOPT_NIET, "Rob"), nu)


def test_nothing_goes_a_step_up_before_its_owner_was_heard(data: Session, nu: datetime) -> None:
    waarneming = een_oordeel(data, nu)
    with pytest.raises(NogInWederhoor, match="07-12-2026"):
        acties.schaal_op(waarneming.afspraak, VANDAAG)
    acties.schaal_op(waarneming.afspraak, VANDAAG + timedelta(days=16))


def test_another_look_may_change_a_verdict(data: Session, nu: datetime) -> None:
    waarneming = een_oordeel(data, nu)
    afspraak = waarneming.afspraak
    beoordeel(afspraak, waarneming.partij, Oordeel.NAGELEEFD, nu)
    assert afspraak.stand is AfspraakStand.NAGEKOMEN
    with pytest.raises(KanNietMeer):
        beoordeel(afspraak, waarneming.partij, Oordeel.NIET, nu)


def test_a_good_verdict_asks_nobody(data: Session, nu: datetime) -> None:
    assert een_oordeel(data, nu, Oordeel.NAGELEEFD).wederhoor is None
    assert data.scalars(select(Mail)).all() == []


def test_each_party_consents_by_its_own_link(data: Session, nu: datetime, client: Client) -> None:
    zetels = met_contacten(data)
    data.add(afspraak := een_afspraak(zetels[1], voor_datum=date(2027, 3, 1)))
    acties.leg_voor(afspraak, nu)
    data.flush()
    assert len(data.scalars(select(Mail)).all()) == 5
    assert {vraag.tot for vraag in afspraak.vragen} == {date(2026, 12, 4)}
    for vraag in list(afspraak.vragen):
        link = link_van(vraag, INSTEMMING)
        nee = {"antwoord": "niet_eens", "reden": "Nee.", "naam": "Kim"}
        assert "Bent u het eens?" in client.get(link).text
        assert client.post(link, nee).status_code == 422
        assert client.post(link, {**nee, "reden": ""}).status_code == 422
        assert client.post(link, {"antwoord": "eens", "naam": "Kim"}).status_code == 303
    found = data.scalars(select(Afspraak)).one()
    assert found.stand is AfspraakStand.VAN_KRACHT
    assert client.post(link, {"antwoord": "eens", "naam": "Kim"}).status_code == 409


def test_silence_is_no_consent(data: Session, nu: datetime, client: Client) -> None:
    zetels = met_contacten(data)
    data.add(afspraak := een_afspraak(zetels[1], voor_datum=date(2027, 3, 1)))
    acties.leg_voor(afspraak, nu)
    for zetel in zetels[:4]:
        stem_in(afspraak, zetel, Partijantwoord.EENS, nu)
    data.flush()
    clock.install(lambda: nu + timedelta(days=30))
    link = link_van(afspraak.vragen[4], INSTEMMING)
    assert "U kunt hierop niet meer antwoorden." in client.get(link).text
    assert client.post(link, {"antwoord": "eens", "naam": "Kim"}).status_code == 409
    assert data.scalars(select(Afspraak)).one().stand is AfspraakStand.VOORGELEGD


def test_the_owner_says_yes_or_no_itself(data: Session, nu: datetime) -> None:
    zetels = met_contacten(data)
    data.add(afspraak := een_afspraak(zetels[1]))
    acties.leg_voor(afspraak, nu)
    with pytest.raises(EigenaarNietEens):
        stem_in(afspraak, zetels[1], Partijantwoord.GEEN_BEZWAAR, nu)
    stem_in(afspraak, zetels[1], Partijantwoord.NIET_EENS, nu, "Daar gaan wij niet over, helaas.")


def test_the_database_refuses_a_no_without_why(data: Session, nu: datetime) -> None:
    zetels = met_contacten(data)
    afspraak = een_geldende_afspraak(zetels)
    afspraak.instemmingen[0].antwoord = Partijantwoord.NIET_EENS
    with pytest.raises(IntegrityError):
        data.flush()
    assert inspect(Instemming) is not None


def een_foto() -> io.BytesIO:
    image = io.BytesIO()
    exif = Image.Exif()
    exif[0x9286] = "geheime opmerking"
    Image.new("RGB", (40, 30), "green").save(image, "JPEG", exif=exif)
    image.seek(0)
    return image


def test_a_finding_keeps_its_proof_for_the_commission(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    een_geldende_afspraak(met_contacten(data))
    officer, page = login(een_lid(), "afgevaardigde"), "/bestuur/convenant/afspraken/A-2026-001"
    velden = {"partij": "bewoners", "oordeel": "niet", "notitie": "Twee lampen zijn kapot."}
    slecht = {**velden, "bestand": (io.BytesIO(b"<svg onload=x>"), "x.jpg")}
    refused = officer.post(f"{page}/toets", slecht, content_type="multipart/form-data")
    assert refused.status_code == 422
    assert "Twee lampen zijn kapot." in refused.text
    goed = {**velden, "bestand": (een_foto(), "lampen.jpg")}
    assert (
        officer.post(f"{page}/toets", goed, content_type="multipart/form-data").status_code == 303
    )
    waarneming = data.scalars(select(Waarneming)).one()
    proof = f"/bestuur/convenant/waarnemingen/{waarneming.id}/bewijs"
    answer = officer.get(proof)
    assert answer.mimetype == "image/jpeg"
    assert b"geheime" not in answer.data
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert login(een_lid()).get(proof).status_code == 403
    assert "Bestand bij het oordeel" in officer.get(page).text
    clock.install(lambda: nu + timedelta(days=20))
    assert waarneming.bewijs_sha256[:16] in client.get("/afspraken/A-2026-001").text


def test_the_register_is_searched_by_word_and_year(client: Client, data: Session) -> None:
    een_geldende_afspraak(een_tafel())
    shown = {"zoek=LAMPEN+branden": True, "zoek=bomen": False, "zoek=%25": False,
             "jaar=2026": True, "jaar=2025": False, "jaar=x": True}  # fmt: skip
    for vraag, is_shown in shown.items():
        assert ("Lampen op het pad" in client.get(f"/afspraken?{vraag}").text) is is_shown, vraag
