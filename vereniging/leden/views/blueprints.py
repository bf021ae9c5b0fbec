"""The two sets of addresses: everyone's and the board's."""

from vereniging.core.web import Blueprint

bp = Blueprint("leden", __name__)
bestuur = Blueprint("leden_bestuur", __name__, url_prefix="/bestuur")
