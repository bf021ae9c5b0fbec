"""What is on, and who we are."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.core.web import everyone
from vereniging.site.views.blueprint import bp


@bp.get("/", allow=everyone)
def home() -> ResponseReturnValue:
    """What is on today."""
    return render_template("site/home.html")


@bp.get("/vereniging", allow=everyone)
def vereniging() -> ResponseReturnValue:
    """Who we are and how to reach us."""
    return render_template("site/vereniging.html")
