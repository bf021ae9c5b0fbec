"""What looks like abuse is held for a person of ours; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories import een_lid
from tests.meldingen.factories import Buurt, een_buurt, een_melding
from vereniging.meldingen import acties
from vereniging.meldingen.acties import Meldgegevens, indienen, verdacht
from vereniging.meldingen.models import Melding, MeldingStand

Geval = Callable[[Buurt, datetime], Melding]


def links(buurt: Buurt, nu: datetime) -> Melding:
    return een_melding(buurt, nu, tekst="http://a www.b https://c en nog iets")


def weer_hetzelfde(buurt: Buurt, nu: datetime) -> Melding:
    een_melding(buurt, nu - timedelta(hours=23), email="ander@example.org")
    return een_melding(buurt, nu)


def zesde_onbevestigd(buurt: Buurt, nu: datetime) -> Melding:
    for nummer in range(5):
        assert not een_melding(buurt, nu, tekst=f"Er ligt vuil, keer {nummer}.").is_vastgehouden
    return een_melding(buurt, nu, tekst="Er ligt weer vuil.")


def stortvloed(buurt: Buurt, nu: datetime) -> Melding:
    for nummer in range(verdacht.PER_UUR):
        een_melding(buurt, nu, tekst=f"Er ligt vuil, {nummer}.", email=f"m{nummer}@example.org")
    return een_melding(buurt, nu, tekst="Er ligt ook hier vuil.", email="nog@example.org")


@pytest.mark.parametrize("geval", [links, weer_hetzelfde, zesde_onbevestigd, stortvloed])
def test_a_person_looks_first_and_lets_it_through(
    data: Session, nu: datetime, geval: Geval
) -> None:
    melding = geval(een_buurt(data), nu)
    assert melding.is_vastgehouden
    assert melding.gebeurtenissen[-1].tekst
    acties.bevestigen(melding, nu)
    assert melding.stand is MeldingStand.ONTVANGEN


def test_the_next_day_the_same_words_are_no_reason(data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    een_melding(buurt, nu - timedelta(hours=25), email="ander@example.org")
    assert not een_melding(buurt, nu).is_vastgehouden


def test_a_member_and_who_is_written_down_by_us_are_never_held(data: Session, nu: datetime) -> None:
    buurt, lid = een_buurt(data), een_lid()
    data.add(lid)
    data.flush()
    gegevens = Meldgegevens(categorie=buurt.categorie, straat="Da Costastraat", plek=buurt.plek,
                            tekst="http://a http://b http://c", email="m@example.org")  # fmt: skip
    assert indienen(gegevens, nu, lid=lid).stand is MeldingStand.ONTVANGEN
    assert not indienen(gegevens, nu, is_van_ons=True).is_vastgehouden
