"""The addresses of this package start here."""

from __future__ import annotations

from vereniging.core.web import Blueprint

bp = Blueprint("leefbaarheid", __name__)
bestuur = Blueprint("leefbaarheid_bestuur", __name__, url_prefix="/bestuur/leefbaarheid")
blueprints = (bp, bestuur)
