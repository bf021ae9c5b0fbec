"""State and rules of dues, a file per aggregate."""

from vereniging.contributie.models.afsluiting import Jaarafsluiting, Kasoordeel, Kasverklaring
from vereniging.contributie.models.bank import Bankbestand, Bankregel, Bankregelstand
from vereniging.contributie.models.grootboek import Bron, Grootboekregel, Regelsoort
from vereniging.contributie.models.herinnering import Betaalherinnering, Herinnerkanaal
from vereniging.contributie.models.incasso import (
    Incassoregel,
    Incassorun,
    Incassouitkomst,
    RunStand,
)
from vereniging.contributie.models.jaar import (
    Categorie,
    Contributiejaar,
    Instapregel,
    JaarStand,
    Tarief,
    aandeel,
)
from vereniging.contributie.models.kwijtschelding import Kwijtschelding, Kwijtuitkomst
from vereniging.contributie.models.minima import Minimaregeling, Minimauitkomst
from vereniging.contributie.models.nota import Dekking, Nota, NotaSoort
from vereniging.contributie.models.regeling import Regeling, Regelingeinde
from vereniging.contributie.models.run import Contributierun, Uitsluiting

__all__ = [
    "Bankbestand",
    "Bankregel",
    "Bankregelstand",
    "Betaalherinnering",
    "Bron",
    "Categorie",
    "Contributiejaar",
    "Contributierun",
    "Dekking",
    "Grootboekregel",
    "Herinnerkanaal",
    "Incassoregel",
    "Incassorun",
    "Incassouitkomst",
    "Instapregel",
    "JaarStand",
    "Jaarafsluiting",
    "Kasoordeel",
    "Kasverklaring",
    "Kwijtschelding",
    "Kwijtuitkomst",
    "Minimaregeling",
    "Minimauitkomst",
    "Nota",
    "NotaSoort",
    "Regeling",
    "Regelingeinde",
    "Regelsoort",
    "RunStand",
    "Tarief",
    "Uitsluiting",
    "aandeel",
]
