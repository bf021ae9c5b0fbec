"""Notice as verbs: every transition of domain.md 4.3, without a web."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import een_lid
from tests.leden.factories import post
from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.errors import KanNietMeer
from vereniging.leden import acties
from vereniging.leden.models import Functie, FunctieSoort, Lid, LidStand, Opzegging, OpzeggingStand
from vereniging.leden.models.opzegging import (
    AlOpgezegd,
    GeenLidmaatschap,
    IntrekkenTeLaat,
    Opzegkanaal,
    OpzeglinkVerlopen,
)
from vereniging.leden.opzegwens import Opzegwens
from vereniging.leden.signals import lidmaatschap_beeindigd
from vereniging.statuten.models import Statuten
from vereniging.taken.bewaren import ruim_op
from vereniging.taken.worker import run_all
from vereniging.toegang.models import Account, Sessie, SessieSoort, hashed

Stand = OpzeggingStand
VANDAAG = date(2026, 11, 22)
EINDE = date(2026, 12, 31)
NA_EINDE = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)  # 1 January, 0.00 in Amsterdam


@pytest.fixture
def lid(data: Session) -> Lid:
    lid = een_lid()
    data.add(lid)
    data.flush()
    return lid


def test_asking_mails_a_link_and_changes_nothing_yet(lid: Lid, nu: datetime) -> None:
    opzegging = acties.vraag_opzegging(lid.email or "", nu)
    assert opzegging is not None
    assert opzegging.stand is Stand.TE_BEVESTIGEN
    assert opzegging.einddatum == EINDE
    assert lid.stand(VANDAAG) is LidStand.ACTIEF
    assert [mail.aan for mail in post("opzegging:")] == [lid.email]


def test_an_unknown_address_gets_no_mail(data: Session, nu: datetime) -> None:
    assert acties.vraag_opzegging("niemand@example.org", nu) is None
    assert not post("opzegging:")


def test_confirming_ends_the_membership_on_the_day_that_was_shown(lid: Lid, nu: datetime) -> None:
    opzegging = acties.vraag_opzegging(lid.email or "", nu)
    assert opzegging is not None
    # confirmed within the week, but after 3 December: the day of the form counts
    later = nu + timedelta(days=7)
    assert acties.bevestig_opzegging(opzegging, later)
    assert not acties.bevestig_opzegging(opzegging, later)
    assert opzegging.stand is Stand.ONTVANGEN
    assert lid.stand(VANDAAG) is LidStand.OPGEZEGD
    assert lid.stand(EINDE) is LidStand.OPGEZEGD
    assert lid.stand(EINDE + timedelta(days=1)) is LidStand.BEEINDIGD
    assert len(post("opzegging:ontvangen:")) == 1


def test_the_link_works_for_seven_days(lid: Lid, nu: datetime) -> None:
    opzegging = acties.vraag_opzegging(lid.email or "", nu)
    assert opzegging is not None
    with pytest.raises(OpzeglinkVerlopen):
        acties.bevestig_opzegging(opzegging, nu + timedelta(days=7, seconds=1))
    assert lid.stand(VANDAAG) is LidStand.ACTIEF


@pytest.mark.parametrize(
    ("moment", "einde"),
    [
        (datetime(2026, 12, 3, 22, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 3, 23, 0, 0, tzinfo=UTC), date(2027, 12, 31)),
    ],
)
def test_midnight_in_amsterdam_decides(lid: Lid, moment: datetime, einde: date) -> None:
    assert acties.zeg_op(lid, moment).einddatum == einde


def test_the_statutes_set_the_term(lid: Lid, data: Session, nu: datetime) -> None:
    data.add(
        Statuten(
            geldig_vanaf=date(2024, 1, 1),
            waarden={"opzegtermijn_maanden": 1, "opzeggen_tegen": "einde_maand"},
            artikelen={"opzegtermijn_maanden": "7", "opzeggen_tegen": "7"},
        )
    )
    opzegging = acties.zeg_op(lid, nu)
    assert opzegging.einddatum == date(2026, 12, 31)
    assert opzegging.statuten_id is not None


def test_a_letter_is_received_and_confirmed_at_once(lid: Lid, nu: datetime) -> None:
    opzegging = acties.zeg_op(
        lid, nu, Opzegwens(kanaal=Opzegkanaal.BRIEF, gewenst=date(2027, 6, 15))
    )
    assert opzegging.stand is Stand.ONTVANGEN
    assert opzegging.einddatum == date(2027, 12, 31)


def test_who_gave_notice_cannot_give_it_again(lid: Lid, nu: datetime) -> None:
    acties.zeg_op(lid, nu)
    with pytest.raises(AlOpgezegd, match="31 december 2026"):
        acties.zeg_op(lid, nu)
    assert acties.vraag_opzegging(lid.email or "", nu) is None


def test_who_left_has_nothing_to_end(lid: Lid, nu: datetime) -> None:
    lid.lidmaatschappen[0].einde = date(2025, 12, 31)
    with pytest.raises(GeenLidmaatschap):
        acties.zeg_op(lid, nu)


def test_the_database_holds_one_running_notice_per_member(
    lid: Lid, data: Session, nu: datetime
) -> None:
    acties.zeg_op(lid, nu)
    lid.lidmaatschappen[0].einde = None
    other = acties.vraag_opzegging(lid.email or "", nu)
    assert other is not None
    other.stand = Stand.ONTVANGEN
    with pytest.raises(IntegrityError):
        data.flush()


def test_undo_works_until_the_end_of_the_last_day(lid: Lid, nu: datetime) -> None:
    opzegging = acties.zeg_op(lid, nu)
    assert acties.trek_opzegging_in(opzegging, NA_EINDE - timedelta(seconds=1))
    assert not acties.trek_opzegging_in(opzegging, nu)
    assert opzegging.stand is Stand.INGETROKKEN
    assert lid.stand(EINDE + timedelta(days=1)) is LidStand.ACTIEF
    assert len(post("opzegging:ingetrokken:")) == 1


def test_after_the_last_day_there_is_no_undo(lid: Lid, nu: datetime) -> None:
    opzegging = acties.zeg_op(lid, nu)
    with pytest.raises(IntrekkenTeLaat, match="31 december 2026"):
        acties.trek_opzegging_in(opzegging, NA_EINDE)
    assert opzegging.stand is Stand.ONTVANGEN


def test_notice_can_be_given_again_after_undo(lid: Lid, nu: datetime) -> None:
    acties.trek_opzegging_in(acties.zeg_op(lid, nu), nu)
    assert acties.zeg_op(lid, nu).stand is Stand.ONTVANGEN


def test_nothing_happens_on_the_last_day_itself(lid: Lid, nu: datetime) -> None:
    opzegging = acties.zeg_op(lid, nu)
    assert not acties.voer_opzegging_uit(opzegging, NA_EINDE - timedelta(seconds=1))
    assert opzegging.stand is Stand.ONTVANGEN


def test_the_day_after_the_worker_ends_offices_and_sessions(
    lid: Lid, data: Session, nu: datetime
) -> None:
    data.add(Functie(lid=lid, soort=FunctieSoort.TELLER, begin=date(2025, 1, 1)))
    account = Account(email=lid.email or "", lid_id=lid.id, gemaakt_op=nu)
    data.add(
        Sessie(
            sleutel_hash=hashed("x"),
            account=account,
            soort=SessieSoort.MAILCODE,
            bevestigd_op=nu,
            verloopt_op=nu + timedelta(days=90),
        )
    )
    opzegging = acties.zeg_op(lid, nu)
    data.commit()
    heard: list[date] = []

    def listen(_lid: Lid, dag: date, **_facts: object) -> None:
        heard.append(dag)

    clock.install(lambda: NA_EINDE)
    with lidmaatschap_beeindigd.connected_to(listen):
        run_all()
        run_all()
    data.expire_all()
    assert opzegging.stand is Stand.UITGEVOERD
    assert heard == [EINDE]
    assert db.session.scalars(select(Functie.einde)).all() == [EINDE]
    assert db.session.scalars(select(Sessie)).all() == []
    assert len(post("opzegging:uitgevoerd:")) == 1


@pytest.mark.parametrize("stand", [Stand.INGETROKKEN, Stand.UITGEVOERD])
def test_what_is_over_stays_over(lid: Lid, nu: datetime, stand: OpzeggingStand) -> None:
    opzegging = acties.zeg_op(lid, nu)
    opzegging.stand = stand
    with pytest.raises(KanNietMeer):
        acties.bevestig_opzegging(opzegging, nu)
    assert not acties.voer_opzegging_uit(opzegging, NA_EINDE)
    assert opzegging.stand is stand


def test_a_notice_that_was_carried_out_cannot_be_undone(lid: Lid, nu: datetime) -> None:
    opzegging = acties.zeg_op(lid, nu)
    acties.voer_opzegging_uit(opzegging, NA_EINDE)
    with pytest.raises(KanNietMeer):
        acties.trek_opzegging_in(opzegging, NA_EINDE)


def test_a_link_nobody_opened_is_forgotten(lid: Lid, data: Session, nu: datetime) -> None:
    acties.vraag_opzegging(lid.email or "", nu)
    ruim_op("leden.opruimen", nu + timedelta(days=8))
    assert data.scalars(select(Opzegging)).all() == []
