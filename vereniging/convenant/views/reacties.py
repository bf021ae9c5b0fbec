"""One article, what residents said about it, and the form to say something."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.convenant import acties
from vereniging.convenant.forms import ArtikelreactieForm, BezoekerreactieForm
from vereniging.convenant.forms.reacties import LOTEN, SOORTEN
from vereniging.convenant.mail import REACTIE
from vereniging.convenant.models import Artikel, Artikelreactie, Reactiesoort
from vereniging.convenant.queries import (
    convenant_met,
    niet_bindend,
    openbare_reacties,
    partijen_met_organisaties,
    reactie_met,
)
from vereniging.convenant.views.blueprints import bp
from vereniging.core import clock
from vereniging.core.i18n import _, current_language
from vereniging.core.links import new_seed
from vereniging.core.mailaddress import normal
from vereniging.core.web import done, everyone
from vereniging.leden.access import mogelijk_lid
from vereniging.leden.forms import LeegForm
from vereniging.leden.views.bevestigen import register_bevestiging


def _artikel(versie: str, nummer: int) -> Artikel:
    convenant = convenant_met(versie)
    found = [a for a in convenant.artikelen if a.nummer == nummer] if convenant else []
    return found[0] if found else abort(404)


def _formulier() -> ArtikelreactieForm:
    return ArtikelreactieForm() if mogelijk_lid() else BezoekerreactieForm()


@bp.get("/convenant/<slug:versie>/artikelen/<int:nummer>", allow=everyone)
def artikel(versie: str, nummer: int) -> ResponseReturnValue:
    """One article with its reactions."""
    return _pagina(_artikel(versie, nummer), _formulier())


def _pagina(found: Artikel, form: ArtikelreactieForm) -> str:
    return render_template(
        "convenant/artikel.html",
        artikel=found,
        convenant=found.convenant,
        form=form,
        reacties=openbare_reacties(found),
        open=found.convenant.mag_reageren(clock.today()),
        soorten=SOORTEN,
        loten=LOTEN,
        waarschuwing=niet_bindend(found.convenant, partijen_met_organisaties(), clock.today()),
    )


@bp.post(
    "/convenant/<slug:versie>/artikelen/<int:nummer>/reacties", allow=everyone, limit="10/hour"
)
def reageer(versie: str, nummer: int) -> ResponseReturnValue:
    """Say something about an article."""
    found, form = _artikel(versie, nummer), _formulier()
    if not form.validate_on_submit():
        return _pagina(found, form), 422
    acties.reageer(_reactie(found, form), clock.now())
    sentence = _("Kijk in uw mail. Druk daar op de link, dan telt uw reactie mee.")
    if mogelijk_lid():
        sentence = _("Dank u. Uw reactie staat hier zodra een van ons haar heeft gelezen.")
    return done(".artikel", sentence, versie=versie, nummer=nummer)


def _reactie(found: Artikel, form: ArtikelreactieForm) -> Artikelreactie:
    lid = mogelijk_lid()
    bezoeker = form if isinstance(form, BezoekerreactieForm) else None
    return Artikelreactie(
        artikel=found,
        soort=Reactiesoort(form.soort.data),
        tekst=form.tekst.data,
        naam=bezoeker.naam.data if bezoeker else getattr(lid, "naam", ""),
        naam_tonen=form.naam_tonen.data,
        kiem=new_seed(),
        op=clock.now(),
        taal=current_language(),
        email=normal(bezoeker.email.data) if bezoeker else getattr(lid, "email", None),
        lid_id=lid.id if lid else None,
    )


def _bevestigen(kiem: bytes, token: str) -> ResponseReturnValue:
    reactie = reactie_met(kiem)
    if reactie is None or reactie.is_verlopen(clock.now()):
        abort(404)
    form = LeegForm()
    if form.validate_on_submit():
        acties.bevestig(reactie)
        return done("leden.bevestigen", token=token)
    return render_template(
        "convenant/reactie_bevestigen.html", reactie=reactie, form=form, token=token
    )


register_bevestiging(REACTIE, _bevestigen)
