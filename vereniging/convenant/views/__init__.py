"""Everyone's pages of the covenant, and the officers'."""

from vereniging.convenant.views import afspraken, beheer, bestuur_afspraken, toon
from vereniging.convenant.views.blueprints import bestuur, bp

blueprints = (bp, bestuur)

__all__ = ["afspraken", "beheer", "bestuur_afspraken", "blueprints", "toon"]
