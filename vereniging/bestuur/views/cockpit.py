"""What waits for the board."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.bestuur.views.blueprint import bp
from vereniging.toegang.doelgroepen import kantoor


@bp.get("", allow=kantoor)
def cockpit() -> ResponseReturnValue:
    """The tasks that are late, due now, or coming."""
    return render_template("bestuur/cockpit.html")
