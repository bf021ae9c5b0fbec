"""State and rules of membership, a file per aggregate."""

from vereniging.leden.models.aanmelding import Aanmelding, AanmeldingStand, Aanmeldkanaal
from vereniging.leden.models.adres import Adres
from vereniging.leden.models.emailwijziging import Emailwijziging, EmailwijzigingStand
from vereniging.leden.models.functie import Functie, FunctieSoort
from vereniging.leden.models.hulp import Hulp
from vereniging.leden.models.invoer import Invoer, Invoerregel, InvoerStand
from vereniging.leden.models.ledenlijst import Ledenlijst
from vereniging.leden.models.lid import (
    Huishouden,
    Lid,
    Lidmaatschap,
    LidSoort,
    LidStand,
)
from vereniging.leden.models.maatregel import Maatregel
from vereniging.leden.models.opzegging import Opzegging, OpzeggingStand
from vereniging.leden.models.toestemming import Toestemming, Toestemmingsdoel
from vereniging.leden.models.uittreedvenster import Uittreedvenster
from vereniging.leden.models.wijziging import Lidwijziging

__all__ = [
    "Aanmelding",
    "AanmeldingStand",
    "Aanmeldkanaal",
    "Adres",
    "Emailwijziging",
    "EmailwijzigingStand",
    "Functie",
    "FunctieSoort",
    "Huishouden",
    "Hulp",
    "Invoer",
    "InvoerStand",
    "Invoerregel",
    "Ledenlijst",
    "Lid",
    "LidSoort",
    "LidStand",
    "Lidmaatschap",
    "Lidwijziging",
    "Maatregel",
    "Opzegging",
    "OpzeggingStand",
    "Toestemming",
    "Toestemmingsdoel",
    "Uittreedvenster",
]
