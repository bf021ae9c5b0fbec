"""Reminders: in time, at most the steps of the statutes, each once, and quiet when they must be."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, een_jaar, een_nota
from tests.conftest import Login
from tests.factories import een_huishouden, een_lid
from tests.leden.factories import post
from tests.support.work import work
from vereniging.betalingen.models import Betaling, BetalingStand
from vereniging.contributie import achterstand, acties, brieven
from vereniging.contributie.acties import herinneren
from vereniging.contributie.acties.herinneren import NiemandTeHerinneren
from vereniging.contributie.acties.notas import VoorbeeldVerouderd
from vereniging.contributie.models import (
    Betaalherinnering,
    Bron,
    Herinnerkanaal,
    Nota,
    Regelsoort,
)
from vereniging.core.db import db
from vereniging.core.money import Bedrag
from vereniging.post.models import Mail
from vereniging.statuten.acties import stel_in
from vereniging.statuten.models import Statuten

PAD = "/bestuur/contributie/achterstand"


def een_late_nota(dagen: int = 7) -> Nota:
    """A nota that should have been paid this many days ago."""
    nota = een_nota()
    nota.verzocht_op = NU - timedelta(days=dagen + 30)
    nota.vervaldatum = NU.date() - timedelta(days=dagen)
    db.session.flush()
    return nota


def op_dag(dagen: int) -> list[tuple[str, int]]:
    """Who would be reminded this many days from now."""
    return [(nota.kenmerk, trede) for nota, trede in achterstand.kandidaten(dagen_later(dagen))]


def dagen_later(dagen: int) -> datetime:
    return NU + timedelta(days=dagen)


def stuur(nu: datetime = NU) -> int:
    """What the treasurer's button and the job do together."""
    rows = achterstand.kandidaten(nu)
    return herinneren.herinner([nota.id for nota, _trede in rows], nu, None)


def tredes(nota: Nota) -> list[tuple[int, str]]:
    return [(row.trede, row.kanaal.value) for row in achterstand.herinneringen_van(nota)]


def betaal(nota: Nota, cent: int = 1000) -> None:
    regel = acties.Regel(
        soort=Regelsoort.BETALING,
        bedrag=Bedrag(-cent),
        valutadatum=date(2026, 11, 22),
        bron=Bron.BANK,
        bron_id="2026:1",
    )
    acties.boek_ontvangst(nota, regel, NU)


@pytest.mark.parametrize(("dagen", "aantal"), [(6, 0), (7, 1), (400, 1)])
def test_the_first_reminder_comes_seven_days_after_the_day_to_pay(
    data: Session, dagen: int, aantal: int
) -> None:
    een_late_nota(dagen)
    assert len(achterstand.kandidaten(NU)) == aantal


def test_the_ladder_has_two_reminders_and_then_the_board_looks(data: Session) -> None:
    nota = een_late_nota(7)
    assert stuur() == 1
    assert (op_dag(22), op_dag(23)) == ([], [(nota.kenmerk, 2)])
    assert stuur(dagen_later(23)) == 1
    assert op_dag(53) == []
    assert herinneren.leg_voor_aan_bestuur(dagen_later(52)) == 0
    assert herinneren.leg_voor_aan_bestuur(dagen_later(53)) == 1
    assert herinneren.leg_voor_aan_bestuur(dagen_later(54)) == 0
    assert tredes(nota) == [(1, "mail"), (2, "mail"), (3, "lijst")]
    assert len(post("herinnering:")) == 2
    assert op_dag(1000) == []


def test_fourteen_days_lie_between_two_steps_however_late_the_first_was(data: Session) -> None:
    nota = een_late_nota(100)
    stuur()
    assert (op_dag(13), op_dag(14)) == ([], [(nota.kenmerk, 2)])


def test_the_statutes_say_after_how_many_days_and_how_often(data: Session) -> None:
    waarden, artikelen = {"herinneringen": [3]}, {"herinneringen": "art. 9"}
    data.add(Statuten(geldig_vanaf=date(2020, 1, 1), waarden=waarden, artikelen=artikelen))
    nota = een_late_nota(3)
    assert stuur() == 1
    assert op_dag(1000) == []
    assert herinneren.leg_voor_aan_bestuur(dagen_later(1000)) == 0
    assert achterstand.stand_van(nota, NU.date()).vanaf is None


def test_nobody_is_reminded_of_a_trifle(data: Session) -> None:
    nota = een_late_nota()
    betaal(nota, 950)
    assert achterstand.kandidaten(NU) == []
    stel_in(herinnering_drempel=49)
    assert len(achterstand.kandidaten(NU)) == 1


@pytest.mark.parametrize("wat", ["betaald", "weg", "overleden", "pauze", "onderweg", "ingetrokken"])
def test_reminders_stop_at_once(data: Session, wat: str) -> None:
    nota = een_late_nota()
    seen = achterstand.beurt(NU).vingerafdruk
    gebeurt(nota, wat)
    data.flush()
    assert achterstand.kandidaten(NU) == []
    with pytest.raises(NiemandTeHerinneren):
        herinneren.verstuur_herinneringen(seen, NU, None)
    assert herinneren.herinner([nota.id], NU, None) == 0
    assert herinneren.leg_voor_aan_bestuur(dagen_later(99)) == 0
    assert post("herinnering:") == []


def gebeurt(nota: Nota, wat: str) -> None:
    """Something after which nobody may be reminded."""
    assert nota.betaler is not None
    if wat == "betaald":
        betaal(nota)
    elif wat == "weg":
        nota.betaler.lidmaatschappen[0].einde = date(2026, 11, 21)
    elif wat == "overleden":
        nota.betaler.overleden_op = date(2026, 11, 22)
    elif wat == "pauze":
        herinneren.pauzeer(nota, date(2027, 6, 1), "Ligt in het ziekenhuis", NU.date())
    elif wat == "onderweg":
        een_betaling(nota)
    else:
        nota.ingetrokken_op = NU


def een_betaling(nota: Nota) -> None:
    db.session.add(
        Betaling(
            nota_id=nota.id,
            modus="test",
            bedrag=nota.saldo,
            verzoek={},
            gemaakt_op=NU,
            volgende_controle_op=None,
            stand=BetalingStand.IN_BEHANDELING,
        )
    )


def test_after_a_pause_the_ladder_goes_on(data: Session) -> None:
    nota = een_late_nota()
    herinneren.pauzeer(nota, date(2026, 11, 30), "Op reis tot december", NU.date())
    assert (op_dag(8), op_dag(9)) == ([], [(nota.kenmerk, 1)])
    herinneren.hervat(nota)
    assert op_dag(0) == [(nota.kenmerk, 1)]
    with pytest.raises(herinneren.PauzeVoorbij):
        herinneren.pauzeer(nota, date(2026, 11, 21), "Te laat bedacht", NU.date())


def test_what_changed_since_the_list_was_shown_is_shown_again(data: Session) -> None:
    nota = een_late_nota()
    seen = achterstand.beurt(NU).vingerafdruk
    betaal(nota, 200)
    with pytest.raises(VoorbeeldVerouderd):
        herinneren.verstuur_herinneringen(seen, NU, None)


def test_the_job_sends_each_reminder_once_however_often_it_runs(
    app: Flask, data: Session, tmp_path: Path
) -> None:
    app.config["POST_FOLDER"] = tmp_path
    nota = een_late_nota()
    seen = achterstand.beurt(NU).vingerafdruk
    for second in range(2):  # two treasurers, one after the other
        nu = NU - timedelta(seconds=second)
        assert herinneren.verstuur_herinneringen(seen, nu, None) == 1
    assert herinneren.nog_onderweg() == 2
    work()
    assert herinneren.nog_onderweg() == 0
    assert tredes(nota) == [(1, "mail")]
    assert len([path for path in tmp_path.glob("**/*") if path.is_file()]) == 1


def test_more_than_fifty_go_in_groups(app: Flask, data: Session, tmp_path: Path) -> None:
    app.config["POST_FOLDER"] = tmp_path
    veel_late_notas(60)
    seen = achterstand.beurt(NU).vingerafdruk
    assert herinneren.verstuur_herinneringen(seen, NU, None) == 60
    work()
    assert data.scalar(select(func.count()).select_from(Betaalherinnering)) == 60


def veel_late_notas(aantal: int) -> None:
    een_jaar(huishouden=1000)
    db.session.add_all([een_huishouden(een_lid()) for _ in range(aantal)])
    db.session.flush()
    acties.maak_notas(2026, NU)
    for nota in db.session.scalars(select(Nota)):
        nota.verzocht_op, nota.vervaldatum = NU - timedelta(days=60), date(2026, 11, 1)
    db.session.flush()


def test_the_list_asks_the_database_as_often_for_a_few_as_for_many(
    data: Session, login: Login
) -> None:
    kas = login(een_lid(), "penningmeester")
    veel_late_notas(3)
    few = statements(lambda: kas.get(PAD).status_code)
    for nota in data.scalars(select(Nota)):
        nota.ingetrokken_op, nota.saldo = NU, Bedrag(0)
    data.flush()
    data.add_all([een_huishouden(een_lid()) for _ in range(40)])
    data.flush()
    acties.maak_notas(2026, NU)
    for nota in data.scalars(select(Nota).where(Nota.ingetrokken_op.is_(None))):
        nota.verzocht_op, nota.vervaldatum = NU - timedelta(days=60), date(2026, 11, 1)
    data.flush()
    assert statements(lambda: kas.get(PAD).status_code) <= few


def statements(work_: object) -> int:
    """How many statements reach the database."""
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    assert work_() == 200  # type: ignore[operator]  # a callable
    event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_by_itself_only_when_the_board_wants_it(app: Flask, data: Session, tmp_path: Path) -> None:
    app.config["POST_FOLDER"] = tmp_path
    nota = een_late_nota()
    work()
    assert tredes(nota) == []
    assert herinneren.herinner_vanzelf(NU) == 1
    work()
    assert tredes(nota) == [(1, "mail")]


def test_the_text_tells_amount_link_account_and_what_to_do_when_paying_is_hard(
    app: Flask, data: Session, tmp_path: Path
) -> None:
    app.config["POST_FOLDER"] = tmp_path
    stel_in(iban="NL91ABNA0417164300")
    nota = een_late_nota()
    stuur()
    stuur(dagen_later(23))
    work()
    texts = [path.read_text() for path in sorted(tmp_path.glob("**/*")) if path.is_file()]
    assert len(texts) == 2
    for text in texts:
        for part in ("/betalen/", nota.betaalkenmerk, "NL91ABNA0417164300", "al betaald"):
            assert part in text


def test_who_reads_no_mail_gets_a_letter_with_a_code_to_scan(data: Session, login: Login) -> None:
    nota = een_late_nota()
    assert nota.betaler is not None
    nota.betaler.email = None
    data.flush()
    assert stuur() == 1
    assert tredes(nota) == [(1, Herinnerkanaal.BRIEF.value)]
    kas = login(een_lid(), "penningmeester")
    assert "1 brief om te posten" in kas.get(PAD).text
    paper = kas.get(f"{PAD}/brieven.pdf")
    assert paper.mimetype == "application/pdf"
    assert paper.data.startswith(b"%PDF-")
    assert b"/Count 1" in paper.data
    letter = data.scalars(select(Mail).where(Mail.is_brief)).one()
    assert kas.post(f"{PAD}/brieven/gepost", {"tot": str(letter.id)}).status_code == 303
    assert letter.gedaan_op is not None
    assert kas.get(f"{PAD}/brieven.pdf").status_code == 404


def op_papier(nota: Nota) -> Mail:
    """The reminder of a household that reads no mail."""
    assert nota.betaler is not None
    nota.betaler.email = None
    stuur()
    query = select(Mail).where(Mail.sleutel == f"herinnering:{nota.kenmerk}:1", Mail.is_brief)
    return db.session.scalars(query).one()


def test_a_letter_that_came_after_printing_is_not_marked_as_posted(
    data: Session, login: Login
) -> None:
    veel_late_notas(2)
    early, late = data.scalars(select(Nota).order_by(Nota.id))
    late.pauzeer(NU.date(), "Belt nog")
    first, kas = op_papier(early), login(een_lid(), "penningmeester")
    unseen = kas.post(f"{PAD}/brieven/gepost", {"tot": str(first.id)})
    assert unseen.status_code == 409
    assert "Open de PDF opnieuw" in unseen.text
    assert b"/Count 1" in kas.get(f"{PAD}/brieven.pdf").data
    late.hervat()
    second = op_papier(late)
    both = {"tot": str(second.id)}
    assert kas.post(f"{PAD}/brieven/gepost", both).status_code == 409
    assert [letter.gedaan_op for letter in (first, second)] == [None, None]
    assert b"/Count 2" in kas.get(f"{PAD}/brieven.pdf").data
    assert kas.post(f"{PAD}/brieven/gepost", both).status_code == 303
    assert None not in [letter.gedaan_op for letter in (first, second)]


def test_the_last_reminder_takes_the_place_of_one_that_was_never_posted(data: Session) -> None:
    first, later = op_papier(een_late_nota()), dagen_later(30)
    stuur(later)
    (waits,) = brieven.te_posten(later)
    assert waits.mail.id != first.id
    brieven.ruim_op(later)
    assert (first.tekst, first.geweigerd) == (None, "niet meer nodig")
    assert waits.mail.gedaan_op is None


def test_a_letter_that_is_no_longer_needed_is_not_printed(data: Session) -> None:
    nota = een_late_nota()
    assert nota.betaler is not None
    nota.betaler.email = None
    stuur()
    betaal(nota)
    assert brieven.te_posten(NU) == []
    brieven.ruim_op(NU)
    assert [(mail.tekst, mail.geweigerd) for mail in post("herinnering:")] == [
        (None, "niet meer nodig")
    ]


def test_the_treasurer_sees_who_is_next_and_sends(data: Session, login: Login) -> None:
    nota = een_late_nota()
    kas = login(een_lid(), "penningmeester")
    page = kas.get(PAD).text
    assert "Verstuur 1 herinnering" in page
    seen = page.partition('name="gezien"')[2].partition('value="')[2].partition('"')[0]
    url = f"{PAD}/herinneringen"
    assert kas.post(url, {"gezien": "x"}).status_code == 409
    assert kas.post(url, {"gezien": seen}).status_code == 303
    assert login(een_lid(), "kascommissie").post(url, {"gezien": seen}).status_code == 403
    assert login(een_lid(), "secretaris").get(PAD).status_code == 403
    assert "1 herinnering wordt nu geschreven" in kas.get(PAD).text
    assert nota.kenmerk in login(een_lid(), "kascommissie").get(PAD).text


def test_the_treasurer_pauses_one_nota_with_a_reason(data: Session, login: Login) -> None:
    nota = een_late_nota()
    kas = login(een_lid(), "penningmeester")
    url = f"/bestuur/contributie/notas/{nota.kenmerk}"
    assert "Begin de pauze" in kas.get(f"{url}/achterstand").text
    bad = kas.post(f"{url}/pauze", {"tot": "2026-11-21", "reden": "Ligt in het ziekenhuis"})
    assert bad.status_code == 422
    assert "Ligt in het ziekenhuis" in bad.text
    good = {"tot": "2026-12-31", "reden": "Ligt in het ziekenhuis"}
    assert kas.post(f"{url}/pauze", good).status_code == 303
    assert "Ligt in het ziekenhuis" in kas.get(f"{url}/achterstand").text
    assert kas.post(f"{url}/pauze/einde").status_code == 303
    assert nota.pauze_tot is None


def test_without_arrears_the_list_says_so(data: Session, login: Login) -> None:
    assert "Er is geen achterstand" in login(een_lid(), "penningmeester").get(PAD).text
