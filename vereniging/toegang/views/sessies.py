"""Where somebody is signed in."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.core.i18n import _
from vereniging.toegang.doelgroepen import ingelogd
from vereniging.toegang.views.blueprint import bp


@bp.get("/mijn/sessies", allow=ingelogd)
def sessies() -> ResponseReturnValue:
    return render_template("toegang/inloggen.html", titel=_("Waar u bent ingelogd"))
