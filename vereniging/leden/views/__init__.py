"""The pages of membership: joining, leaving, the member's own, the board's."""

from vereniging.leden.views import (
    aanmelden,
    bestuur,
    bevestigen,
    exporteren,
    functies,
    huishoudens,
    hulp,
    importeren,
    invoeren,
    lijsten,
    maatregelen,
    mailvoorkeuren,
    mijn,
    opzeggen,
    opzeggingen,
    overlijden,
    wijzigen,
)
from vereniging.leden.views.blueprints import bestuur as bestuur_bp
from vereniging.leden.views.blueprints import bp

__all__ = [
    "aanmelden",
    "bestuur",
    "bevestigen",
    "blueprints",
    "bp",
    "exporteren",
    "functies",
    "huishoudens",
    "hulp",
    "importeren",
    "invoeren",
    "lijsten",
    "maatregelen",
    "mailvoorkeuren",
    "mijn",
    "opzeggen",
    "opzeggingen",
    "overlijden",
    "wijzigen",
]

blueprints = (bp, bestuur_bp)
