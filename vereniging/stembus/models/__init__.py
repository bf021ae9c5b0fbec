"""State and rules of votes, a file per aggregate."""

from vereniging.stembus.models.bus import Kiesregister, StembusBestand, bus, envelop, stembiljet
from vereniging.stembus.models.stemming import (
    GETUIGE_HOOGSTENS,
    UITGETELD,
    AlOpen,
    BezwaarLoopt,
    BezwaarOpen,
    Grondslag,
    NietInDeStatuten,
    Stemming,
    StemmingStand,
    Storing,
    TeKort,
    Uitslagzicht,
)
from vereniging.stembus.models.uitslag import BezwaarStand, Uitslag, Uitslagbezwaar

__all__ = [
    "GETUIGE_HOOGSTENS",
    "UITGETELD",
    "AlOpen",
    "BezwaarLoopt",
    "BezwaarOpen",
    "BezwaarStand",
    "Grondslag",
    "Kiesregister",
    "NietInDeStatuten",
    "StembusBestand",
    "Stemming",
    "StemmingStand",
    "Storing",
    "TeKort",
    "Uitslag",
    "Uitslagbezwaar",
    "Uitslagzicht",
    "bus",
    "envelop",
    "stembiljet",
]
