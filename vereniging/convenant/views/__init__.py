"""Everyone's pages of the covenant, and the officers'."""

from vereniging.convenant.views import (
    afspraakconcept,
    afspraken,
    beheer,
    bestuur_afspraken,
    bestuur_reacties,
    handtekeningen,
    organisaties,
    partijlink,
    reacties,
    toon,
    weg,
)
from vereniging.convenant.views.blueprints import bestuur, bp

blueprints = (bp, bestuur)

__all__ = [
    "afspraakconcept",
    "afspraken",
    "beheer",
    "bestuur_afspraken",
    "bestuur_reacties",
    "blueprints",
    "handtekeningen",
    "organisaties",
    "partijlink",
    "reacties",
    "toon",
    "weg",
]
