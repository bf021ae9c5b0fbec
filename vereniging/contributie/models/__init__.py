"""State and rules of dues, a file per aggregate."""

from vereniging.contributie.models.grootboek import Bron, Grootboekregel, Regelsoort
from vereniging.contributie.models.herinnering import Herinnering, Herinnerkanaal
from vereniging.contributie.models.jaar import (
    Categorie,
    Contributiejaar,
    Instapregel,
    JaarStand,
    Tarief,
    aandeel,
)
from vereniging.contributie.models.nota import Dekking, Nota, NotaSoort
from vereniging.contributie.models.regeling import Regeling, Regelingeinde

__all__ = [
    "Bron",
    "Categorie",
    "Contributiejaar",
    "Dekking",
    "Grootboekregel",
    "Herinnering",
    "Herinnerkanaal",
    "Instapregel",
    "JaarStand",
    "Nota",
    "NotaSoort",
    "Regeling",
    "Regelingeinde",
    "Regelsoort",
    "Tarief",
    "aandeel",
]
