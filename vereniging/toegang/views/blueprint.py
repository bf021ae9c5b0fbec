"""The blueprint that all screens of signing in share."""

from flask import Response

from vereniging.core.web import Blueprint

bp = Blueprint("toegang", __name__)


def is_wrong(response: Response) -> bool:
    """A coarse limit counts only what was refused: a hall full of people may sign in."""
    return response.status_code == 422
