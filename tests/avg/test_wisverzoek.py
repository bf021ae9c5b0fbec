"""Who asks it is forgotten: two officers agree, there is a week to undo it, and then it is done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.avg.test_inzage import een_nota
from tests.avg.test_wissen import (
    ZICHTBAAR,
    alles_erbij,
    een_aanmelding,
    een_oud_lid,
    found,
    periode,
)
from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import een_buurt, een_melding
from vereniging.avg.acties import ga_akkoord, ken_toe, trek_in, voer_uit, vraag_wissen, wijs_af
from vereniging.avg.jobs import wisverzoeken
from vereniging.avg.models import EigenWisverzoek, Wisverzoek, Wisverzoekkanaal, WisverzoekStand
from vereniging.core.errors import EenAnder, KanNietMeer
from vereniging.core.money import Bedrag
from vereniging.leden.models import AanmeldingStand, Lid
from vereniging.logboek.acties import first_fault, schrijf
from vereniging.logboek.models import LogboekGegeven
from vereniging.meldingen.models import Volger
from vereniging.post.models import Mail
from vereniging.toegang.models import Account

WEEK = timedelta(days=7)
PAGE = "/mijn/wissen"
BESTUUR = "/bestuur/avg/wisverzoeken"


def een_account(data: Session, nu: datetime, lid: Lid | None = None, email: str = "") -> Account:
    account = Account(email=email or str(lid and lid.email), gemaakt_op=nu)
    account.lid_id = lid.id if lid else None
    data.add(account)
    data.flush()
    return account


def twee(data: Session, nu: datetime) -> tuple[int, int]:
    """Two officers, by the numbers of their accounts."""
    return (
        een_account(data, nu, email="een@example.org").id,
        een_account(data, nu, email="twee@example.org").id,
    )


def toegekend(data: Session, lid: Lid, nu: datetime) -> Wisverzoek:
    """A request that two officers agreed about."""
    verzoek = vraag_wissen(lid, None, "Ik ben verhuisd.", nu, None)
    een, ander = twee(data, nu)
    ga_akkoord(verzoek, een, nu)
    ken_toe(verzoek, ander, nu)
    return verzoek


def mails(data: Session) -> list[str]:
    return [mail.sleutel.rpartition(":")[2] for mail in data.scalars(select(Mail)) if
            mail.sleutel.startswith("wisverzoek:")]  # fmt: skip


def test_a_week_after_two_agreed_the_person_is_gone_from_every_table(
    data: Session, nu: datetime
) -> None:
    lid = een_oud_lid(data, date(2026, 11, 1))
    alles_erbij(data, lid, nu)
    verzoek = toegekend(data, lid, nu)
    assert mails(data) == ["ontvangen", "toegekend"]
    assert not voer_uit(verzoek, nu + timedelta(days=6))
    assert found(data)
    assert voer_uit(verzoek, nu + WEEK)
    assert found(data) == set()
    assert (verzoek.stand, verzoek.toelichting) == (WisverzoekStand.UITGEVOERD, "")
    assert not voer_uit(verzoek, nu + WEEK)


def test_the_nightly_work_carries_it_out(data: Session, nu: datetime) -> None:
    lid = een_oud_lid(data, date(2026, 11, 1))
    early = toegekend(data, lid, nu)
    wisverzoeken()
    assert early.stand is WisverzoekStand.TOEGEKEND
    early.bevestigd_op = nu - WEEK
    wisverzoeken()
    assert lid.gewist_op == nu


def test_the_log_forgets_the_person_and_its_chain_stays_whole(data: Session, nu: datetime) -> None:
    lid = een_oud_lid(data, date(2026, 11, 1))
    schrijf("lid.proef", lidnummer=lid.lidnummer, gegevens={"reden": "Wegman belde."})
    schrijf("functie.proef", gegevens={"naam": lid.naam})
    schrijf("mail.adres_werkt", gegevens={"adres": lid.email})
    schrijf("lid.proef", lidnummer=lid.lidnummer + 1, gegevens={"reden": "Een ander."})
    data.commit()
    voer_uit(toegekend(data, lid, nu), nu + WEEK)
    data.commit()
    assert [fact.waarde for fact in data.scalars(select(LogboekGegeven))] == ["Een ander."]
    assert first_fault() == ""


def test_reports_lose_who_told_them_but_not_what(data: Session, nu: datetime) -> None:
    lid = een_oud_lid(data, date(2026, 11, 1))
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu, email=lid.email, naam="X. Wegman", tekst="De goot lekt.",
                          mag_contact_delen=True)  # fmt: skip
    melding.bevestigen(nu, nu.date())
    data.add_all([melding, Volger(email=str(lid.email), kiem=b"7" * 16)])
    data.flush()
    kiem = melding.kiem
    voer_uit(toegekend(data, lid, nu), nu + WEEK)
    data.expire_all()
    assert (melding.email, melding.naam, melding.mag_contact_delen) == (None, None, False)
    assert melding.tekst == "De goot lekt."
    assert melding.kiem != kiem
    assert data.scalars(select(Volger)).all() == []


def test_what_holds_it_back_is_told_and_it_waits(data: Session, nu: datetime) -> None:
    lid = een_oud_lid(data, None)
    nota = een_nota(lid, nu)
    nota.saldo = Bedrag(1000)
    data.add(nota)
    data.flush()
    verzoek = toegekend(data, lid, nu)
    text = data.scalars(select(Mail).where(Mail.sleutel.endswith(":toegekend"))).one()
    assert text.onderwerp == f"Wij wissen uw gegevens ({verzoek.kenmerk})"
    assert not voer_uit(verzoek, nu + WEEK)
    lid.lidmaatschappen[0].einde = nu.date()
    assert not voer_uit(verzoek, nu + WEEK)
    nota.saldo = Bedrag(0)
    assert voer_uit(verzoek, nu + WEEK)


def test_until_that_day_it_can_be_undone_and_then_no_more(data: Session, nu: datetime) -> None:
    lid = een_oud_lid(data, date(2026, 11, 1))
    verzoek = toegekend(data, lid, nu)
    assert trek_in(verzoek)
    assert not trek_in(verzoek)
    assert not voer_uit(verzoek, nu + WEEK)
    assert lid.gewist_op is None
    assert mails(data) == ["ontvangen", "toegekend", "ingetrokken"]
    again = vraag_wissen(lid, None, "", nu, None)
    assert again is not verzoek
    een, ander = [row.id for row in data.scalars(select(Account).order_by(Account.id))][:2]
    ga_akkoord(again, een, nu)
    ken_toe(again, ander, nu)
    voer_uit(again, nu + WEEK)
    with pytest.raises(KanNietMeer):
        trek_in(again)


def test_who_asks_twice_has_one_request(data: Session, nu: datetime) -> None:
    lid = een_oud_lid(data, None)
    assert vraag_wissen(lid, None, "", nu, None) is vraag_wissen(lid, None, "", nu, None)
    assert len(data.scalars(select(Wisverzoek)).all()) == 1


def test_two_different_officers_agree_and_nobody_about_themselves(
    data: Session, nu: datetime
) -> None:
    lid = een_oud_lid(data, None)
    own = een_account(data, nu, lid)
    verzoek = vraag_wissen(lid, own, "", nu, None)
    een, ander = twee(data, nu)
    with pytest.raises(EigenWisverzoek):
        ga_akkoord(verzoek, own.id, nu)
    assert ga_akkoord(verzoek, een, nu)
    assert not ga_akkoord(verzoek, een, nu)
    with pytest.raises(EenAnder):
        ken_toe(verzoek, een, nu)
    with pytest.raises(KanNietMeer):
        ga_akkoord(verzoek, ander, nu)
    assert ken_toe(verzoek, ander, nu)
    assert not ken_toe(verzoek, ander, nu)
    with pytest.raises(KanNietMeer):
        wijs_af(verzoek, een, "Toch maar niet doen.", nu)


def test_a_refusal_tells_why_and_where_to_complain(data: Session, nu: datetime) -> None:
    lid = een_oud_lid(data, None)
    verzoek = vraag_wissen(lid, None, "", nu, None)
    een, _ander = twee(data, nu)
    assert wijs_af(verzoek, een, "Er loopt een rechtszaak.", nu)
    assert not wijs_af(verzoek, een, "Er loopt een rechtszaak.", nu)
    assert mails(data) == ["ontvangen", "afgewezen"]
    assert vraag_wissen(lid, None, "", nu, None) is not verzoek


@pytest.mark.parametrize(
    ("ingediend", "dag"),
    [
        (datetime(2026, 11, 22, 19, 0, tzinfo=UTC), date(2026, 12, 22)),
        (datetime(2027, 1, 30, 12, 0, tzinfo=UTC), date(2027, 2, 28)),
        (
            datetime(2026, 11, 22, 23, 30, tzinfo=UTC),
            date(2026, 12, 23),
        ),  # past midnight in Amsterdam
    ],
)
def test_the_answer_is_due_within_a_month(ingediend: datetime, dag: date) -> None:
    verzoek = Wisverzoek(kenmerk="W-2026-0001", kanaal=Wisverzoekkanaal.WEB, ingediend_op=ingediend)
    assert verzoek.antwoord_voor == dag
    assert not verzoek.is_te_laat(dag)
    assert verzoek.is_te_laat(dag + timedelta(days=1))


def test_an_account_without_a_member_is_forgotten_with_its_applications(
    data: Session, nu: datetime
) -> None:
    een_aanmelding(data, nu, besloten_op=nu)
    account = een_account(data, nu, email=ZICHTBAAR[2])
    verzoek = vraag_wissen(None, account, "", nu, None)
    een, ander = twee(data, nu)
    ga_akkoord(verzoek, een, nu)
    ken_toe(verzoek, ander, nu)
    assert voer_uit(verzoek, nu + WEEK)
    assert found(data) == set()
    assert account.email == f"gewist-{account.id}"


def test_an_application_that_waits_holds_it_back(data: Session, nu: datetime) -> None:
    een_aanmelding(data, nu, stand=AanmeldingStand.INGEDIEND, besloten_op=None)
    account = een_account(data, nu, email=ZICHTBAAR[2])
    verzoek = vraag_wissen(None, account, "", nu, None)
    een, ander = twee(data, nu)
    ga_akkoord(verzoek, een, nu)
    ken_toe(verzoek, ander, nu)
    assert not voer_uit(verzoek, nu + WEEK)


def test_a_member_asks_follows_and_undoes_it_on_a_page(
    data: Session, nu: datetime, login: Login
) -> None:
    lid = een_lid(lidmaatschappen=[periode(None)])
    member = login(lid)
    page = member.get(PAGE).text
    assert "Het moet eerst worden opgezegd." in page
    assert "Zeven jaar. Dat vraagt de belastingwet." in page
    long = member.post(PAGE, data={"toelichting": "x" * 2001})
    assert long.status_code == 422
    assert "x" * 2001 in long.text
    assert member.post(PAGE, data={"toelichting": "Ik wil weg."}).status_code == 303
    verzoek = data.scalars(select(Wisverzoek)).one()
    assert (verzoek.lid_id, verzoek.toelichting) == (lid.id, "Ik wil weg.")
    page = member.get(PAGE).text
    assert verzoek.kenmerk in page
    assert "Trek mijn verzoek in" in page
    assert "Ik wil weg." in member.get("/mijn/inzage").text
    for _twice in range(2):
        assert member.post(f"{PAGE}/intrekken").status_code == 303
    assert verzoek.stand is WisverzoekStand.INGETROKKEN
    assert "Vraag om te wissen" in member.get(PAGE).text


def test_the_board_decides_on_its_pages(data: Session, nu: datetime, login: Login) -> None:
    lid = een_lid(lidmaatschappen=[periode(None)])
    data.add(lid)
    data.flush()
    een, ander = login(een_lid(), "secretaris"), login(een_lid(), "voorzitter")
    assert "Niemand vroeg om gewist te worden." in een.get(BESTUUR).text
    unknown = een.post(BESTUUR, data={"lidnummer": "999999", "toelichting": "Belde."})
    assert unknown.status_code == 422
    assert "Dit lidnummer kennen wij niet." in unknown.text
    assert een.post(BESTUUR, data={"lidnummer": ""}).status_code == 422
    made = een.post(BESTUUR, data={"lidnummer": str(lid.lidnummer), "toelichting": "Belde."})
    page = str(made.location)
    assert "Belde." in een.get(page).text
    assert lid.naam in een.get(BESTUUR).text
    assert een.post(f"{page}/afwijzing", data={"reden": "Nee"}).status_code == 422
    assert een.post(f"{page}/akkoord").status_code == 303
    assert een.post(f"{page}/akkoord").status_code == 409
    assert "Nu moet een ander bestuurslid akkoord gaan." in een.get(page).text
    assert "Ga akkoord als tweede" in ander.get(page).text
    assert ander.post(f"{page}/akkoord").status_code == 303
    assert "Trek verzoek in" in ander.get(page).text
    assert een.post(f"{page}/intrekken").status_code == 303
    assert een.post(f"{page}/afwijzing", data={"reden": "Er loopt een zaak."}).status_code == 409
    assert login(een_lid()).get(page).status_code == 403
    assert een.get(f"{BESTUUR}/W-2026-9999").status_code == 404


def test_an_officer_sees_that_their_own_request_is_for_others(
    data: Session, nu: datetime, login: Login
) -> None:
    officer = login(lid := een_lid(lidmaatschappen=[periode(None)]), "secretaris")
    officer.post(PAGE)
    verzoek = data.scalars(select(Wisverzoek)).one()
    assert verzoek.lid is lid
    page = officer.get(f"{BESTUUR}/{verzoek.kenmerk}").text
    assert "Twee anderen beslissen erover." in page
    refused = officer.post(f"{BESTUUR}/{verzoek.kenmerk}/akkoord")
    assert refused.status_code == 409
    assert "twee anderen" in refused.text
    assert "Er loopt nog een functie." in page
    assert nu


def test_the_cockpit_shows_what_waits_and_since_when_it_is_late(
    data: Session, nu: datetime, login: Login
) -> None:
    lid = een_oud_lid(data, None)
    verzoek = vraag_wissen(lid, None, "", nu, None)
    board = login(een_lid(), "voorzitter")
    page = board.get("/bestuur").text
    assert f"Verzoek om te wissen van {lid.naam}" in page
    assert "Antwoord voor 22 december 2026." in page
    verzoek.ingediend_op = nu - timedelta(days=40)
    assert "Te laat" in board.get(BESTUUR).text
    trek_in(verzoek)
    assert "Verzoek om te wissen van" not in board.get("/bestuur").text
