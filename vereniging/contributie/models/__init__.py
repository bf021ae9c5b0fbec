"""State and rules of dues, a file per aggregate."""

from vereniging.contributie.models.grootboek import Bron, Grootboekregel, Regelsoort
from vereniging.contributie.models.jaar import (
    Categorie,
    Contributiejaar,
    Instapregel,
    JaarStand,
    Tarief,
    aandeel,
)
from vereniging.contributie.models.nota import Dekking, Nota, NotaSoort

__all__ = [
    "Bron",
    "Categorie",
    "Contributiejaar",
    "Dekking",
    "Grootboekregel",
    "Instapregel",
    "JaarStand",
    "Nota",
    "NotaSoort",
    "Regelsoort",
    "Tarief",
    "aandeel",
]
