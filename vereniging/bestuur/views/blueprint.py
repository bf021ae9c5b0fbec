"""The addresses of the board's own pages, and of the first page of an empty installation."""

from vereniging.core.web import Blueprint

bp = Blueprint("bestuur", __name__, url_prefix="/bestuur")
instellen_bp = Blueprint("instellen", __name__)
