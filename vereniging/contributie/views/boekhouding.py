"""The ledger of a year as sums on a page and as a file for the bookkeeper."""

from __future__ import annotations

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from vereniging.contributie import boekhouding
from vereniging.contributie.forms_export import ExportForm
from vereniging.contributie.models import Contributiejaar
from vereniging.contributie.views.blueprints import account_id
from vereniging.contributie.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.money import NUL
from vereniging.logboek.acties import schrijf
from vereniging.toegang.doelgroepen import kascommissie


@bp.get("/<jaar:jaar>/boekhouding", allow=kascommissie)
def boekhouding_van(jaar: int) -> ResponseReturnValue:
    return _pagina(one_or_404(Contributiejaar, jaar=jaar), ExportForm(formdata=None))


def _pagina(jaar: Contributiejaar, form: ExportForm) -> str:
    soorten = boekhouding.per_soort(jaar.jaar)
    return render_template(
        "contributie/bestuur/boekhouding.html",
        jaar=jaar,
        soorten=soorten,
        aantal=sum(count for _soort, count, _bedrag in soorten),
        totaal=sum((bedrag for _soort, _count, bedrag in soorten), NUL),
        form=form,
    )


@bp.post("/<jaar:jaar>/boekhouding", allow=kascommissie, fresh=True)
def exporteer(jaar: int) -> ResponseReturnValue:
    fixed, form = one_or_404(Contributiejaar, jaar=jaar), ExportForm()
    if not form.validate():
        return _pagina(fixed, form), 422
    wat = form.wat.data
    schrijf(
        "contributie.export", jaar=jaar, wat=wat, door=account_id(),
        gegevens={"doel": form.doel.data},
    )  # fmt: skip
    if wat == "grootboek":
        body = b"".join(boekhouding.grootboek_csv(jaar))
    else:
        body = b"".join(boekhouding.openstaand_csv(jaar, clock.today()))
    headers = {"Content-Disposition": f'attachment; filename="{wat}-{jaar}.csv"'}
    return Response(body, mimetype="text/csv", headers=headers)
