"""The sets of addresses: everyone's, the officers' of meetings, ladder and advices."""

from vereniging.core.web import Blueprint

bp = Blueprint("commissie", __name__)
bestuur_bp = Blueprint("commissie_bestuur", __name__, url_prefix="/bestuur/vergaderingen")
opschaling_bp = Blueprint("opschaling_bestuur", __name__, url_prefix="/bestuur/opschaling")
adviezen_bp = Blueprint("adviezen_bestuur", __name__, url_prefix="/bestuur/adviezen")
