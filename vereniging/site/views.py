"""Home and the pages every site owes its visitors."""

from __future__ import annotations

from flask import jsonify, render_template
from flask.typing import ResponseReturnValue

from vereniging.core.web import Blueprint
from vereniging.toegang.doelgroepen import everyone

bp = Blueprint("site", __name__)


@bp.get("/", allow=everyone)
def home() -> ResponseReturnValue:
    return render_template("site/home.html")


@bp.get("/healthz", allow=everyone)
def healthz() -> ResponseReturnValue:
    return jsonify(process="ok")
