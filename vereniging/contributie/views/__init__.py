"""The pages of dues: for everyone, for a member, for the treasurer."""

from vereniging.contributie.views import (
    achterstand,
    afsluiting,
    bank,
    betaalwijzen,
    boekhouding,
    incasso,
    intrekken,
    jaren,
    machtiging,
    minima,
    notas,
    openbaar,
    papier,
    regelen,
    runs,
    tarieven,
    terugbetalingen,
    verschillen,
)
from vereniging.contributie.views.blueprints import bestuur, bp

__all__ = [
    "achterstand",
    "afsluiting",
    "bank",
    "bestuur",
    "betaalwijzen",
    "blueprints",
    "boekhouding",
    "bp",
    "incasso",
    "intrekken",
    "jaren",
    "machtiging",
    "minima",
    "notas",
    "openbaar",
    "papier",
    "regelen",
    "runs",
    "tarieven",
    "terugbetalingen",
    "verschillen",
]

blueprints = (bp, bestuur)
