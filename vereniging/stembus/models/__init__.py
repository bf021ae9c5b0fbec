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
    GEHEIM,
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
from vereniging.stembus.models.teller import (
    DrieTellers,
    GeenTellersleutel,
    Stemteller,
    TellersNietKlaar,
    Tussenwaarde,
    WachtzinGeblokkeerd,
    WortelNietGenoteerd,
    expect_klaar,
)
from vereniging.stembus.models.uitslag import BezwaarStand, Uitslag, Uitslagbezwaar
from vereniging.stembus.models.vernietiging import Vernietiging
from vereniging.stembus.models.volmacht import Volmacht

__all__ = [
    "GEHEIM",
    "GETUIGE_HOOGSTENS",
    "UITGETELD",
    "AlGestemd",
    "AlOpen",
    "BezwaarLoopt",
    "BezwaarOpen",
    "BezwaarStand",
    "DrieTellers",
    "GeenTellersleutel",
    "Grondslag",
    "Kiesregister",
    "MoetDoorgaan",
    "NietInDeStatuten",
    "Papierinvoer",
    "StembusBestand",
    "Stemming",
    "StemmingStand",
    "Stemteller",
    "Storing",
    "TeKort",
    "TellersNietKlaar",
    "Tussenwaarde",
    "Uitslag",
    "Uitslagbezwaar",
    "Uitslagzicht",
    "Vernietiging",
    "Volmacht",
    "WachtzinGeblokkeerd",
    "WortelNietGenoteerd",
    "bus",
    "envelop",
    "expect_klaar",
    "papiercode",
    "stembiljet",
]
