"""A count becomes an instruction: its lower limit, what fits it, and how it ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.mandaten.factories import TRAPPEN, een_gang, stemmen
from tests.stembus.factories import om
from tests.support.client import Client
from vereniging.commissie.acties import leg_vast, sluit_vergadering
from vereniging.commissie.models import Uitkomst, UitkomstSoort
from vereniging.leden.models import Functie, FunctieSoort
from vereniging.mandaten.acties import trek_mandaat_in
from vereniging.mandaten.models import (
    AlIngetrokken,
    Binding,
    BuitenMandaat,
    MandaatStand,
    Stemcijfers,
)
from vereniging.post.models import Mail
from vereniging.standpunten.models import StandpuntStand
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan

DAG = date(2026, 12, 8)


def test_the_example_of_the_rules_gives_the_second_step(data: Session, nu: datetime) -> None:
    gang = een_gang(nu, stemmen(m1=4, m2=4, m3=2))
    mandaat = gang.mandaat
    assert (mandaat.inzet, mandaat.ondergrens) == (TRAPPEN[0], TRAPPEN[1])
    assert mandaat.binding is Binding.GEBONDEN
    assert mandaat.geldig_tot == gang.vergadering.dag + timedelta(days=180)
    assert mandaat.breekpunten == "Geen ja zonder pas."
    assert gang.standpunt.stand is StandpuntStand.VASTGESTELD
    assert (mandaat.cijfers.voor, mandaat.cijfers.deel_voor) == (10, "100,0%")


def test_without_steps_the_question_itself_is_the_lower_limit(data: Session, nu: datetime) -> None:
    gang = een_gang(nu, [("voor", ""), ("tegen", ""), ("voor", "")], niveaus=[])
    assert gang.mandaat.inzet == gang.mandaat.ondergrens == "Moeten wij dit vragen?"
    assert gang.mandaat.cijfers.deel_voor == "66,7%"


@pytest.mark.parametrize(
    ("gestemd", "why"),
    [
        ([("tegen", "m1")], "most are against"),
        ([("voor", "m0"), ("voor", "m0")], "no step is good enough for three in five"),
        ([("blanco", "blanco")], "nobody said anything"),
    ],
)
def test_what_members_do_not_carry_gives_no_mandate(
    data: Session, nu: datetime, gestemd: list[tuple[str, str]], why: str
) -> None:
    gang = een_gang(nu, gestemd)
    assert gang.mandaten == [], why
    assert gang.standpunt.stand is StandpuntStand.VERWORPEN


def test_delegates_hear_of_their_mandate_by_mail(data: Session, nu: datetime) -> None:
    delegate = een_lid()
    data.add(Functie(lid=delegate, soort=FunctieSoort.AFGEVAARDIGDE, begin=date(2026, 1, 1)))
    een_gang(nu, stemmen(m1=1))
    found = data.scalars(select(Mail).where(Mail.sleutel.startswith("mandaat:"))).one()
    assert found.aan == delegate.email
    assert found.onderwerp == "De leden gaven u een mandaat: Parkeren"


def test_a_mandate_cannot_be_changed_or_removed_even_by_hand(data: Session, nu: datetime) -> None:
    een_gang(nu, stemmen(m1=1))
    data.flush()
    for statement in ("UPDATE mandaat SET ondergrens_niveau = 3", "DELETE FROM mandaat"):
        with pytest.raises(DBAPIError, match="append-only"), data.begin_nested():
            data.execute(text(statement))


def test_only_a_step_up_to_the_lower_limit_fits(data: Session, nu: datetime) -> None:
    mandaat = een_gang(nu, stemmen(m1=4, m2=4, m3=2)).mandaat
    assert [mandaat.past(niveau) for niveau in (1, 2, 3, 0, None)] == [
        True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize("soort", list(UitkomstSoort))
@pytest.mark.parametrize("niveau", [2, 3, None])
def test_outside_a_binding_mandate_only_a_plain_yes_is_refused(
    data: Session, nu: datetime, soort: UitkomstSoort, niveau: int | None
) -> None:
    mandaat = een_gang(nu, stemmen(m1=4, m2=4, m3=2)).mandaat
    if soort is UitkomstSoort.CONSENSUS and niveau != 2:
        with pytest.raises(BuitenMandaat, match="buiten het mandaat"):
            mandaat.controleer(soort, niveau)
    else:
        mandaat.controleer(soort, niveau)


def test_withdrawn_wins_over_replaced_over_expired(data: Session, nu: datetime) -> None:
    mandaat = een_gang(nu, stemmen(m1=1)).mandaat
    last = mandaat.geldig_tot
    assert mandaat.stand(last) is MandaatStand.GELDIG
    assert mandaat.stand(last + timedelta(days=1)) is MandaatStand.VERLOPEN
    assert mandaat.stand(last + timedelta(days=1), is_vervangen=True) is MandaatStand.VERVANGEN
    besluit = neem_besluit(Orgaan.BESTUUR, "Mandaat ingetrokken", "De wijk koos anders.", nu)
    trek_mandaat_in(mandaat, besluit, nu)
    assert mandaat.stand(DAG, is_vervangen=True) is MandaatStand.INGETROKKEN
    with pytest.raises(AlIngetrokken):
        trek_mandaat_in(mandaat, besluit, nu)


@pytest.mark.parametrize(
    ("voor", "tegen", "deel"), [(92, 51, "64,3%"), (0, 0, "0,0%"), (1, 2, "33,3%"), (2, 1, "66,7%")]
)
def test_shares_are_rounded_half_up(voor: int, tegen: int, deel: str) -> None:
    cijfers = Stemcijfers(voor=voor, tegen=tegen, blanco=5, gestemd=148, kiesgerechtigd=312)
    assert (cijfers.deel_voor, cijfers.opkomst) == (deel, "47,4%")


def test_before_the_meeting_only_members_read_our_lower_limit(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    gang = een_gang(nu, stemmen(m1=4, m2=4, m3=2))
    page = f"/mandaten/{gang.mandaat.slug}"
    visitor = client.get(page)
    assert visitor.status_code == 200
    assert TRAPPEN[1] not in visitor.text
    assert "openbaar na de vergadering" in visitor.text
    member = login(een_lid()).get(page)
    assert TRAPPEN[1] in member.text
    assert "Geen ja zonder pas." in member.text
    assert client.get("/mandaten/bestaat-niet").status_code == 404


def test_at_the_table_nobody_else_reads_our_lower_limit_until_the_meeting_is_over(
    data: Session, nu: datetime, client: Client
) -> None:
    gang = een_gang(nu, stemmen(m1=4, m2=4, m3=2))
    page = f"/mandaten/{gang.mandaat.slug}"
    gang.vergadering.beginnen()
    begonnen = om(gang.vergadering.begin + timedelta(minutes=30))
    assert TRAPPEN[1] not in client.get(page).text
    uitkomst = Uitkomst(soort=UitkomstSoort.CONSENSUS, tekst="Ja.", vastgelegd_op=begonnen)
    leg_vast(gang.punt, uitkomst, begonnen)
    sluit_vergadering(gang.vergadering, begonnen)
    assert TRAPPEN[1] in client.get(page).text
