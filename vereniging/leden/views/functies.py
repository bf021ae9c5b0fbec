"""Who holds which office, by which decision."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.acties import Benoeming, beeindig_functie, benoem
from vereniging.leden.forms import FUNCTIES, FunctieForm
from vereniging.leden.models import Functie, FunctieSoort, Lid
from vereniging.leden.queries import functies_op, lid_met_nummer
from vereniging.leden.views.blueprints import bestuur as bp
from vereniging.statuten.models import Orgaan
from vereniging.toegang.doelgroepen import bestuur, secretaris


@bp.get("/functies", allow=bestuur)
def functies() -> ResponseReturnValue:
    return _page(FunctieForm())


def _page(form: FunctieForm) -> str:
    return render_template(
        "leden/bestuur/functies.html",
        form=form,
        functies=functies_op(clock.today()),
        namen=dict(FUNCTIES),
        vandaag=clock.today(),
    )


@bp.post("/functies", allow=secretaris, fresh=True)
def benoem_functie() -> ResponseReturnValue:
    form = FunctieForm()
    lid = _member(form) if form.validate() else None
    if lid is None:
        return _page(form), 422
    benoem(_appointment(form, lid), clock.now())
    return done("leden_bestuur.functies", _("%(naam)s is benoemd.", naam=lid.naam))


def _member(form: FunctieForm) -> Lid | None:
    lid = lid_met_nummer(int(form.lidnummer.data or 0))
    if lid is None or not lid.is_lid_op(clock.today()):
        form.lidnummer.errors = [_("Dit lidnummer kennen wij niet. Zoek het op bij Leden.")]
        return None
    return lid


def _appointment(form: FunctieForm, lid: Lid) -> Benoeming:
    begin = form.begin.data
    assert begin is not None  # noqa: S101  the form requires it
    return Benoeming(
        soort=FunctieSoort(form.soort.data),
        lid=lid,
        begin=begin,
        einde=form.einde.data,
        is_plaatsvervanger=bool(form.is_plaatsvervanger.data),
        orgaan=Orgaan(form.orgaan.data),
        besluit=form.besluit.data or "",
    )


@bp.post("/functies/<int:nummer>/einde", allow=secretaris, fresh=True)
def beeindig(nummer: int) -> ResponseReturnValue:
    functie = one_or_404(Functie, id=nummer)
    beeindig_functie(functie, clock.today())
    sentence = _("Vandaag is de laatste dag van %(naam)s.", naam=functie.wie)
    return done("leden_bestuur.functies", sentence)
