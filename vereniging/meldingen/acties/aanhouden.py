"""An officer keeps a report longer, for a dossier, and says why."""

from __future__ import annotations

from datetime import datetime

from vereniging.logboek.acties import schrijf
from vereniging.meldingen.acties.bericht import vers
from vereniging.meldingen.models import Melding, Zichtbaar


def bewaar_langer(melding: Melding, reden: str, nu: datetime) -> None:
    """Nothing of it is erased until somebody says so."""
    vers(melding)
    melding.bewaarreden = reden
    melding.noteer(nu, "langer_bewaard", reden, Zichtbaar.KANTOOR)
    schrijf("melding.langer_bewaard", kenmerk=melding.kenmerk)


def bewaar_niet_langer(melding: Melding, nu: datetime) -> None:
    """The usual terms count again, from the day it was closed."""
    vers(melding)
    if melding.bewaarreden is None:
        return
    melding.bewaarreden = None
    melding.noteer(nu, "niet_langer_bewaard", zichtbaar=Zichtbaar.KANTOOR)
    schrijf("melding.niet_langer_bewaard", kenmerk=melding.kenmerk)
