"""The two sides of privacy: of a person, and of the board."""

from __future__ import annotations

from vereniging.core.web import Blueprint

bp = Blueprint("avg", __name__)
bestuur_bp = Blueprint("avg_bestuur", __name__, url_prefix="/bestuur")
