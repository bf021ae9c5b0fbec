"""A breach: the board hears at once, 72 hours run, and it closes when everybody knows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.support.work import work
from vereniging.avg.acties import lekken as acties
from vereniging.avg.jobs import datalek as taak
from vereniging.avg.models import Datalek, Lekrisico
from vereniging.avg.models.datalek import (
    MeldingNietNodig,
    NogBeoordelen,
    NogNietGemeld,
    TeLaatZonderReden,
)
from vereniging.core.errors import KanNietMeer
from vereniging.core.export import read_csv
from vereniging.leden.models import Functie, FunctieSoort
from vereniging.logboek.models import Logboek
from vereniging.post.models import Mail
from vereniging.taken.models import Taak
from vereniging.toegang.models import Account

UUR = timedelta(hours=1)
PAGE = "/bestuur/avg/datalekken"
WAT = "Een e-mail met adressen ging naar de verkeerde."


def een_lek(data: Session, nu: datetime, ontdekt_op: datetime | None = None) -> Datalek:
    """A breach that was seen just now, in an association with a secretary."""
    lid = een_lid(email="secretaris@example.org")
    functie = Functie(lid=lid, soort=FunctieSoort.SECRETARIS, begin=date(2026, 1, 1))
    account = Account(email="secretaris@example.org", gemaakt_op=nu)
    data.add_all([lid, functie, account])
    data.flush()
    bericht = acties.Lekbericht(
        ontdekt_op=ontdekt_op or nu, wat=WAT, gegevens="Naam en e-mailadres", aantal=12
    )
    lek = acties.leg_vast(bericht, account.id, nu)
    data.flush()
    return lek


def oordeel(lek: Datalek, risico: Lekrisico, nu: datetime) -> None:
    acties.beoordeel(lek, risico, "Vreemde e-mails.", "Wij vroegen om te wissen.", nu)


def mails(data: Session) -> list[str]:
    return [m.onderwerp for m in data.scalars(select(Mail).order_by(Mail.id))]


def test_the_board_hears_at_once_and_again_a_day_before_the_end(
    data: Session, nu: datetime
) -> None:
    lek = een_lek(data, nu)
    assert mails(data) == [f"Datalek {lek.kenmerk}: beslis binnen 72 uur"]
    planned = data.scalars(select(Taak).where(Taak.soort == "avg.datalek")).one()
    assert planned.klaar_vanaf == nu + 48 * UUR
    taak(lek.kenmerk)
    assert "nog 72 uur" in mails(data)[-1]
    oordeel(lek, Lekrisico.GEEN, nu)
    assert not acties.waarschuw(lek, nu)


def test_the_clock_runs_from_the_discovery(data: Session, nu: datetime) -> None:
    lek = een_lek(data, nu, nu - 70 * UUR)
    assert (lek.uren_over(nu), lek.is_te_laat(nu)) == (2, False)
    assert lek.is_te_laat(nu + 2 * UUR + timedelta(seconds=1))
    assert lek.uren_over(nu + 9 * UUR) == 0


def test_without_a_risk_it_closes_in_the_register_alone(data: Session, nu: datetime) -> None:
    lek = een_lek(data, nu)
    with pytest.raises(NogBeoordelen):
        acties.sluit(lek, "Beter kijken.", nu)
    with pytest.raises(NogBeoordelen):
        acties.meld_aan_ap(lek, "1", "", nu)
    oordeel(lek, Lekrisico.GEEN, nu)
    with pytest.raises(MeldingNietNodig):
        acties.meld_aan_ap(lek, "1", "", nu)
    assert acties.sluit(lek, "Beter kijken.", nu)
    assert not acties.sluit(lek, "Beter kijken.", nu)
    with pytest.raises(KanNietMeer):
        oordeel(lek, Lekrisico.HOOG, nu)


def test_a_high_risk_closes_when_the_authority_and_the_people_know(
    data: Session, nu: datetime
) -> None:
    lek = een_lek(data, nu)
    with pytest.raises(NogBeoordelen):
        acties.licht_in(lek, nu)
    oordeel(lek, Lekrisico.RISICO, nu)
    with pytest.raises(MeldingNietNodig):
        acties.licht_in(lek, nu)
    oordeel(lek, Lekrisico.HOOG, nu)
    with pytest.raises(NogNietGemeld):
        acties.sluit(lek, "Beter kijken.", nu)
    assert acties.meld_aan_ap(lek, "AP-1", "", nu)
    assert not acties.meld_aan_ap(lek, "AP-2", "", nu)
    with pytest.raises(NogNietGemeld):
        acties.sluit(lek, "Beter kijken.", nu)
    assert acties.licht_in(lek, nu)
    assert not acties.licht_in(lek, nu)
    with pytest.raises(KanNietMeer, match="al gemeld"):
        oordeel(lek, Lekrisico.RISICO, nu)
    assert acties.sluit(lek, "Beter kijken.", nu)
    kinds = [line.soort for line in _log(data)]
    assert kinds[-3:] == ["datalek.gemeld", "datalek.ingelicht", "datalek.gesloten"]


def _log(data: Session) -> list[Logboek]:
    data.commit()
    return list(data.scalars(select(Logboek).order_by(Logboek.volgnr)))


def test_after_72_hours_it_is_reported_with_a_reason(data: Session, nu: datetime) -> None:
    lek = een_lek(data, nu, nu - 73 * UUR)
    oordeel(lek, Lekrisico.RISICO, nu)
    with pytest.raises(TeLaatZonderReden):
        acties.meld_aan_ap(lek, "AP-1", " ", nu)
    assert acties.meld_aan_ap(lek, "AP-1", "Wij zagen het pas laat.", nu)


def test_the_database_refuses_to_close_what_was_not_reported(data: Session, nu: datetime) -> None:
    lek = een_lek(data, nu)
    oordeel(lek, Lekrisico.RISICO, nu)
    data.flush()
    lek.gesloten_op = nu
    with pytest.raises(IntegrityError, match="dicht_na_melding"):
        data.flush()


def test_the_board_walks_through_it_on_the_pages(data: Session, nu: datetime, login: Login) -> None:
    board = login(een_lid(), "secretaris")
    assert "Er is nog geen datalek vastgelegd." in board.get(PAGE).text
    typed = {"dag": "2026-11-22", "uur": "10.00", "wat": WAT, "gegevens": "Naam en adres",
             "aantal": "12"}  # fmt: skip
    for wrong in ({"uur": "99"}, {"uur": "23.59"}, {"wat": "Kort"}, {"aantal": "-1"}):
        refused = board.post(PAGE, data={**typed, **wrong})
        assert refused.status_code == 422, wrong
        assert "Naam en adres" in refused.text
    made = board.post(PAGE, data=typed)
    page = str(made.location)
    shown = board.get(page).text
    assert "Nog 62 uur om te melden: tot woensdag 25 november 2026, 10.00 uur." in shown
    assert "Datalek DL-2026-0001" in board.get("/bestuur").text
    assert board.post(f"{page}/oordeel", data={"risico": "hoog"}).status_code == 422
    judged = {"risico": "hoog", "gevolgen": "Vreemde e-mails.",
              "maatregelen": "Wij belden de ontvanger."}  # fmt: skip
    assert board.post(f"{page}/oordeel", data=judged).status_code == 303
    shown = board.get(page).text
    assert "Tekst voor de AP" in shown
    assert "Dat spijt ons." in shown
    assert shown.count("Wij belden de ontvanger.") == 3  # the form, the report and the letter
    assert board.post(f"{page}/ap", data={"nummer": ""}).status_code == 422
    assert board.post(f"{page}/ap", data={"nummer": "AP-12"}).status_code == 303
    assert board.post(f"{page}/slot", data={"lering": "Voortaan kijken."}).status_code == 409
    assert board.post(f"{page}/bericht").status_code == 303
    assert board.post(f"{page}/slot", data={"lering": "Kort"}).status_code == 422
    assert board.post(f"{page}/slot", data={"lering": "Voortaan kijken."}).status_code == 303
    assert "AP-12" in board.get(page).text
    assert "Gesloten" in board.get(PAGE).text
    assert "Datalek DL" not in board.get("/bestuur").text
    assert login(een_lid()).get(page).status_code == 403
    assert board.get(f"{PAGE}/DL-2026-9999").status_code == 404


def test_the_register_of_what_we_process_is_a_page_and_a_file(data: Session, login: Login) -> None:
    del data
    board = login(een_lid(), "penningmeester")
    page = board.get("/bestuur/avg/verwerkingen").text
    for seen in ("Wettelijke plicht (AVG 6.1 c)", "Wie er op een kiesregister stond", "Mollie",
                 "Vereniging Wijkbelangen"):  # fmt: skip
        assert seen in page, seen
    rows = read_csv(board.get("/bestuur/avg/verwerkingen.csv").data)
    assert rows[0][0] == "verwerking"
    assert ["Wie er op een kiesregister stond", "15 maanden na de sluiting"] in [
        row[-2:] for row in rows
    ]
    assert login(een_lid()).get("/bestuur/avg/verwerkingen.csv").status_code == 403


def test_the_warning_goes_out_by_itself(data: Session, nu: datetime) -> None:
    een_lek(data, nu, nu - 49 * UUR)
    work()
    assert sum("Datalek" in onderwerp for onderwerp in mails(data)) == 2
