"""Where the pages are."""

from vereniging.core.web import Blueprint

bp = Blueprint("redactie", __name__)
bestuur_bp = Blueprint("redactie_bestuur", __name__, url_prefix="/bestuur/site")
