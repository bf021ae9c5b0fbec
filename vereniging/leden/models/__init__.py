"""State and rules of membership, a file per aggregate."""

from vereniging.leden.models.aanmelding import Aanmelding, AanmeldingStand
from vereniging.leden.models.adres import Adres
from vereniging.leden.models.functie import Functie, FunctieSoort
from vereniging.leden.models.lid import (
    Huishouden,
    Lid,
    Lidmaatschap,
    LidSoort,
    LidStand,
)
from vereniging.leden.models.opzegging import Opzegging, OpzeggingStand

__all__ = [
    "Aanmelding",
    "AanmeldingStand",
    "Adres",
    "Functie",
    "FunctieSoort",
    "Huishouden",
    "Lid",
    "LidSoort",
    "LidStand",
    "Lidmaatschap",
    "Opzegging",
    "OpzeggingStand",
]
