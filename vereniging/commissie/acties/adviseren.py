"""Write an advice, hear the parties, give it, and tell what came of it."""

from __future__ import annotations

from datetime import date, datetime

from vereniging.commissie.models import Advies, Adviesstand, Adviesstem
from vereniging.convenant.queries import partijen
from vereniging.core.db import db
from vereniging.core.money import Bedrag
from vereniging.logboek.acties import schrijf


def stel_advies_op(advies: Advies) -> None:
    """A new concept."""
    db.session.add(advies)
    schrijf("advies.opgesteld", kenmerk=advies.kenmerk)


def stem_over_advies(advies: Advies, gezegd: Adviesstem) -> None:
    """What a party thinks of it; raises ZonderUitleg."""
    advies.stem(gezegd)
    schrijf(
        "advies.stem",
        kenmerk=advies.kenmerk,
        partij=gezegd.partij.code,
        antwoord=gezegd.antwoord.value,
    )


def breng_advies_uit(advies: Advies, nu: datetime) -> None:
    """Give the advice; raises NogNietGehoord."""
    advies.uitbrengen(partijen(), nu)
    schrijf("advies.uitgebracht", kenmerk=advies.kenmerk)


def leg_reactie_vast(advies: Advies, stand: Adviesstand, tekst: str, dag: date) -> None:
    """What the party that was advised does with it; raises RedenNodig."""
    advies.reageren(stand, tekst, dag)
    schrijf("advies.reactie", kenmerk=advies.kenmerk, stand=stand.value)


def verantwoord_advies(advies: Advies, besteed: Bedrag | None, bereikt: str, dag: date) -> None:
    """What was spent, and what came of it."""
    advies.verantwoorden(besteed, bereikt, dag)
    schrijf(
        "advies.verantwoord",
        kenmerk=advies.kenmerk,
        centen=besteed.centen if besteed else None,
    )
