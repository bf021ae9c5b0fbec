"""What a reporter adds by the link: words, photos, another consent, and how it went."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import een_buurt, een_melding
from tests.meldingen.test_verhaal import path_of, photo
from tests.support.client import Client
from vereniging.core.errors import KanNietMeer
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.core.security import MAX_BODY
from vereniging.meldingen import acties
from vereniging.meldingen.mail import partijlink, volglink
from vereniging.meldingen.models import (
    AlBeoordeeld,
    Doorzending,
    Melding,
    MeldingStand,
    Sluitreden,
    Tevreden,
)
from vereniging.meldingen.spoor import openbaar_spoor
from vereniging.meldingen.werklijst import met_nieuws
from vereniging.post.models import Mail


@pytest.fixture
def doorzending(data: Session, nu: datetime) -> Doorzending:
    """A report that lies at the town hall."""
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu, mag_contact_delen=True)
    acties.bevestigen(melding, nu)
    found = acties.doorsturen(melding, buurt.gemeente, nu)
    data.commit()
    return found


def opgelost(melding: Melding, nu: datetime) -> None:
    acties.klaar_melden(melding, "De container is geleegd.", nu)
    acties.akkoord(melding, nu)


def test_more_words_reach_the_party_and_an_officer(
    client: Client, login: Login, doorzending: Doorzending
) -> None:
    melding = doorzending.melding
    volg, partij = path_of(volglink(melding)), path_of(partijlink(doorzending))
    assert client.post(f"{volg}/aanvullen", {"aanvulling": "Nee"}).status_code == 422
    sent = client.post(f"{volg}/aanvullen", {"aanvulling": "Nu ook glas op de stoep."})
    assert sent.status_code == 303
    assert "Nu ook glas op de stoep." in client.get(partij).text
    assert met_nieuws() == [melding]
    moderator = login(een_lid(), "moderator")
    page = f"/bestuur/meldingen/{melding.kenmerk}"
    assert f"Aanvulling op {melding.kenmerk}" in moderator.get("/bestuur").text
    assert "Ik las de aanvulling" in moderator.get(page).text
    assert moderator.post(f"{page}/gelezen").status_code == 303
    assert met_nieuws() == []
    assert "Ik las de aanvulling" not in moderator.get(page).text


def test_photos_of_both_sides_come_apart_from_the_words(
    client: Client, doorzending: Doorzending
) -> None:
    melding = doorzending.melding
    volg, partij = path_of(volglink(melding)), path_of(partijlink(doorzending))
    for url in (volg, partij):
        leeg = client.post(f"{url}/fotos", {}, content_type="multipart/form-data")
        assert (leeg.status_code, "Kies een foto." in leeg.text) == (422, True)
        sent = client.post(f"{url}/fotos", {"fotos": photo()}, content_type="multipart/form-data")
        assert sent.status_code == 303
    assert [foto.is_van_partij for foto in melding.fotos] == [False, True]
    page = client.get(partij).text
    assert all(foto.stam in page for foto in melding.fotos)


def test_six_photos_is_enough(client: Client, doorzending: Doorzending) -> None:
    volg = path_of(volglink(doorzending.melding))
    for _n in range(6):
        client.post(f"{volg}/fotos", {"fotos": photo()}, content_type="multipart/form-data")
    refused = client.post(f"{volg}/fotos", {"fotos": photo()}, content_type="multipart/form-data")
    assert (refused.status_code, "6 in totaal" in refused.text) == (422, True)
    assert len(doorzending.melding.fotos) == 6


def test_a_consent_that_is_taken_back_hides_name_and_words_from_the_party(
    client: Client, data: Session, doorzending: Doorzending
) -> None:
    melding = doorzending.melding
    volg, partij = path_of(volglink(melding)), path_of(partijlink(doorzending))
    assert "Mila Winkel" in client.get(partij).text
    nee = {"is_doorzendbaar": "nee", "mag_contact_delen": "nee"}
    assert client.post(f"{volg}/toestemming", nee).status_code == 303
    page = client.get(partij).text
    assert "Mila Winkel" not in page
    assert melding.tekst not in page
    assert "wil de tekst niet meer delen" in page
    assert client.post(f"{volg}/toestemming", {}).status_code == 422
    lines = len(melding.gebeurtenissen)
    client.post(f"{volg}/toestemming", nee)
    data.expire_all()
    assert len(melding.gebeurtenissen) == lines


def test_what_is_closed_takes_no_more_words(doorzending: Doorzending, nu: datetime) -> None:
    opgelost(doorzending.melding, nu)
    with pytest.raises(KanNietMeer):
        acties.vul_aan(doorzending.melding, "Nog iets.", nu)


def test_how_it_went_is_asked_once_when_it_is_over(
    client: Client, login: Login, data: Session, doorzending: Doorzending, nu: datetime
) -> None:
    melding = doorzending.melding
    volg = path_of(volglink(melding))
    assert "Eén vraag aan u" not in client.get(volg).text
    assert client.post(f"{volg}/oordeel", {"tevreden": "ja"}).status_code == 409
    opgelost(melding, nu)
    data.commit()
    last = data.scalars(select(Mail).order_by(Mail.id.desc())).first()
    assert last is not None
    assert "Bent u tevreden over hoe dit ging?" in unseal(keys(Label.MAIL), last.tekst or b"")
    assert "Eén vraag aan u" in client.get(volg).text
    assert client.post(f"{volg}/oordeel", {}).status_code == 422
    said = {"tevreden": "nee", "waarom": "Het duurde lang."}
    assert client.post(f"{volg}/oordeel", said).status_code == 303
    assert melding.tevreden is Tevreden.NEE
    assert "Eén vraag aan u" not in client.get(volg).text
    assert client.post(f"{volg}/oordeel", {"tevreden": "ja"}).status_code == 409
    page = login(een_lid(), "moderator").get(f"/bestuur/meldingen/{melding.kenmerk}").text
    assert "Het duurde lang." in page


def test_nobody_else_reads_what_the_reporter_added(
    doorzending: Doorzending, data: Session, nu: datetime
) -> None:
    melding = doorzending.melding
    acties.openbaar_maken(melding, "Er ligt afval naast de container.", nu)
    acties.vul_aan(melding, "Mijn buurman doet het.", nu)
    acties.sta_toe(melding, nu, doorzendbaar=True, contact=False)
    before = len(openbaar_spoor(melding, nu))
    opgelost(melding, nu)
    acties.beoordeel(melding, Tevreden.JA, "Dank aan Sam.", nu)
    data.commit()
    told = str(openbaar_spoor(melding, nu))
    assert "buurman" not in told
    assert "Sam" not in told
    assert "tevreden" not in told
    assert before > 0


@pytest.mark.parametrize(
    ("stand", "mag"),
    [(MeldingStand.GESLOTEN, True), (MeldingStand.ONBEVESTIGD, True),
     (MeldingStand.INGETROKKEN, False), (MeldingStand.HEROPEND, False)],
)  # fmt: skip
def test_only_an_end_can_be_judged(
    doorzending: Doorzending, nu: datetime, stand: MeldingStand, mag: bool
) -> None:
    melding = doorzending.melding
    melding.stand = stand
    melding.sluitreden = Sluitreden.ANDERS if stand is MeldingStand.GESLOTEN else None
    if not mag:
        with pytest.raises(KanNietMeer):
            acties.beoordeel(melding, Tevreden.JA, "", nu)
        return
    acties.beoordeel(melding, Tevreden.JA, "", nu)
    with pytest.raises(AlBeoordeeld):
        acties.beoordeel(melding, Tevreden.NEE, "", nu)


def test_an_officer_notes_what_was_said_on_the_phone(
    login: Login, data: Session, doorzending: Doorzending, nu: datetime
) -> None:
    melding = doorzending.melding
    acties.klaar_melden(melding, "De container is geleegd.", nu)
    data.commit()
    moderator, page = login(een_lid(), "moderator"), f"/bestuur/meldingen/{melding.kenmerk}"
    assert "De melder zegt aan de telefoon: opgelost" in moderator.get(page).text
    assert moderator.post(f"{page}/akkoord", {"tekst": ""}).status_code == 422
    said = {"tekst": "Mila belde op maandag."}
    assert moderator.post(f"{page}/akkoord", said).status_code == 303
    assert melding.stand is MeldingStand.OPGELOST
    moderator.post(f"{page}/heropenen", {"tekst": "Het ligt er weer."})
    assert melding.keer_heropend == 1
    assert [regel.soort for regel in melding.gebeurtenissen].count("telefonisch") == 2


def test_a_photo_too_many_days_later_is_refused_like_any_dead_link(
    client: Client, data: Session, doorzending: Doorzending, nu: datetime
) -> None:
    doorzending.geldig_tot = nu - timedelta(days=1)
    data.commit()
    url = f"{path_of(partijlink(doorzending))}/fotos"
    sent = client.post(url, {"fotos": photo()}, content_type="multipart/form-data")
    assert sent.status_code == 404


def test_a_photo_of_a_phone_is_not_too_big(client: Client, doorzending: Doorzending) -> None:
    melding = doorzending.melding
    for url in (path_of(volglink(melding)), path_of(partijlink(doorzending))):
        file = io.BytesIO()
        Image.effect_noise((800, 600), 90).save(file, "JPEG", quality=90)
        assert file.tell() > MAX_BODY
        file.seek(0)
        sent = client.post(
            f"{url}/fotos", {"fotos": (file, "groot.jpg")}, content_type="multipart/form-data"
        )
        assert sent.status_code == 303
    assert len(melding.fotos) == 2
