"""The two sets of addresses: everyone's and the officers'."""

from vereniging.core.web import Blueprint

bp = Blueprint("convenant", __name__)
bestuur = Blueprint("convenant_bestuur", __name__, url_prefix="/bestuur/convenant")
