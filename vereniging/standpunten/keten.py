"""The chain of a position as a line of stops, from first voeding to what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vereniging.core.i18n import _, datumtijd, kort, ngettext
from vereniging.standpunten.models import Standpunt, StandpuntStand
from vereniging.stembus.models import Stemming

ORDER = [
    StandpuntStand.CONCEPT,
    StandpuntStand.OPEN,
    StandpuntStand.BEVROREN,
    StandpuntStand.IN_STEMMING,
    StandpuntStand.VASTGESTELD,
]


def keten(standpunt: Standpunt, stemming: Stemming | None, nu: datetime) -> list[dict[str, Any]]:
    """The stops: voeding, text, vote, meeting; done, now, or still to come."""
    reached = ORDER.index(
        standpunt.stand if standpunt.stand in ORDER else StandpuntStand.VASTGESTELD
    )
    stops = [_voeding(standpunt), _tekst(reached), _stemming(stemming, nu)]
    punt = standpunt.agendapunt
    if punt is not None:
        meeting = punt.vergadering
        done = punt.uitkomst is not None
        stops.append(
            {
                "kop": _("Vergadering van de commissie"),
                "moment": meeting.begin,
                "tekst": punt.uitkomst.tekst if punt.uitkomst else "",
                "soort": "klaar" if done else "straks",
            }
        )
    return stops


def _voeding(standpunt: Standpunt) -> dict[str, Any]:
    aantal = len(standpunt.bronnen)
    return {
        "kop": _("Inbreng van leden"),
        "tekst": ngettext("%(num)s lid gaf inbreng.", "%(num)s leden gaven inbreng.", aantal)
        if aantal
        else "",
        "wanneer": _("vanaf %(dag)s", dag=kort(standpunt.gemaakt_op)),
        "soort": "klaar",
    }


def _tekst(reached: int) -> dict[str, Any]:
    if reached >= 2:
        return {"kop": _("De tekst staat vast"), "tekst": "", "soort": "klaar"}
    return {
        "kop": _("Leden geven argumenten"),
        "tekst": _("Daarna staat de tekst vast."),
        "soort": "nu",
    }


def _stemming(stemming: Stemming | None, nu: datetime) -> dict[str, Any]:
    if stemming is None:
        return {"kop": _("Leden stemmen"), "tekst": "", "soort": "straks"}
    if stemming.is_open(nu):
        sentence = _("Stemmen kan tot %(tijdstip)s.", tijdstip=datumtijd(stemming.sluit_op))
        return {"kop": _("Leden stemmen nu"), "tekst": sentence, "soort": "nu"}
    if stemming.is_uitgeteld:
        return {"kop": _("De stemmen zijn geteld"), "moment": stemming.geteld_op, "soort": "klaar"}
    closed = stemming.is_dicht(nu)
    return {
        "kop": _("De bus is dicht") if closed else _("Leden stemmen"),
        "moment": stemming.sluit_op if closed else stemming.open_op,
        "soort": "nu" if closed else "straks",
    }
