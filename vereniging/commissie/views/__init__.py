"""Everyone's pages of the meetings and the ladder, and the officers'."""

from vereniging.commissie.views import adviezen, bestuur, openbaar, opschaling, partijlink, tafel
from vereniging.commissie.views.blueprints import adviezen_bp, bestuur_bp, bp, opschaling_bp

blueprints = (bp, bestuur_bp, opschaling_bp, adviezen_bp)

__all__ = ["adviezen", "bestuur", "blueprints", "openbaar", "opschaling", "partijlink", "tafel"]
