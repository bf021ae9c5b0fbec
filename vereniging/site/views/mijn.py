"""The member's own front page."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.site.views.blueprint import bp
from vereniging.toegang.doelgroepen import ingelogd


@bp.get("/mijn", allow=ingelogd)
def mijn() -> ResponseReturnValue:
    """What waits for this person now, and where their own things are."""
    return render_template("site/mijn.html")
