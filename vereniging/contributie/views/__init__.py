"""The pages of dues: for everyone, for a member, for the treasurer."""

from vereniging.contributie.views import jaren, notas, openbaar, verschillen
from vereniging.contributie.views.blueprints import bestuur, bp

__all__ = ["bestuur", "blueprints", "bp", "jaren", "notas", "openbaar", "verschillen"]

blueprints = (bp, bestuur)
