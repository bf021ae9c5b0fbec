"""Where the secretary writes news and keeps documents."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.convenant.bestanden import BODY, BestandGeweigerd, bewaar_bestand, stuur
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.files import GeenPdf, Kind, kind_of
from vereniging.core.forms import Form
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.redactie import acties, queries
from vereniging.redactie.forms import (
    SOORTEN,
    DocumentversieForm,
    NieuwDocumentForm,
    NieuwsForm,
    WijzigDocumentForm,
)
from vereniging.redactie.models import Document, Documentversie, Nieuwsbericht
from vereniging.redactie.views.blueprints import bestuur_bp as bp
from vereniging.redactie.views.openbaar import MAP
from vereniging.toegang.doelgroepen import bestuur, secretaris


@bp.get("", allow=bestuur)
def overzicht() -> ResponseReturnValue:
    """All news and documents."""
    return render_template(
        "redactie/bestuur.html",
        nieuws=queries.al_het_nieuws(),
        documenten=queries.alle_documenten(),
        soorten=SOORTEN,
    )


@bp.route("/nieuws/nieuw", methods=["GET", "POST"], allow=secretaris)
def nieuw_bericht() -> ResponseReturnValue:
    """Write a concept."""
    form = NieuwsForm()
    if not form.validate_on_submit():
        return render_template("redactie/schrijf.html", form=form, bericht=None), _status(form)
    gemaakt = acties.maak_nieuws(form.titel.data, form.tekst.data, clock.now())
    return done(".bericht", _("Het concept is bewaard. Nog niemand leest het."), slug=gemaakt.slug)


@bp.get("/nieuws/<slug:slug>", allow=bestuur)
def bericht(slug: str) -> ResponseReturnValue:
    """How it will look, and what can be done with it."""
    return render_template("redactie/beheer.html", bericht=one_or_404(Nieuwsbericht, slug=slug))


@bp.route("/nieuws/<slug:slug>/wijzigen", methods=["GET", "POST"], allow=secretaris)
def wijzig_bericht(slug: str) -> ResponseReturnValue:
    """Other words."""
    found = one_or_404(Nieuwsbericht, slug=slug)
    form = NieuwsForm(obj=found)
    if not form.validate_on_submit():
        return render_template("redactie/schrijf.html", form=form, bericht=found), _status(form)
    acties.wijzig_nieuws(found, form.titel.data, form.tekst.data, clock.now())
    return done(".bericht", _("De tekst is bewaard."), slug=slug)


@bp.post("/nieuws/<slug:slug>/publiceren", allow=secretaris)
def publiceer(slug: str) -> ResponseReturnValue:
    """Everybody reads it."""
    acties.publiceer(one_or_404(Nieuwsbericht, slug=slug), clock.now())
    return done(".bericht", _("Iedereen leest het nu."), slug=slug)


@bp.post("/nieuws/<slug:slug>/intrekken", allow=secretaris)
def trek_in(slug: str) -> ResponseReturnValue:
    """Nobody reads it any more."""
    acties.trek_nieuws_in(one_or_404(Nieuwsbericht, slug=slug))
    return done(".bericht", _("Niemand leest het meer. U kunt het terugzetten."), slug=slug)


@bp.route("/documenten/nieuw", methods=["GET", "POST"], allow=secretaris, max_body=BODY)
def nieuw_document() -> ResponseReturnValue:
    """Put a document on the site."""
    form = NieuwDocumentForm()
    if not form.validate_on_submit() or (kept := _bewaar(form)) is None:
        return render_template("redactie/nieuw_document.html", form=form), _status(form)
    made = acties.plaats_document(
        form.titel.data, form.kind, kept, clock.now(), openbaar=form.is_openbaar
    )
    return done(".document", _("Het document staat op de site."), slug=made.slug)


@bp.route("/documenten/<slug:slug>", methods=["GET", "POST"], allow=secretaris)
def document(slug: str) -> ResponseReturnValue:
    """Change what a document is, who reads it, and whether it is there."""
    found = one_or_404(Document, slug=slug)
    niveau = "openbaar" if found.is_openbaar else "leden"
    form = WijzigDocumentForm(obj=found, data={"niveau": niveau, "weg": found.is_ingetrokken})
    if not form.validate_on_submit():
        return _document(slug, form, DocumentversieForm(formdata=None), _status(form))
    acties.wijzig_document(
        found, form.titel.data, form.kind, openbaar=form.is_openbaar, weg=form.weg.data
    )
    return done(".document", _("Het document is gewijzigd."), slug=slug)


@bp.post("/documenten/<slug:slug>/versies", allow=secretaris, max_body=BODY)
def vervang(slug: str) -> ResponseReturnValue:
    """A newer file."""
    form = DocumentversieForm()
    if not form.validate() or (kept := _bewaar(form)) is None:
        found = one_or_404(Document, slug=slug)
        niveau = "openbaar" if found.is_openbaar else "leden"
        data = {"niveau": niveau, "weg": found.is_ingetrokken}
        return _document(slug, WijzigDocumentForm(formdata=None, obj=found, data=data), form, 422)
    acties.vervang_document(one_or_404(Document, slug=slug), kept, clock.now())
    return done(".document", _("De nieuwe versie staat op de site."), slug=slug)


@bp.get("/documenten/<slug:slug>/<int:versie>.pdf", allow=bestuur)
def bestand(slug: str, versie: int) -> ResponseReturnValue:
    """A file, also of a document that was taken from the site."""
    found = one_or_404(Documentversie, document=one_or_404(Document, slug=slug), nummer=versie)
    return stuur(MAP, found.bestand) or abort(404)


def _document(
    slug: str, form: WijzigDocumentForm, versie: DocumentversieForm, status: int
) -> ResponseReturnValue:
    found = one_or_404(Document, slug=slug)
    page = render_template(
        "redactie/beheer_document.html", form=form, versie=versie, document=found
    )
    return page, status


def _bewaar(form: DocumentversieForm) -> tuple[str, str] | None:
    """The stored file; None with the reason in the form."""
    data = request.files["bestand"].read()
    try:
        if kind_of(data) is not Kind.PDF:
            raise GeenPdf
        kept = bewaar_bestand(MAP, data)
    except BestandGeweigerd as refused:
        form.bestand.errors = [str(refused)]
        return None
    return kept.naam, kept.sha256


def _status(form: Form) -> int:
    return 422 if form.errors else 200
