"""Measures against a member as verbs: each state of domain.md 4.2, with the appeal (BW 2:35)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import een_lid
from tests.leden.factories import post
from vereniging.core import clock
from vereniging.core.errors import KanNietMeer
from vereniging.leden.acties.maatregelen import (
    LooptAl,
    Maatregelbesluit,
    OverUzelf,
    beslis_op_beroep,
    leg_maatregel_vast,
    maak_maatregel_bekend,
    stel_beroep_in,
    werk_maatregelen_bij,
)
from vereniging.leden.acties.opzeggen import zeg_op
from vereniging.leden.models import Functie, FunctieSoort, Lid, LidStand, Maatregel
from vereniging.leden.models.functie import EindeVoorBegin
from vereniging.leden.models.maatregel import (
    BeroepTeLaat,
    DagKlopt,
    GeenLidOpDieDag,
    GrondOntbreekt,
    HeeftAlEinde,
    TermijnLoopt,
)
from vereniging.leden.models.maatregel import Maatregelgrond as Grond
from vereniging.leden.models.maatregel import MaatregelSoort as Soort
from vereniging.leden.models.maatregel import MaatregelStand as Stand
from vereniging.leden.opzegwens import Opzegwens
from vereniging.leden.signals import lidmaatschap_beeindigd
from vereniging.statuten.models import Orgaan, Statuten
from vereniging.taken.worker import run_all

VANDAAG = date(2026, 11, 22)
TOT = date(2027, 2, 1)
BEROEP_TOT = date(2026, 12, 22)
WAAROM = "Dit gebeurde drie keer, ook na een gesprek."


@pytest.fixture
def lid(data: Session) -> Lid:
    lid = een_lid()
    data.add(lid)
    data.flush()
    return lid


def besluit(soort: Soort, grond: Grond | None = None, **anders: object) -> Maatregelbesluit:
    usual = Grond.NIET_TE_VERGEN if soort is Soort.OPZEGGING else Grond.IN_STRIJD
    facts: dict[str, object] = {
        "soort": soort,
        "grond": grond or usual,
        "redenen": WAAROM,
        "tot": TOT,
    }
    return Maatregelbesluit(**{**facts, **anders})  # type: ignore[arg-type]  # facts of a test


def op(dag: date) -> datetime:
    return datetime(dag.year, dag.month, dag.day, 12, tzinfo=UTC)


def later(dagen: int) -> datetime:
    return op(VANDAAG + timedelta(days=dagen))


def periode(lid: Lid) -> tuple[object, ...]:
    row = lid.lidmaatschappen[0]
    return row.einde, row.eindreden, row.geschorst_van, row.geschorst_tot


def test_a_suspension_begins_at_once_and_is_told_with_reasons(lid: Lid, nu: datetime) -> None:
    maatregel = leg_maatregel_vast(lid, besluit(Soort.SCHORSING), nu)
    assert maatregel.stand is Stand.BESLOTEN
    assert maatregel.besluit.orgaan is Orgaan.BESTUUR
    assert lid.stand(VANDAAG) is lid.stand(TOT) is LidStand.GESCHORST
    assert lid.stand(TOT + timedelta(days=1)) is LidStand.ACTIEF
    assert [mail.aan for mail in post("maatregel:")] == [lid.email]


def test_who_reads_no_mail_gets_a_letter(lid: Lid, nu: datetime) -> None:
    lid.email = None
    leg_maatregel_vast(lid, besluit(Soort.ONTZETTING), nu)
    assert [(mail.is_brief, mail.lid_id) for mail in post("maatregel:")] == [(True, lid.id)]


def test_the_term_to_appeal_is_a_month_from_the_day_it_was_received(lid: Lid, nu: datetime) -> None:
    maatregel = leg_maatregel_vast(lid, besluit(Soort.ONTZETTING), nu)
    assert maak_maatregel_bekend(maatregel, VANDAAG, nu)
    assert not maak_maatregel_bekend(maatregel, VANDAAG, nu)
    assert (maatregel.stand, maatregel.beroep_tot) == (Stand.BEKEND, BEROEP_TOT)
    assert len(post(f"maatregel:{maatregel.kiem.hex()}:bekend")) == 1


@pytest.mark.parametrize("dagen", [-1, 1])
def test_it_is_received_from_the_decision_until_today(lid: Lid, nu: datetime, dagen: int) -> None:
    maatregel = leg_maatregel_vast(lid, besluit(Soort.ONTZETTING), nu)
    with pytest.raises(DagKlopt, match="vanaf"):
        maak_maatregel_bekend(maatregel, VANDAAG + timedelta(days=dagen), nu)
    assert maatregel.stand is Stand.BESLOTEN


def test_the_statutes_may_give_more_time_and_another_body_but_never_less(
    lid: Lid, data: Session, nu: datetime
) -> None:
    waarden = {"maatregel_orgaan": "alv", "beroepstermijn_maanden": 2}
    data.add(Statuten(geldig_vanaf=date(2020, 1, 1), waarden=waarden))
    data.flush()
    maatregel = leg_maatregel_vast(lid, besluit(Soort.SCHORSING), nu)
    assert maatregel.besluit.orgaan is Orgaan.ALV
    maak_maatregel_bekend(maatregel, VANDAAG, nu)
    assert maatregel.beroep_tot == date(2027, 1, 22)
    ander = een_lid()
    data.add(ander)
    tweede = leg_maatregel_vast(ander, besluit(Soort.SCHORSING), nu)
    tweede.bekendmaken(VANDAAG, nu, 0)
    assert tweede.beroep_tot == BEROEP_TOT


def test_expulsion_suspends_at_once_and_ends_the_membership_when_nobody_appeals(
    lid: Lid, data: Session, nu: datetime
) -> None:
    functie = Functie(lid=lid, soort=FunctieSoort.TELLER, begin=date(2025, 1, 1))
    data.add(functie)
    maatregel = leg_maatregel_vast(lid, besluit(Soort.ONTZETTING), nu)
    maak_maatregel_bekend(maatregel, VANDAAG, nu)
    assert lid.stand(VANDAAG) is LidStand.GESCHORST
    data.commit()
    heard: list[date] = []

    def listen(_lid: Lid, dag: date, **_facts: object) -> None:
        heard.append(dag)

    with lidmaatschap_beeindigd.connected_to(listen):
        for dag in (BEROEP_TOT, BEROEP_TOT + timedelta(days=1), BEROEP_TOT + timedelta(days=2)):
            clock.install(partial(op, dag))
            run_all()
            run_all()
            data.expire_all()
            assert maatregel.stand is (Stand.BEKEND if dag == BEROEP_TOT else Stand.GEHANDHAAFD)
    einde = BEROEP_TOT + timedelta(days=1)
    assert periode(lid)[:2] == (einde, "ontzetting")
    assert lid.stand(einde) is LidStand.GESCHORST
    assert lid.stand(einde + timedelta(days=1)) is LidStand.BEEINDIGD
    assert heard == [functie.einde] == [einde]
    assert len(post(f"maatregel:{maatregel.kiem.hex()}:gehandhaafd")) == 1


def test_an_appeal_on_the_last_day_stops_the_clock(lid: Lid, nu: datetime) -> None:
    maatregel = leg_maatregel_vast(lid, besluit(Soort.ONTZETTING), nu)
    maak_maatregel_bekend(maatregel, VANDAAG, nu)
    assert stel_beroep_in(maatregel, "Dat klopt niet.", BEROEP_TOT, op(BEROEP_TOT))
    assert not stel_beroep_in(maatregel, "Nog eens.", BEROEP_TOT, op(BEROEP_TOT))
    assert maatregel.beroep_tekst == "Dat klopt niet."
    werk_maatregelen_bij(later(90))
    assert maatregel.stand is Stand.IN_BEROEP
    assert lid.stand(VANDAAG + timedelta(days=90)) is LidStand.GESCHORST


def test_the_day_after_the_term_it_is_too_late(lid: Lid, nu: datetime) -> None:
    maatregel = leg_maatregel_vast(lid, besluit(Soort.ONTZETTING), nu)
    maak_maatregel_bekend(maatregel, VANDAAG, nu)
    laat = BEROEP_TOT + timedelta(days=1)
    with pytest.raises(BeroepTeLaat, match="U kon in beroep tot en met 22"):
        stel_beroep_in(maatregel, "", laat, op(laat))
    assert (maatregel.stand, maatregel.beroep_op) == (Stand.BEKEND, None)


def test_who_appeals_before_we_wrote_down_the_receipt_has_received_it(
    lid: Lid, nu: datetime
) -> None:
    maatregel = leg_maatregel_vast(lid, besluit(Soort.SCHORSING), nu)
    assert stel_beroep_in(maatregel, "", VANDAAG, nu)
    assert (maatregel.stand, maatregel.ontvangen_op) == (Stand.IN_BEROEP, VANDAAG)


@pytest.mark.parametrize("soort", list(Soort))
def test_what_the_meeting_takes_back_leaves_the_membership_as_it_was(
    lid: Lid, nu: datetime, soort: Soort
) -> None:
    row = lid.lidmaatschappen[0]
    row.geschorst_van, row.geschorst_tot = date(2025, 1, 1), date(2025, 2, 1)
    if soort is not Soort.OPZEGGING:
        row.einde, row.eindreden = date(2028, 12, 31), "opzegging"
    before = periode(lid)
    maatregel = leg_maatregel_vast(lid, besluit(soort), nu)
    maak_maatregel_bekend(maatregel, VANDAAG, nu)
    assert periode(lid) != before
    stel_beroep_in(maatregel, "", VANDAAG, nu)
    werk_maatregelen_bij(later(5))
    beslis_op_beroep(maatregel, "De vergadering gaf het lid gelijk.", later(40), blijft=False)
    assert (maatregel.stand, periode(lid)) == (Stand.HERROEPEN, before)
    assert maatregel.uitspraak is not None
    assert maatregel.uitspraak.orgaan is Orgaan.ALV
    werk_maatregelen_bij(later(400))
    assert periode(lid) == before


def test_what_the_meeting_upholds_ends_an_expelled_membership_that_day(
    lid: Lid, nu: datetime
) -> None:
    maatregel = leg_maatregel_vast(lid, besluit(Soort.ONTZETTING), nu)
    stel_beroep_in(maatregel, "", VANDAAG, nu)
    beslis_op_beroep(maatregel, "De vergadering steunt het besluit.", later(40), blijft=True)
    assert periode(lid)[:2] == (later(40).date(), "ontzetting")
    with pytest.raises(KanNietMeer):
        beslis_op_beroep(maatregel, "Toch niet, zegt iemand.", later(41), blijft=False)
    assert maatregel.stand is Stand.GEHANDHAAFD


def test_an_expelled_member_who_gave_notice_leaves_once(lid: Lid, nu: datetime) -> None:
    opzegging = zeg_op(lid, nu, Opzegwens(gewenst=date(2027, 12, 31)))
    maatregel = leg_maatregel_vast(lid, besluit(Soort.ONTZETTING), nu)
    stel_beroep_in(maatregel, "", VANDAAG, nu)
    beslis_op_beroep(maatregel, "De vergadering steunt het besluit.", later(40), blijft=True)
    assert opzegging.stand.value == "ingetrokken"
    assert periode(lid)[:2] == (later(40).date(), "ontzetting")


@pytest.mark.parametrize(
    ("grond", "einde"),
    [(Grond.NIET_TE_VERGEN, VANDAAG), (Grond.VEREISTEN, date(2026, 12, 31))],
)
def test_notice_ends_by_the_ordinary_rule_or_at_once(
    lid: Lid, nu: datetime, grond: Grond, einde: date
) -> None:
    maatregel = leg_maatregel_vast(lid, besluit(Soort.OPZEGGING, grond), nu)
    assert lid.stand(VANDAAG) is LidStand.ACTIEF
    maak_maatregel_bekend(maatregel, VANDAAG, nu)
    assert periode(lid)[:2] == (einde, "opzegging door de vereniging")
    heard: list[date] = []

    def listen(_lid: Lid, dag: date, **_facts: object) -> None:
        heard.append(dag)

    with lidmaatschap_beeindigd.connected_to(listen):
        werk_maatregelen_bij(op(einde))
        assert heard == []
        werk_maatregelen_bij(op(einde + timedelta(days=1)))
        werk_maatregelen_bij(op(einde + timedelta(days=2)))
    assert heard == [einde]


@pytest.mark.parametrize(
    ("soort", "grond"),
    [
        *((Soort.OPZEGGING, grond) for grond in (Grond.IN_STRIJD, Grond.BENADELING)),
        *((Soort.ONTZETTING, grond) for grond in (Grond.VEREISTEN, Grond.NIET_TE_VERGEN)),
        (Soort.SCHORSING, Grond.VEREISTEN),
        (Soort.OPZEGGING, Grond.STATUTEN),
    ],
)
def test_each_kind_has_its_own_grounds(lid: Lid, nu: datetime, soort: Soort, grond: Grond) -> None:
    with pytest.raises(GrondOntbreekt, match="Kies een grond uit de statuten of de wet"):
        leg_maatregel_vast(lid, besluit(soort, grond, grond_tekst="Zomaar"), nu)
    assert periode(lid) == (None, None, None, None)


def test_a_ground_of_the_statutes_counts_when_the_statutes_name_it(
    lid: Lid, data: Session, nu: datetime
) -> None:
    waarden = {"opzeggronden_vereniging": ["Verhuisd uit de wijk"]}
    data.add(Statuten(geldig_vanaf=date(2020, 1, 1), waarden=waarden))
    data.flush()
    grond = besluit(Soort.OPZEGGING, Grond.STATUTEN, grond_tekst="Verhuisd uit de wijk")
    assert leg_maatregel_vast(lid, grond, nu).grond_tekst == "Verhuisd uit de wijk"


def test_one_measure_at_a_time_and_never_against_oneself(
    lid: Lid, data: Session, nu: datetime
) -> None:
    with pytest.raises(OverUzelf):
        leg_maatregel_vast(lid, besluit(Soort.SCHORSING, door=lid), nu)
    leg_maatregel_vast(lid, besluit(Soort.SCHORSING), nu)
    with pytest.raises(LooptAl):
        leg_maatregel_vast(lid, besluit(Soort.ONTZETTING), nu)
    first = data.query(Maatregel).one()
    data.add(
        Maatregel(lid=lid, besluit=first.besluit, soort=Soort.ONTZETTING, grond=Grond.IN_STRIJD,
                  redenen=WAAROM, van=VANDAAG)
    )  # fmt: skip
    with pytest.raises(IntegrityError):
        data.flush()
    data.rollback()


def test_who_is_no_member_or_leaves_already_is_left_alone(
    lid: Lid, data: Session, nu: datetime
) -> None:
    weg = een_lid(soort=None)
    data.add(weg)
    with pytest.raises(GeenLidOpDieDag):
        leg_maatregel_vast(weg, besluit(Soort.ONTZETTING), nu)
    zeg_op(lid, nu)
    with pytest.raises(HeeftAlEinde, match="stopt al na 31"):
        leg_maatregel_vast(lid, besluit(Soort.OPZEGGING), nu)


@pytest.mark.parametrize("tot", [None, VANDAAG - timedelta(days=1)])
def test_a_suspension_ends_on_a_day_that_comes(lid: Lid, nu: datetime, tot: date | None) -> None:
    with pytest.raises(EindeVoorBegin):
        leg_maatregel_vast(lid, besluit(Soort.SCHORSING, tot=tot), nu)
    assert periode(lid) == (None, None, None, None)


def test_nothing_moves_out_of_order(lid: Lid, nu: datetime) -> None:
    maatregel = leg_maatregel_vast(lid, besluit(Soort.SCHORSING), nu)
    with pytest.raises(KanNietMeer):
        maatregel.handhaven(nu)
    with pytest.raises(KanNietMeer):
        beslis_op_beroep(maatregel, "Er was geen beroep.", nu, blijft=False)
    maak_maatregel_bekend(maatregel, VANDAAG, nu)
    with pytest.raises(TermijnLoopt):
        maatregel.handhaven(nu)
    maatregel.stand = Stand.HERROEPEN
    with pytest.raises(KanNietMeer):
        maak_maatregel_bekend(maatregel, VANDAAG, nu)
    with pytest.raises(KanNietMeer):
        stel_beroep_in(maatregel, "", VANDAAG, nu)
