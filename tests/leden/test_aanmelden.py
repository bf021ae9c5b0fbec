"""Applications as verbs: every transition of domain.md 4.1, without a web."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import een_lid
from tests.leden.factories import een_aanmelding, een_bevestigde_aanmelding, gegevens, post
from vereniging.core.db import db
from vereniging.core.errors import KanNietMeer
from vereniging.leden import acties, haken
from vereniging.leden.acties.toelaten import AlLid, VreemdHuishouden
from vereniging.leden.mail import code_van
from vereniging.leden.models import (
    Aanmelding,
    AanmeldingStand,
    Aanmeldkanaal,
    Huishouden,
    Lid,
    Lidmaatschap,
    LidSoort,
    LidStand,
)
from vereniging.leden.models.aanmelding import AlAangemeld, BesluitAlvNodig, LinkVerlopen
from vereniging.leden.signals import aanmelding_afgewezen, aanmelding_bevestigd, lid_toegelaten
from vereniging.statuten.models import Besluit, Orgaan, Statuten
from vereniging.taken.bewaren import ruim_op
from vereniging.toegang.models import Account

pytestmark = pytest.mark.usefixtures("data")
Stand = AanmeldingStand
VANDAAG = date(2026, 11, 22)


@contextmanager
def heard(signal: object) -> Iterator[list[object]]:
    """What a signal said meanwhile."""
    said: list[object] = []

    def listen(sender: object, **_facts: object) -> None:
        said.append(sender)

    with signal.connected_to(listen):  # type: ignore[attr-defined]
        yield said


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_an_application_waits_for_its_mail_to_be_confirmed() -> None:
    aanmelding = een_aanmelding()
    assert aanmelding.stand is Stand.TE_BEVESTIGEN
    assert aanmelding.kenmerk == "AM-2026-0001"
    assert [mail.aan for mail in post("aanmelding:")] == [aanmelding.email]


def test_confirming_tells_contributie_and_mails_what_happens_now(nu: datetime) -> None:
    aanmelding = een_aanmelding()
    with heard(aanmelding_bevestigd) as said:
        assert acties.bevestigen(aanmelding, nu)
        assert not acties.bevestigen(aanmelding, nu)
    assert said == [aanmelding]
    assert aanmelding.stand is Stand.INGEDIEND
    assert len(post("aangemeld:")) == 1


def test_confirming_works_for_seven_days(nu: datetime) -> None:
    aanmelding = een_aanmelding()
    with pytest.raises(LinkVerlopen):
        acties.bevestigen(aanmelding, nu + timedelta(days=7, seconds=1))
    assert aanmelding.stand is Stand.TE_BEVESTIGEN
    assert acties.bevestigen(aanmelding, nu + timedelta(days=7))


def test_paper_is_confirmed_at_once(nu: datetime) -> None:
    aanmelding = acties.indienen(gegevens(email=None), nu, kanaal=Aanmeldkanaal.PAPIER)
    assert aanmelding.stand is Stand.INGEDIEND
    assert [mail.is_brief for mail in post("aangemeld:")] == [True]


def test_two_applications_of_one_address_become_one(nu: datetime) -> None:
    first = een_aanmelding(email="kim@example.org")
    second = een_aanmelding(email="kim@example.org")
    acties.bevestigen(first, nu)
    with pytest.raises(AlAangemeld):
        acties.bevestigen(second, nu)


def test_the_database_holds_one_waiting_application_per_address(data: Session) -> None:
    een_bevestigde_aanmelding(email="kim@example.org")
    second = een_aanmelding(email="kim@example.org")
    second.stand = Stand.INGEDIEND
    with pytest.raises(IntegrityError):
        data.flush()


def test_a_known_address_gets_one_mail_a_day_and_no_application(
    data: Session, nu: datetime
) -> None:
    lid = een_lid()
    data.add(lid)
    data.flush()
    for _ in range(3):
        assert len(acties.aanvragen(gegevens(email=lid.email), nu)) == 16
    assert count(Aanmelding) == 0
    assert len(post("al_bekend:")) == 1


def test_who_left_can_apply_again_and_keeps_the_number(data: Session, nu: datetime) -> None:
    lid = een_lid()
    lid.lidmaatschappen[0].einde = date(2025, 12, 31)
    data.add(lid)
    data.flush()
    acties.aanvragen(gegevens(email=lid.email), nu)
    aanmelding = db.session.scalars(select(Aanmelding)).one()
    acties.bevestigen(aanmelding, nu)
    assert acties.toelaten(aanmelding, nu) is lid
    assert [p.begin for p in lid.lidmaatschappen] == [date(2024, 1, 1), VANDAAG]


def test_the_code_of_the_mail_opens_only_its_own_application(nu: datetime) -> None:
    aanmelding, other = een_aanmelding(), een_aanmelding()
    code = code_van(aanmelding.kiem)
    assert acties.door_code(aanmelding.kiem, f"{code[:3]} {code[3:]}") is aanmelding
    assert acties.door_code(other.kiem, code) is None
    assert acties.door_code(b"x" * 16, code) is None


def test_a_code_can_be_guessed_five_times() -> None:
    aanmelding = een_aanmelding()
    for _ in range(5):
        assert acties.door_code(aanmelding.kiem, "geen code") is None
    assert acties.door_code(aanmelding.kiem, code_van(aanmelding.kiem)) is None


def test_admitting_makes_a_member_from_the_day_of_the_decision(nu: datetime) -> None:
    aanmelding = een_bevestigde_aanmelding()
    with heard(lid_toegelaten) as said:
        lid = acties.toelaten(aanmelding, nu, door=7)
    assert said == [lid]
    assert aanmelding.stand is Stand.TOEGELATEN
    assert lid.stand(VANDAAG) is LidStand.ACTIEF
    assert lid.stand(VANDAAG - timedelta(days=1)) is LidStand.TOEKOMSTIG
    besluit = db.session.get_one(Besluit, aanmelding.besluit_id)
    assert besluit.orgaan is Orgaan.BESTUUR
    assert lid.lidmaatschappen[0].besluit_id == besluit.id
    account = db.session.scalars(select(Account).where(Account.lid_id == lid.id)).one()
    assert account.email == lid.email
    assert [mail.aan for mail in post("welkom:")] == [lid.email]


def test_admitting_twice_makes_one_member_and_one_mail(nu: datetime) -> None:
    aanmelding = een_bevestigde_aanmelding()
    assert acties.toelaten(aanmelding, nu) is acties.toelaten(aanmelding, nu)
    assert count(Lid) == 1
    assert count(Besluit) == 1
    assert len(post("welkom:")) == 1


def test_an_account_that_was_there_gets_its_member(data: Session, nu: datetime) -> None:
    data.add(Account(email="kim@example.org", gemaakt_op=nu))
    lid = acties.toelaten(een_bevestigde_aanmelding(email="kim@example.org"), nu)
    assert data.scalars(select(Account.lid_id)).all() == [lid.id]


def test_numbers_of_members_go_up(nu: datetime) -> None:
    first = acties.toelaten(een_bevestigde_aanmelding(), nu)
    second = acties.toelaten(een_bevestigde_aanmelding(), nu)
    assert second.lidnummer == first.lidnummer + 1


def test_a_housemate_joins_the_household_or_stands_alone(nu: datetime) -> None:
    deur = {"huisnummer": 12}
    first = acties.toelaten(een_bevestigde_aanmelding(deur=deur), nu)
    second = acties.toelaten(een_bevestigde_aanmelding(deur=deur), nu, bij=first.huishouden)
    third = acties.toelaten(een_bevestigde_aanmelding(deur=deur), nu)
    assert second.huishouden is first.huishouden
    assert third.huishouden is not first.huishouden
    assert third.adres is first.adres
    assert count(Huishouden) == 2


def test_a_household_behind_another_door_is_refused(nu: datetime) -> None:
    first = acties.toelaten(een_bevestigde_aanmelding(), nu)
    with pytest.raises(VreemdHuishouden):
        acties.toelaten(een_bevestigde_aanmelding(), nu, bij=first.huishouden)


def test_a_donor_stands_alone(nu: datetime) -> None:
    lid = acties.toelaten(een_bevestigde_aanmelding(soort=LidSoort.DONATEUR), nu)
    assert lid.huishouden is None


def test_an_address_that_became_a_member_meanwhile_is_not_admitted(
    data: Session, nu: datetime
) -> None:
    aanmelding = een_bevestigde_aanmelding(email="kim@example.org")
    data.add(een_lid(email="kim@example.org"))
    with pytest.raises(AlLid):
        acties.toelaten(aanmelding, nu)


def test_what_is_not_confirmed_is_not_decided(nu: datetime) -> None:
    aanmelding = een_aanmelding()
    with pytest.raises(KanNietMeer):
        acties.toelaten(aanmelding, nu)
    with pytest.raises(KanNietMeer):
        acties.afwijzen(aanmelding, nu, "Geen bewoner.")
    assert aanmelding.stand is Stand.TE_BEVESTIGEN
    assert count(Lid) == 0


def test_a_refusal_is_mailed_once_with_its_reason_and_the_alv(nu: datetime) -> None:
    aanmelding = een_bevestigde_aanmelding()
    with heard(aanmelding_afgewezen) as said:
        assert acties.afwijzen(aanmelding, nu, "U woont hier niet.")
        assert not acties.afwijzen(aanmelding, nu, "Nog een keer.")
    assert said == [aanmelding]
    assert aanmelding.reden == "U woont hier niet."
    assert len(post("afgewezen:")) == 1


def test_after_a_refusal_only_the_alv_admits(nu: datetime) -> None:
    aanmelding = een_bevestigde_aanmelding()
    acties.afwijzen(aanmelding, nu, "U woont hier niet.")
    with pytest.raises(BesluitAlvNodig):
        acties.toelaten(aanmelding, nu)
    lid = acties.toelaten(aanmelding, nu, besluit_alv="De ALV laat deze bewoner toe.")
    besluit = db.session.get_one(Besluit, lid.lidmaatschappen[0].besluit_id)
    assert besluit.orgaan is Orgaan.ALV


def test_where_the_statutes_say_so_the_alv_admits(nu: datetime) -> None:
    naam = "toelating_orgaan"
    db.session.add(
        Statuten(geldig_vanaf=date(2020, 1, 1), waarden={naam: "alv"}, artikelen={naam: "5"})
    )
    aanmelding = een_bevestigde_aanmelding()
    with pytest.raises(BesluitAlvNodig):
        acties.toelaten(aanmelding, nu)
    lid = acties.toelaten(aanmelding, nu, besluit_alv="De ALV laat deze bewoner toe.")
    besluit = db.session.get_one(Besluit, lid.lidmaatschappen[0].besluit_id)
    assert besluit.orgaan is Orgaan.ALV


def test_an_applicant_can_take_it_back_until_the_decision(nu: datetime) -> None:
    waiting, decided = een_bevestigde_aanmelding(), een_bevestigde_aanmelding()
    assert acties.intrekken(waiting, nu)
    assert not acties.intrekken(waiting, nu)
    acties.toelaten(decided, nu)
    with pytest.raises(KanNietMeer):
        acties.intrekken(decided, nu)
    with pytest.raises(KanNietMeer):
        acties.toelaten(waiting, nu)


def vast_besluit() -> None:
    db.session.add(
        Statuten(
            geldig_vanaf=date(2024, 1, 1),
            waarden={"vast_besluit": True},
            artikelen={"vast_besluit": "artikel 5"},
        )
    )


def test_a_standing_decision_admits_who_lives_here_and_owes_nothing(nu: datetime) -> None:
    vast_besluit()
    aanmelding = een_aanmelding()
    acties.bevestigen(aanmelding, nu)
    assert aanmelding.stand is Stand.TOEGELATEN
    assert count(Besluit) == 0
    assert not post("aangemeld:")


def test_a_standing_decision_waits_for_the_address_and_the_money(
    monkeypatch: pytest.MonkeyPatch, nu: datetime
) -> None:
    vast_besluit()
    outside = een_bevestigde_aanmelding(deur={"in_werkgebied": False, "postcode": "2311AA"})
    assert outside.stand is Stand.INGEDIEND
    due = ["http://127.0.0.1:8000/betalen/x"]
    monkeypatch.setattr(haken, "_betaallink", [lambda _a: due[0] if due else None])
    paying = een_bevestigde_aanmelding()
    assert paying.is_open
    due.clear()
    assert acties.toelaten_volgens_vast_besluit(paying, nu) is not None
    assert paying.stand is Stand.TOEGELATEN


def test_paying_admits_nobody_without_a_standing_decision(nu: datetime) -> None:
    aanmelding = een_bevestigde_aanmelding()
    assert acties.toelaten_volgens_vast_besluit(aanmelding, nu) is None
    assert aanmelding.stand is Stand.INGEDIEND
    assert count(Lidmaatschap) == 0


def test_what_nobody_confirmed_is_forgotten_after_seven_days(nu: datetime) -> None:
    een_aanmelding()
    kept = een_bevestigde_aanmelding()
    ruim_op("leden.opruimen", nu + timedelta(days=7))
    assert count(Aanmelding) == 2
    ruim_op("leden.opruimen", nu + timedelta(days=7, seconds=1))
    assert db.session.scalars(select(Aanmelding)).all() == [kept]


def test_a_fourth_application_in_a_day_sends_no_mail(data: Session, nu: datetime) -> None:
    once = gegevens()
    for _again in range(4):
        acties.aanvragen(once, nu)
    assert data.query(Aanmelding).filter_by(email=once.email).count() == 3
    acties.aanvragen(once, nu + timedelta(days=1, seconds=1))
    assert data.query(Aanmelding).filter_by(email=once.email).count() == 4
    acties.aanvragen(gegevens(), nu)
    assert data.query(Aanmelding).count() == 5
