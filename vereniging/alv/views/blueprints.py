"""Where the pages are."""

from vereniging.core.web import Blueprint

bp = Blueprint("alv", __name__, url_prefix="/alv")
bestuur_bp = Blueprint("alv_bestuur", __name__, url_prefix="/bestuur/alv")
