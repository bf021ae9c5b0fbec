"""What waits for the board."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.bestuur.views.blueprint import bp
from vereniging.bestuur.werk import Wanneer, werk
from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.toegang.doelgroepen import kantoor


@bp.get("", allow=kantoor)
def cockpit() -> ResponseReturnValue:
    """The tasks that are late, due now, or coming."""
    found = werk(clock.now())
    groepen = [
        (_("Te laat"), "late", [w for w in found if w.wanneer is Wanneer.LAAT]),
        (_("Nu"), "wait", [w for w in found if w.wanneer is Wanneer.NU]),
        (_("Binnenkort"), "busy", [w for w in found if w.wanneer is Wanneer.STRAKS]),
    ]
    dated = [w for w in found if w.dag]
    return render_template(
        "bestuur/cockpit.html",
        groepen=groepen,
        is_bij=not any(rows for _kop, _tag, rows in groepen[:2]),
        volgende=dated[0] if dated else None,
    )
