"""A person sees all that is kept of them, and nothing of another (AVG 15, P-04)."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_adres, een_lid
from tests.meldingen.factories import een_buurt, een_melding
from tests.support.client import Client
from vereniging.avg.models import DAG, PER_DAG, Inzageverzoek, Inzagevorm
from vereniging.avg.queries import bewaard_van, wie
from vereniging.contributie.models import Nota, NotaSoort
from vereniging.core.export import read_csv
from vereniging.core.money import Bedrag
from vereniging.leden.models import Aanmelding, Lid, LidSoort
from vereniging.logboek.acties import noteer_inzage
from vereniging.logboek.inzage import DELEN, Wie
from vereniging.logboek.models import Logboek
from vereniging.post.models import Mail
from vereniging.stembus.models import Kiesregister
from vereniging.taken.bewaren import ruim_op
from vereniging.toegang.models import Account
from vereniging.voeding.models import Voeding

PAGE = "/mijn/inzage"


def een_nota(lid: Lid, nu: datetime, nummer: int = 31) -> Nota:
    return Nota(
        kenmerk=f"N-2026-{nummer:04}", jaar=2026, volgnummer=nummer, soort=NotaSoort.CONTRIBUTIE,
        eenheid=f"lid:{lid.id}", lid_id=lid.id, betaler_id=lid.id, tenaamstelling=lid.naam,
        bedrag=Bedrag(1000), teller=1, noemer=1, vervaldatum=nu.date(), gemaakt_op=nu,
        saldo=Bedrag(1000),
    )  # fmt: skip


def alles_van(data: Session, nu: datetime) -> Lid:
    """A member of whom several packages keep something."""
    buurt, lid = een_buurt(data), een_lid(telefoon="+31612345678")
    data.add(lid)
    data.flush()
    data.add(Voeding(kenmerk="V-2026-0007", tekst="Meer bomen graag.", ingediend_op=nu, lid=lid,
                     thema=buurt.categorie.thema))  # fmt: skip
    data.add(een_nota(lid, nu))
    data.add(een_melding(buurt, nu, email=lid.email, tekst="De goot is verstopt."))
    data.flush()
    return lid


def test_a_member_sees_what_every_package_keeps(data: Session, nu: datetime, login: Login) -> None:
    lid = alles_van(data, nu)
    page = login(lid).get(PAGE).text
    for seen in (lid.achternaam, "+31612345678", "Meer bomen graag.", "N-2026-0031",
                 "10,00", "De goot is verstopt.", str(lid.adres), str(lid.email)):  # fmt: skip
        assert seen in page, seen


def test_nobody_sees_a_row_of_another(data: Session, nu: datetime, login: Login) -> None:
    ander = alles_van(data, nu)
    page = login(een_lid()).get(PAGE).text
    for hidden in (ander.achternaam, "Meer bomen", "N-2026-0031", "De goot", str(ander.email)):
        assert hidden not in page, hidden


def test_who_is_no_member_finds_only_their_own_account(data: Session, nu: datetime) -> None:
    alles_van(data, nu)
    data.add(account := Account(email="Buiten@example.org", gemaakt_op=nu))
    data.flush()
    assert [deel.naam for deel in bewaard_van(wie(account, None))] == ["account"]


def test_who_has_no_account_or_address_matches_no_row_at_all(data: Session, nu: datetime) -> None:
    alles_van(data, nu)
    data.add(Mail(sleutel="brief", aan="", onderwerp="Brief", tekst=None, gemaakt_op=nu,
                  klaar_vanaf=nu))  # fmt: skip
    data.flush()
    assert bewaard_van(Wie()) == []


def test_an_applicant_sees_the_application(data: Session, nu: datetime) -> None:
    data.add(Aanmelding(
        kenmerk="AM-2026-0001", kiem=b"0" * 16, voornaam="Robin", achternaam="Aspirant",
        email="robin@example.org", adres=een_adres(), soort=LidSoort.LID, is_zestien=True,
        akkoord="statuten 1", ingediend_op=nu,
    ))  # fmt: skip
    data.add(account := Account(email="robin@example.org", gemaakt_op=nu))
    data.flush()
    (deel,) = [d for d in bewaard_van(wie(account, None)) if d.naam == "aanmelding"]
    assert deel.rijen[0]["akkoord"] == "statuten 1"


def test_a_member_reads_who_looked_at_them_and_at_what(
    data: Session, nu: datetime, login: Login
) -> None:
    lid, kijker = alles_van(data, nu), een_lid(voornaam="Daan", achternaam="Wouterlood")
    data.add(kijker)
    data.flush()
    data.add(account := Account(email=str(kijker.email), gemaakt_op=nu, lid_id=kijker.id))
    data.flush()
    noteer_inzage("leden.toon", str(lid.lidnummer), account.id)
    noteer_inzage("contributie.nota", "N-2026-0031", account.id)
    noteer_inzage("contributie.run", str(lid.lidnummer), account.id)  # the number of a run
    noteer_inzage("leden.toon", "999999", account.id)
    ours = wie(Account(email=str(lid.email), gemaakt_op=nu), lid)
    (deel,) = [deel for deel in bewaard_van(ours) if deel.naam == "inzagelog"]
    assert [rij["wat"] for rij in deel.rijen] == ["Uw gegevens als lid", "Uw nota’s en betalingen"]
    assert {rij["wie"] for rij in deel.rijen} == {"Daan Wouterlood"}
    assert "Daan Wouterlood" in login(lid).get(PAGE).text


def test_the_page_says_what_is_left_out_and_never_tells_of_a_vote(client: Client) -> None:
    assert "envelop" not in DELEN
    assert DELEN["kiesregister"].model is Kiesregister
    assert set(DELEN["kiesregister"].velden) == {"stemming.titel", "grond"}
    assert client.get(PAGE).status_code == 303


def test_a_file_holds_what_the_page_shows(data: Session, nu: datetime, login: Login) -> None:
    member = login(alles_van(data, nu))
    answer = member.post(PAGE, data={"vorm": "json"})
    assert answer.mimetype == "application/json"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    found = json.loads(answer.data)["gegevens"]
    assert found["nota"][0]["bedrag"] == "10.00"
    assert found["voeding"][0]["tekst"] == "Meer bomen graag."
    assert datetime.fromisoformat(found["voeding"][0]["ingediend_op"]) == nu
    rows = read_csv(member.post(PAGE, data={"vorm": "csv"}).data)
    assert rows[0] == ["onderdeel", "nummer", "veld", "waarde"]
    assert ["lid", "1", "telefoon", "+31612345678"] in rows
    assert ["nota", "1", "bedrag", "10,00"] in rows
    assert ["inzageverzoek", "1", "vorm", "json"] in rows


def test_each_file_is_noted_without_a_name(data: Session, nu: datetime, login: Login) -> None:
    lid = alles_van(data, nu)
    login(lid).post(PAGE, data={"vorm": "csv"})
    line = data.scalars(select(Logboek).where(Logboek.soort == "inzage.opgehaald")).one()
    row = data.scalars(select(Inzageverzoek)).one()
    assert line.wat == {"account": row.account_id, "vorm": "csv"}


def test_ten_files_a_day_and_then_a_sentence(data: Session, nu: datetime, login: Login) -> None:
    member = login(lid := een_lid())
    member.get(PAGE)
    account = data.scalars(select(Account).where(Account.email == lid.email)).one()
    times = [nu - timedelta(hours=hour) for hour in range(PER_DAG)]
    data.add_all(
        Inzageverzoek(account_id=account.id, vorm=Inzagevorm.CSV, op=time) for time in times
    )
    refused = member.post(PAGE, data={"vorm": "csv"})
    assert refused.status_code == 409
    assert "Probeer het morgen weer." in refused.text
    assert len(data.scalars(select(Inzageverzoek)).all()) == PER_DAG
    data.delete(data.scalars(select(Inzageverzoek).order_by(Inzageverzoek.op)).first())
    assert member.post(PAGE, data={"vorm": "csv"}).status_code == 200


def test_an_unknown_kind_of_file_is_refused_on_the_page(login: Login) -> None:
    refused = login(een_lid()).post(PAGE, data={"vorm": "exe"})
    assert refused.status_code == 422
    assert "Haal op als CSV" in refused.text


def test_that_a_file_was_taken_is_forgotten_after_thirty_days(data: Session, nu: datetime) -> None:
    data.add(account := Account(email="weg@example.org", gemaakt_op=nu))
    data.flush()
    for age in (29, 31):
        data.add(Inzageverzoek(account_id=account.id, vorm=Inzagevorm.CSV, op=nu - age * DAG))
    data.flush()
    ruim_op("avg.opruimen", nu)
    (left,) = data.scalars(select(Inzageverzoek))
    assert left.op.astimezone(UTC) == nu - 29 * DAG
