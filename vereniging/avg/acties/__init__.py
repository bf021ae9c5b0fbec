"""What people do with their own data, and what the board does about it."""

from vereniging.avg.acties.ophalen import als_csv, als_json, haal_op
from vereniging.avg.acties.wissen import (
    ga_akkoord,
    ken_toe,
    trek_in,
    voer_uit,
    vraag_wissen,
    wijs_af,
)

__all__ = [
    "als_csv",
    "als_json",
    "ga_akkoord",
    "haal_op",
    "ken_toe",
    "trek_in",
    "voer_uit",
    "vraag_wissen",
    "wijs_af",
]
