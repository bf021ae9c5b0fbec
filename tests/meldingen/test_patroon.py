"""The same trouble in one street belongs on an agenda, once enough households told us."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import Buurt, een_buurt, een_melding
from vereniging.commissie.acties import neem_over, plan_vergadering
from vereniging.commissie.agenda import voorstellen
from vereniging.commissie.models import Blok, Vergadering
from vereniging.meldingen import acties
from vereniging.meldingen.acties import Meedoener
from vereniging.meldingen.models import Melding, MeldingStand
from vereniging.meldingen.patroon import patronen, stijgende_themas
from vereniging.meldingen.queries import op_agenda
from vereniging.standpunten.acties import stel_op
from vereniging.standpunten.models import StandpuntVersie


def gemeld(buurt: Buurt, nu: datetime, aantal: int, **anders: object) -> list[Melding]:
    found = [
        een_melding(buurt, nu, email=f"melder{nummer}@example.org", **anders)
        for nummer in range(aantal)
    ]
    for melding in found:
        acties.bevestigen(melding, nu)
    return found


def een_vergadering(nu: datetime) -> Vergadering:
    return plan_vergadering("Beheerscommissie", nu + timedelta(days=20), "Speeltuin")


def test_five_households_are_a_pattern_and_four_are_not(data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    eerste = gemeld(buurt, nu, 3)[0]
    gemeld(buurt, nu, 1)  # the same address again
    data.flush()
    assert list(patronen(nu.date())) == []
    for nummer in (1, 2):
        wie = Meedoener(deur=("2399ZZ", str(nummer), "", ""), email=None)
        acties.doe_mee(eerste, wie, nu, is_lid=True)
    data.flush()
    (patroon,) = patronen(nu.date())
    assert (patroon.categorie, patroon.plek, patroon.huishoudens) == (
        buurt.categorie, buurt.plek, 5,
    )  # fmt: skip


def test_what_is_private_old_closed_or_elsewhere_makes_no_pattern(
    data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    for melding in gemeld(buurt, nu, 5):
        melding.is_vertrouwelijk = True
    gemeld(buurt, nu - timedelta(weeks=13), 5)
    for melding in gemeld(buurt, nu, 5):
        acties.verwijzen(melding, "de politie", nu)
    gemeld(buurt, nu, 5, plek=None, straat="Ergens anders")
    data.flush()
    assert list(patronen(nu.date())) == []


def test_a_pattern_on_the_agenda_takes_its_reports_along_and_is_not_offered_again(
    data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    meldingen = gemeld(buurt, nu, 5)
    vergadering = een_vergadering(nu)
    data.flush()
    (voorstel,) = voorstellen(vergadering, nu.date())
    assert voorstel.waarom == "5 huishoudens meldden dit in twaalf weken."
    punt = neem_over(vergadering, voorstel, nu.date())
    data.flush()
    assert punt.blok is Blok.MELDINGEN
    assert {melding.stand for melding in meldingen} == {MeldingStand.OP_AGENDA}
    assert op_agenda(vergadering.id) == meldingen
    assert list(patronen(nu.date())) == []


def test_a_theme_that_rises_asks_for_a_position(data: Session, nu: datetime, login: Login) -> None:
    buurt = een_buurt(data)
    gemeld(buurt, nu - timedelta(weeks=6), 6)
    gemeld(buurt, nu - timedelta(days=3), 3)
    data.flush()
    assert stijgende_themas(nu) == []  # three is few
    gemeld(buurt, nu - timedelta(days=2), 2)
    data.commit()
    (signaal,) = stijgende_themas(nu)
    assert signaal.thema == buurt.categorie.thema.code
    delegate = login(een_lid(), "afgevaardigde")
    for page in ("/afgevaardigde", "/afgevaardigde/standpunten"):
        assert signaal.kop in delegate.get(page).text
    form = delegate.get(f"/afgevaardigde/standpunten/nieuw?thema={signaal.thema}").text
    assert f'selected value="{signaal.thema}"' in form
    versie = StandpuntVersie(vraag="Vragen wij meer bakken?", toelichting="Er ligt veel vuil.")
    stel_op("Meer bakken", buurt.categorie.thema, versie, nu)
    data.commit()
    assert signaal.kop not in delegate.get("/afgevaardigde").text


def test_twice_as_many_as_before_is_a_rise_and_somewhat_more_is_not(
    data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    gemeld(buurt, nu - timedelta(weeks=6), 8)
    gemeld(buurt, nu - timedelta(days=3), 5)
    data.flush()
    assert stijgende_themas(nu) == []
    gemeld(buurt, nu - timedelta(days=2), 1)
    data.flush()
    assert len(stijgende_themas(nu)) == 1
