"""The steps T1 to T5 of protocol 4.7, each inside one transaction of its caller."""

from vereniging.stembus.acties.betwisten import (
    betwist,
    stel_vernietiging_voor,
    trek_vernietiging_in,
    vernietig_stemming,
)
from vereniging.stembus.acties.herinneren import herinner
from vereniging.stembus.acties.herstemmen import herstem
from vereniging.stembus.acties.openen import (
    bereid_voor,
    maak_raadpleging,
    open_stemming,
)
from vereniging.stembus.acties.sluiten import sluit
from vereniging.stembus.acties.stemmen import breng_uit
from vereniging.stembus.acties.tellen import is_klaar_om_te_tellen, tel
from vereniging.stembus.acties.vaststellen import maak_bezwaar, stel_vast, vernietig_sleutel
from vereniging.stembus.acties.vervallen import annuleer

__all__ = [
    "annuleer",
    "bereid_voor",
    "betwist",
    "breng_uit",
    "herinner",
    "herstem",
    "is_klaar_om_te_tellen",
    "maak_bezwaar",
    "maak_raadpleging",
    "open_stemming",
    "sluit",
    "stel_vast",
    "stel_vernietiging_voor",
    "tel",
    "trek_vernietiging_in",
    "vernietig_sleutel",
    "vernietig_stemming",
]
