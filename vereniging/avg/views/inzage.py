"""What we keep of you, on a page and as a file."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.avg import acties, queries
from vereniging.avg.forms import BestandForm
from vereniging.avg.models import Inzagevorm
from vereniging.avg.uitzonderingen import NIET_GETOOND
from vereniging.avg.views.blueprints import bp
from vereniging.core import clock
from vereniging.core.i18n import _, datum, datumtijd
from vereniging.core.money import Bedrag
from vereniging.core.tags import LABELS
from vereniging.leden.access import mogelijk_lid
from vereniging.logboek.inzage import WOORDEN, Wie
from vereniging.toegang.doelgroepen import ingelogd
from vereniging.toegang.sessions import current_session

MIME = {Inzagevorm.JSON: "application/json", Inzagevorm.CSV: "text/csv"}


@bp.get("/mijn/inzage", allow=ingelogd)
def inzage() -> ResponseReturnValue:
    """All that is kept of who is signed in."""
    return _page()


@bp.post("/mijn/inzage", allow=ingelogd)
def haal_inzage_op() -> ResponseReturnValue:
    """The same as a file to keep; noted, and ten a day."""
    form, nu = BestandForm(), clock.now()
    if not form.validate_on_submit():
        return _page(form), 422
    vorm = Inzagevorm(form.vorm.data)
    made = acties.haal_op(_wie(), vorm, nu)
    answer = Response(made, mimetype=MIME[vorm])
    name = f"mijn-gegevens-{nu:%Y%m%d}.{vorm.value}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(form: BestandForm | None = None) -> str:
    return render_template(
        "avg/inzage.html",
        form=form,
        hoofdstukken=queries.bewaard_van(_wie()),
        woorden=WOORDEN,
        in_woorden=in_woorden,
        niet_getoond=NIET_GETOOND,
    )


def _wie() -> Wie:
    sessie = current_session()
    if sessie is None:
        abort(403)
    return queries.wie(sessie.account, mogelijk_lid())


def in_woorden(value: object) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nee")
    if isinstance(value, datetime):
        return datumtijd(value)
    if isinstance(value, date):
        return datum(value)
    return _woord(value)


def _woord(value: object) -> str:
    if isinstance(value, Bedrag):
        return value.voor_mensen()
    if isinstance(value, StrEnum):
        return str(LABELS.get(value.value) or value.value.replace("_", " ").capitalize())
    return str(value)
