"""What the board does with the installation itself."""

from vereniging.bestuur.acties.instellen import (
    AlIngesteld,
    Inrichting,
    richt_in,
)
from vereniging.bestuur.acties.statuten import keur_goed, stel_voor, voorstel, wijs_af

__all__ = [
    "AlIngesteld",
    "Inrichting",
    "keur_goed",
    "richt_in",
    "stel_voor",
    "voorstel",
    "wijs_af",
]
