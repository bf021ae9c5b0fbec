"""The survey for officers: prepare, open, paper, moderate, close."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.convenant.queries import themas
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _, _l
from vereniging.core.web import done
from vereniging.core.workdays import midnight_after
from vereniging.leefbaarheid import acties, queries
from vereniging.leefbaarheid.forms import (
    EnqueteForm,
    GroepForm,
    NieuweEnqueteForm,
    OpenForm,
    StrookForm,
    enquete_formulier,
)
from vereniging.leefbaarheid.models import DUUR, Enquete, EnqueteGroep, EnqueteZin
from vereniging.leefbaarheid.views.blueprints import bestuur
from vereniging.stembus.slugs import maak_slug
from vereniging.toegang.doelgroepen import kantoor, moderatoren, secretaris


class NaamBezet(DomainError):
    """Each round has a name of its own."""

    message = _l("Er is al een ronde met deze naam. Kies een andere naam.")


class OnbekendNummer(DomainError):
    """Only who was asked has a slip."""

    message = _l("Dit lidnummer is niet gevraagd voor deze ronde. Kijk het nummer na.")


class TermijnTeKort(DomainError):
    """People get a week at least."""

    message = _l("Geef mensen minstens 7 dagen, en hoogstens 60. Kies een andere dag.")


@bestuur.get("", allow=kantoor)
def overzicht() -> ResponseReturnValue:
    """All rounds, and lines to read."""
    return _overzicht(NieuweEnqueteForm(), 200)


@bestuur.post("/enquetes", allow=secretaris)
def maak() -> ResponseReturnValue:
    """Prepare a round."""
    form = NieuweEnqueteForm()
    if not form.validate_on_submit():
        return _overzicht(form, 422)
    slug = maak_slug(form.titel.data, "ronde")
    if any(each.slug == slug for each in queries.enquetes()):
        raise NaamBezet
    acties.maak_enquete(slug, form.titel.data, clock.now())
    return done(".toon", _("De ronde is voorbereid. U opent haar hier."), slug=slug)


@bestuur.get("/enquetes/<slug:slug>", allow=kantoor)
def toon(slug: str) -> ResponseReturnValue:
    """One round: how many answered, never what."""
    return _toon(one_or_404(Enquete, slug=slug), OpenForm(), StrookForm(), 200)


@bestuur.post("/enquetes/<slug:slug>/openen", allow=secretaris)
def openen(slug: str) -> ResponseReturnValue:
    """Ask all members."""
    enquete, form = one_or_404(Enquete, slug=slug), OpenForm()
    if not form.validate_on_submit():
        return _toon(enquete, form, StrookForm(), 422)
    dagen = (form.tot.data - clock.today()).days
    if not 7 <= dagen <= 60:
        raise TermijnTeKort
    acties.open_enquete(enquete, clock.now(), midnight_after(form.tot.data))
    return done(".toon", _("De ronde is open. Alle leden krijgen een link."), slug=slug)


@bestuur.post("/enquetes/<slug:slug>/sluiten", allow=secretaris)
def sluiten(slug: str) -> ResponseReturnValue:
    """End the round now."""
    enquete = one_or_404(Enquete, slug=slug)
    acties.sluit(enquete, clock.now())
    told = _("De ronde is gesloten. De uitslag staat op de site.")
    if enquete.wacht_op_bladen(clock.today()):
        told = _("De ronde is gesloten. Voer nu de bladen in die nog over zijn.")
    return done(".toon", told, slug=slug)


@bestuur.post("/enquetes/<slug:slug>/stroken", allow=secretaris)
def strook(slug: str) -> ResponseReturnValue:
    """Tick off the slip of a member; the sheet follows apart."""
    enquete, form = one_or_404(Enquete, slug=slug), StrookForm()
    if not form.validate_on_submit():
        return _toon(enquete, OpenForm(), form, 422)
    if not acties.vink_af(enquete, form.lidnummer.data, clock.now()):
        raise OnbekendNummer
    return done(".toon", _("De strook is afgevinkt. Voer nu een blad in."), slug=slug)


@bestuur.get("/enquetes/<slug:slug>/blad", allow=secretaris)
def blad(slug: str) -> ResponseReturnValue:
    """The form for one sheet."""
    enquete = one_or_404(Enquete, slug=slug)
    enquete.expect_blad(EnqueteGroep.LID, clock.now())
    return _blad(enquete, enquete_formulier(themas()), _wie(enquete), 200)


@bestuur.post("/enquetes/<slug:slug>/blad", allow=secretaris)
def voer_in(slug: str) -> ResponseReturnValue:
    """Count one sheet."""
    enquete, form = one_or_404(Enquete, slug=slug), enquete_formulier(themas())
    wie = _wie(enquete)
    if not (form.validate_on_submit() & wie.validate_on_submit()):
        return _blad(enquete, form, wie, 422)
    groep = EnqueteGroep(wie.groep.data)
    acties.voer_blad_in(enquete, groep, form.antwoorden, form.zin.data or "", clock.now())
    return done(".toon", _("Het blad is geteld."), slug=slug)


@bestuur.post("/zinnen/<int:nummer>/<any(plaatsen, weggooien):wat>", allow=moderatoren)
def keur(nummer: int, wat: str) -> ResponseReturnValue:
    """Let a line through, or not."""
    goed = wat == "plaatsen"
    acties.keur_zin(one_or_404(EnqueteZin, id=nummer), goed=goed)
    return done(".overzicht", _("Geplaatst.") if goed else _("Weggegooid."))


def _overzicht(form: NieuweEnqueteForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "leefbaarheid/overzicht.html",
        form=form,
        enquetes=queries.enquetes(),
        zinnen=queries.te_lezen() if moderatoren() else [],
    )
    return page, status


def _wie(enquete: Enquete) -> GroepForm:
    return GroepForm(alleen_leden=not enquete.is_open(clock.now()))


def _blad(enquete: Enquete, form: EnqueteForm, wie: GroepForm, status: int) -> ResponseReturnValue:
    page = render_template("leefbaarheid/blad.html", enquete=enquete, form=form, wie=wie)
    return page, status


def _toon(
    enquete: Enquete, open_form: OpenForm, strookform: StrookForm, status: int
) -> ResponseReturnValue:
    if not open_form.is_submitted():
        open_form.tot.data = clock.today() + timedelta(days=DUUR.days)
    page = render_template(
        "leefbaarheid/ronde.html",
        enquete=enquete,
        aantallen=queries.stand(enquete),
        open_form=open_form,
        strookform=strookform,
        nu=clock.now(),
        dag=clock.today(),
    )
    return page, status
