"""Everyone's pages of the meetings and the ladder, and the officers'."""

from vereniging.commissie.views import (
    adviezen,
    besluiten,
    bestuur,
    openbaar,
    opschaling,
    partijlink,
    puntlink,
    tafel,
    voorstellen,
)
from vereniging.commissie.views.blueprints import adviezen_bp, bestuur_bp, bp, opschaling_bp

blueprints = (bp, bestuur_bp, opschaling_bp, adviezen_bp)

__all__ = [
    "adviezen",
    "besluiten",
    "bestuur",
    "blueprints",
    "openbaar",
    "opschaling",
    "partijlink",
    "puntlink",
    "tafel",
    "voorstellen",
]
