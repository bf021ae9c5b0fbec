"""The register as a file for the secretary."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.leden.access import ingelogd_account
from vereniging.leden.acties.ophalen import PER_DAG, haal_register_op
from vereniging.leden.forms.exporteren import LedenexportForm, gevraagde_dag
from vereniging.leden.invoer import KOLOMMEN
from vereniging.leden.views.blueprints import bestuur as bp
from vereniging.toegang.doelgroepen import secretaris


@bp.get("/leden/export", allow=secretaris)
def ledenexport() -> ResponseReturnValue:
    """As of which day, and what for."""
    dag = gevraagde_dag(request.args.get("op", ""), clock.today())
    return _page(LedenexportForm(formdata=None, data={"peildatum": dag}))


def _page(form: LedenexportForm) -> str:
    return render_template(
        "leden/bestuur/export.html", form=form, kolommen=KOLOMMEN, per_dag=PER_DAG
    )


@bp.post("/leden/export", allow=secretaris, fresh=True)
def exporteer_leden() -> ResponseReturnValue:
    """The file; who took it and why is written down."""
    form = LedenexportForm()
    if not form.validate():
        return _page(form), 422
    dag = form.peildatum.data or clock.today()
    door = ingelogd_account() or abort(403)
    body = haal_register_op(dag, form.reden.data or "", door, clock.now())
    headers = {"Content-Disposition": f'attachment; filename="leden-{dag.isoformat()}.csv"'}
    return Response(body, mimetype="text/csv", headers=headers)
