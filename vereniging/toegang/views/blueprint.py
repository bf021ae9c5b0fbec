"""The blueprint that all screens of signing in share."""

from vereniging.core.web import Blueprint

bp = Blueprint("toegang", __name__)
