"""Who holds which office, by which decision."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _, kort
from vereniging.core.web import done
from vereniging.leden.acties import Benoeming, beeindig_functie, benoem
from vereniging.leden.acties.termijnen import geef_door_aan_kvk
from vereniging.leden.forms import FUNCTIES, FunctieForm
from vereniging.leden.forms.bestuur import FunctieEindeForm
from vereniging.leden.models import Functie, FunctieSoort, Lid
from vereniging.leden.queries import lid_met_nummer
from vereniging.leden.views.blueprints import bestuur as bp
from vereniging.leden.zetels import (
    aflopend,
    eerdere_functies,
    functies_per,
    kvk_wijzigingen,
    lege_zetels,
)
from vereniging.statuten.models import Orgaan
from vereniging.statuten.queries import profiel
from vereniging.toegang.doelgroepen import bestuur, secretaris


@bp.get("/functies", allow=bestuur)
def functies() -> ResponseReturnValue:
    """Who sits where until when, and what has to be done about it."""
    return _page(FunctieForm())


def _page(form: FunctieForm) -> str:
    dag = clock.today()
    regels, running = profiel(dag), functies_per(dag)
    return render_template(
        "leden/bestuur/functies.html",
        form=form,
        functies=[(functie, functie.termijn_tot(regels)) for functie in running],
        aflopend={functie.id for functie, _tot in aflopend(dag)},
        leeg=lege_zetels(dag, running, regels),
        eerder=eerdere_functies(dag),
        kvk=kvk_wijzigingen(dag),
        namen=dict(FUNCTIES),
        regels=regels,
        vandaag=dag,
    )


@bp.post("/functies/kvk", allow=secretaris)
def kvk_doorgegeven() -> ResponseReturnValue:
    """The secretary told the KVK who is in the board."""
    geef_door_aan_kvk(clock.today())
    return done(".functies", _("Het bestuur staat goed bij het KVK."))


@bp.post("/functies", allow=secretaris, fresh=True)
def benoem_functie() -> ResponseReturnValue:
    """Give a member an office by a recorded decision."""
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


@bp.get("/functies/<int:nummer>", allow=secretaris)
def functie(nummer: int) -> ResponseReturnValue:
    """One office, to let it end."""
    return _einde_page(one_or_404(Functie, id=nummer), FunctieEindeForm(formdata=None))


def _einde_page(found: Functie, form: FunctieEindeForm) -> str:
    return render_template(
        "leden/bestuur/functie.html",
        form=form,
        functie=found,
        soort=dict(FUNCTIES)[found.soort.value],
        tot=found.termijn_tot(profiel(clock.today())),
        vandaag=clock.today(),
    )


@bp.post("/functies/<int:nummer>/einde", allow=secretaris, fresh=True)
def beeindig(nummer: int) -> ResponseReturnValue:
    """Let the office end after this day; today when no day is given."""
    found, form = one_or_404(Functie, id=nummer), FunctieEindeForm()
    if not form.validate():
        return _einde_page(found, form), 422
    dag = form.dag.data or clock.today()
    beeindig_functie(found, dag)
    sentence = _("De laatste dag van %(naam)s is %(dag)s.", naam=found.wie, dag=kort(dag))
    return done(".functies", sentence)
