"""State and rules of votes, a file per aggregate."""

from vereniging.stembus.models.bus import (
    AlGestemd,
    Kiesregister,
    StembusBestand,
    bus,
    envelop,
    stembiljet,
)
from vereniging.stembus.models.papier import Papierinvoer, papiercode
from vereniging.stembus.models.stemming import (
    GETUIGE_HOOGSTENS,
    UITGETELD,
    AlOpen,
    BezwaarLoopt,
    BezwaarOpen,
    Grondslag,
    MoetDoorgaan,
    NietInDeStatuten,
    Stemming,
    StemmingStand,
    Storing,
    TeKort,
    Uitslagzicht,
)
from vereniging.stembus.models.uitslag import BezwaarStand, Uitslag, Uitslagbezwaar
from vereniging.stembus.models.vernietiging import Vernietiging

__all__ = [
    "GETUIGE_HOOGSTENS",
    "UITGETELD",
    "AlGestemd",
    "AlOpen",
    "BezwaarLoopt",
    "BezwaarOpen",
    "BezwaarStand",
    "Grondslag",
    "Kiesregister",
    "MoetDoorgaan",
    "NietInDeStatuten",
    "Papierinvoer",
    "StembusBestand",
    "Stemming",
    "StemmingStand",
    "Storing",
    "TeKort",
    "Uitslag",
    "Uitslagbezwaar",
    "Uitslagzicht",
    "Vernietiging",
    "bus",
    "envelop",
    "papiercode",
    "stembiljet",
]
