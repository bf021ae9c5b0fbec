"""The pages of news and documents."""

from vereniging.redactie.views import bestuur, openbaar
from vereniging.redactie.views.blueprints import bestuur_bp, bp

blueprints = (bp, bestuur_bp)

__all__ = ["bestuur", "blueprints", "openbaar"]
