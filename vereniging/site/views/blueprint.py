"""The addresses of the site itself."""

from vereniging.core.web import Blueprint

bp = Blueprint("site", __name__)
