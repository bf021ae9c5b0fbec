"""The two sets of addresses: everyone's and the officers'."""

from vereniging.core.web import Blueprint

bp = Blueprint("meldingen", __name__)
bestuur = Blueprint("meldingen_bestuur", __name__, url_prefix="/bestuur/meldingen")
