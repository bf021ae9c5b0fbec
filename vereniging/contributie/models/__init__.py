"""State and rules of dues, a file per aggregate."""

from vereniging.contributie.models.grootboek import Bron, Grootboekregel, Regelsoort
from vereniging.contributie.models.herinnering import Betaalherinnering, Herinnerkanaal
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
    "Betaalherinnering",
    "Bron",
    "Categorie",
    "Contributiejaar",
    "Contributierun",
    "Dekking",
    "Grootboekregel",
    "Herinnerkanaal",
    "Instapregel",
    "JaarStand",
    "Kwijtschelding",
    "Kwijtuitkomst",
    "Minimaregeling",
    "Minimauitkomst",
    "Nota",
    "NotaSoort",
    "Regeling",
    "Regelingeinde",
    "Regelsoort",
    "Tarief",
    "Uitsluiting",
    "aandeel",
]
