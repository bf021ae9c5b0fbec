"""What machines ask of us: health, robots, the installed app."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue

from vereniging.core.web import everyone
from vereniging.site.views.blueprint import bp


@bp.get("/healthz", allow=everyone)
def healthz() -> ResponseReturnValue:
    """Say that the process answers."""
    return jsonify(process="ok")
