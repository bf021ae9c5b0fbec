"""The verbs of membership, each one transaction of its caller."""

from vereniging.leden.acties.aanmelden import (
    Adresgegevens,
    Gegevens,
    aanvragen,
    bevestigen,
    door_code,
    indienen,
    intrekken,
    is_email_bezet,
)
from vereniging.leden.acties.beheren import EIGEN, Wijzigbron, corrigeer_email, wijzig_gegevens
from vereniging.leden.acties.email import bevestig_email, stop_email, vraag_emailwijziging
from vereniging.leden.acties.functies import Benoeming, beeindig_functie, benoem
from vereniging.leden.acties.opzeggen import (
    bevestig_opzegging,
    trek_opzegging_in,
    voer_opzegging_uit,
    vooruitzicht,
    vraag_opzegging,
    zeg_op,
)
from vereniging.leden.acties.toelaten import afwijzen, toelaten, toelaten_volgens_vast_besluit
from vereniging.leden.acties.verhuizen import verhuis
from vereniging.leden.haken import register_betaallink, register_prijs

__all__ = [
    "EIGEN",
    "Adresgegevens",
    "Benoeming",
    "Gegevens",
    "Wijzigbron",
    "aanvragen",
    "afwijzen",
    "beeindig_functie",
    "benoem",
    "bevestig_email",
    "bevestig_opzegging",
    "bevestigen",
    "corrigeer_email",
    "door_code",
    "indienen",
    "intrekken",
    "is_email_bezet",
    "register_betaallink",
    "register_prijs",
    "stop_email",
    "toelaten",
    "toelaten_volgens_vast_besluit",
    "trek_opzegging_in",
    "verhuis",
    "voer_opzegging_uit",
    "vooruitzicht",
    "vraag_emailwijziging",
    "vraag_opzegging",
    "wijzig_gegevens",
    "zeg_op",
]
