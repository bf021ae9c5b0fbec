"""The officers keep the text and the signatures."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from vereniging.convenant import acties
from vereniging.convenant.forms import (
    ArtikelForm,
    ConvenantForm,
    HandtekeningForm,
    OrganisatieForm,
)
from vereniging.convenant.forms.tekst import BESPREKINGEN, FASEN
from vereniging.convenant.models import (
    Artikel,
    Convenant,
    Partij,
    Thema,
)
from vereniging.convenant.queries import (
    Zoekvraag,
    aantal_onbeantwoord,
    afspraken_lijst,
    convenant_met,
    convenanten,
    opgaven,
    partijen_met_organisaties,
    themas,
)
from vereniging.convenant.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import locked, one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.toegang.doelgroepen import commissie, secretaris


def kies_partij(behalve: Partij | None = None) -> list[SelectChoice]:
    """The seats to choose from."""
    offered = [p for p in partijen_met_organisaties() if p is not behalve]
    return [
        SelectChoice("", _("Kies een partij")),
        *(SelectChoice(p.code, p.naam) for p in offered),
    ]


@bp.get("", allow=commissie)
def lijst() -> ResponseReturnValue:
    """Versions, seats and open promises."""
    return _lijst(_organisatieform())


def _organisatieform() -> OrganisatieForm:
    form = OrganisatieForm()
    form.partij.choices = kies_partij()
    return form


def _lijst(form: OrganisatieForm) -> str:
    return render_template(
        "convenant/bestuur_lijst.html",
        versies=convenanten(),
        zetels=partijen_met_organisaties(),
        afspraken=afspraken_lijst(Zoekvraag(stand="open", intern=True), clock.today()),
        dag=clock.today(),
        form=form,
    )


@bp.post("/organisaties", allow=secretaris)
def voeg_organisatie_toe() -> ResponseReturnValue:
    """A body takes its place in a seat from today."""
    form = _organisatieform()
    if not form.validate_on_submit():
        return _lijst(form), 422
    partij = one_or_404(Partij, code=form.partij.data)
    acties.voeg_organisatie_toe(partij, form.naam.data, clock.today())
    sentence = _("%(naam)s hoort nu bij %(partij)s.", naam=form.naam.data, partij=partij.naam)
    return done(".lijst", sentence)


@bp.route("/nieuw", methods=["GET", "POST"], allow=secretaris)
def nieuw() -> ResponseReturnValue:
    """Start a new version."""
    form = ConvenantForm()
    form.kies(convenanten())
    if not form.validate_on_submit():
        return render_template("convenant/nieuw.html", form=form), 422 if form.errors else 200
    acties.maak_convenant(
        form.versie.data,
        form.titel.data,
        form.tekst.data,
        geldig_tot=form.geldig_tot.data,
        vanaf=convenant_met(form.vanaf.data) if form.vanaf.data else None,
    )
    return done(".beheer", _("Het concept is gemaakt."), versie=form.versie.data)


def _convenant(versie: str) -> Convenant:
    convenant = convenant_met(versie)
    if convenant is None:
        abort(404)
    return convenant


def _artikelform(artikel: Artikel | None = None) -> ArtikelForm:
    form = ArtikelForm(**_velden(artikel)) if artikel else ArtikelForm()
    form.kies(themas())
    return form


def _velden(artikel: Artikel) -> dict[str, str]:
    return {
        "titel": artikel.titel,
        "tekst": artikel.tekst,
        "in_het_kort": artikel.in_het_kort,
        "thema": artikel.thema.code if artikel.thema else "",
        "versie": str(artikel.versie),
    }


@bp.get("/versie/<slug:versie>", allow=commissie)
def beheer(versie: str) -> ResponseReturnValue:
    """One version: add articles, or record signatures."""
    convenant = _convenant(versie)
    return toon_beheer(convenant)


def handtekeningform(convenant: Convenant) -> HandtekeningForm:
    """Who still has to sign."""
    form = HandtekeningForm()
    opgegeven = [each.organisatie_id for each in opgaven(convenant)]
    form.kies(convenant, partijen_met_organisaties(), opgegeven)
    return form


def toon_beheer(
    convenant: Convenant, artikel: ArtikelForm | None = None, tekent: HandtekeningForm | None = None
) -> str:
    """The page of one version, with a form as it was filled in."""
    artikel, tekent = artikel or _artikelform(), tekent or handtekeningform(convenant)
    return render_template(
        "convenant/beheer.html",
        convenant=convenant,
        artikel=artikel,
        tekent=tekent,
        formulieren=[artikel, tekent],
        fasen=FASEN,
        besprekingen=BESPREKINGEN,
        onbeantwoord=aantal_onbeantwoord(convenant),
        opgaven=opgaven(convenant),
        zetels=partijen_met_organisaties(),
        dag=clock.today(),
    )


@bp.post("/versie/<slug:versie>/artikelen", allow=secretaris)
def voeg_artikel_toe(versie: str) -> ResponseReturnValue:
    """Add the next article."""
    convenant, form = _convenant(versie), _artikelform()
    if not form.validate_on_submit():
        return toon_beheer(convenant, artikel=form), 422
    acties.voeg_artikel_toe(
        convenant,
        form.titel.data,
        form.tekst.data,
        in_het_kort=form.in_het_kort.data,
        thema=one_or_404(Thema, code=form.thema.data) if form.thema.data else None,
    )
    return done(".beheer", _("Het artikel staat erbij."), versie=versie)


@bp.route("/versie/<slug:versie>/artikelen/<int:nummer>", methods=["GET", "POST"], allow=secretaris)
def wijzig_artikel(versie: str, nummer: int) -> ResponseReturnValue:
    """Other words for an article."""
    artikel = one_or_404(Artikel, convenant=_convenant(versie), nummer=nummer)
    form = _artikelform(artikel)
    if not form.validate_on_submit():
        return _wijzig(form, artikel, 422 if form.errors else 200)
    vast = locked(Artikel, id=artikel.id) or abort(404)
    if form.botst(vast.versie):
        return _wijzig(form, vast, 409)
    acties.wijzig_artikel(
        vast,
        form.titel.data,
        form.tekst.data,
        in_het_kort=form.in_het_kort.data,
        thema=one_or_404(Thema, code=form.thema.data) if form.thema.data else None,
    )
    return done(".beheer", _("Het artikel is gewijzigd."), versie=versie)


def _wijzig(form: ArtikelForm, artikel: Artikel, status: int) -> ResponseReturnValue:
    page = render_template(
        "convenant/wijzig_artikel.html", artikel=artikel, form=form, botst=status == 409
    )
    return page, status


@bp.post("/versie/<slug:versie>/ter-tekening", allow=secretaris)
def leg_ter_tekening(versie: str) -> ResponseReturnValue:
    """Freeze the text."""
    acties.leg_ter_tekening(_convenant(versie))
    return done(".beheer", _("De tekst staat vast. De partijen kunnen tekenen."), versie=versie)
