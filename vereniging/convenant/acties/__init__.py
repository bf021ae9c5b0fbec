"""What people do with the covenant and its promises."""

from vereniging.convenant.acties.afspraken import (
    begin,
    beoordeel,
    leg_vast_instemming,
    leg_voor,
    meld_klaar,
    schaal_op,
    stel_op,
    trek_in,
)
from vereniging.convenant.acties.inrichting import seed_themas_en_partijen, voeg_organisatie_toe
from vereniging.convenant.acties.tekenen import (
    leg_ter_tekening,
    maak_convenant,
    teken,
    voeg_artikel_toe,
)

__all__ = [
    "begin",
    "beoordeel",
    "leg_ter_tekening",
    "leg_vast_instemming",
    "leg_voor",
    "maak_convenant",
    "meld_klaar",
    "schaal_op",
    "seed_themas_en_partijen",
    "stel_op",
    "teken",
    "trek_in",
    "voeg_artikel_toe",
    "voeg_organisatie_toe",
]
