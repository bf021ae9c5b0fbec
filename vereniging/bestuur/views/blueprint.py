"""The addresses of the board's own pages."""

from vereniging.core.web import Blueprint

bp = Blueprint("bestuur", __name__, url_prefix="/bestuur")
