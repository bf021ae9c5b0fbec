"""Signing in and out."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.core.i18n import _
from vereniging.core.security import secret_page
from vereniging.core.web import redirect
from vereniging.toegang.doelgroepen import everyone, ingelogd
from vereniging.toegang.sessions import end_session
from vereniging.toegang.views.blueprint import bp


@bp.get("/inloggen", allow=everyone)
def inloggen() -> ResponseReturnValue:
    return render_template("toegang/inloggen.html", titel=_("Inloggen"))


@bp.get("/inloggen/<token:token>", allow=everyone)
def link(token: str) -> ResponseReturnValue:
    secret_page()
    return render_template("toegang/inloggen.html", titel=_("Inloggen"))


@bp.get("/inloggen/tweede-stap", allow=ingelogd)
def tweede_stap() -> ResponseReturnValue:
    return render_template("toegang/inloggen.html", titel=_("Bevestig dat u het bent"))


@bp.post("/uitloggen", allow=everyone)
def uitloggen() -> ResponseReturnValue:
    end_session()
    return redirect("/", 303)
