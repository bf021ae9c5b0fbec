"""Pages of the general meeting, for members and for the officers who run it."""

from vereniging.alv.views import beheer, leden, stemming, verzoeken
from vereniging.alv.views.blueprints import bestuur_bp, bp

__all__ = ["beheer", "blueprints", "leden", "stemming", "verzoeken"]

blueprints = (bp, bestuur_bp)
