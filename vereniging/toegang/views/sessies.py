"""Where somebody is signed in."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core.clock import now
from vereniging.core.db import db
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.toegang.doelgroepen import halverwege
from vereniging.toegang.queries import sessies_van
from vereniging.toegang.sessions import end_all_sessions, end_session
from vereniging.toegang.views.blueprint import bp
from vereniging.toegang.views.stap import mine


@bp.get("/mijn/sessies", allow=halverwege)
def sessies() -> ResponseReturnValue:
    deze = mine()
    found = sessies_van(deze.account_id, now())
    return render_template("toegang/sessies.html", sessies=found, deze=deze)


@bp.post("/mijn/sessies/<slug:kenmerk>/uitloggen", allow=halverwege)
def log_apparaat_uit(kenmerk: str) -> ResponseReturnValue:
    deze = mine()
    found = [row for row in sessies_van(deze.account_id, now()) if row.kenmerk == kenmerk]
    if not found:
        abort(404)
    if found[0].id == deze.id:
        end_session()
        return done(".inloggen", _("U bent uitgelogd."))
    db.session.delete(found[0])
    return done(".sessies", _("Dat apparaat is uitgelogd."))


@bp.post("/mijn/sessies/uitloggen", allow=halverwege)
def log_overal_uit() -> ResponseReturnValue:
    end_all_sessions(mine().account_id)
    end_session()
    return done(".inloggen", _("U bent overal uitgelogd."))
