"""The officers plan meetings and build the agenda."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.commissie import acties, queries
from vereniging.commissie.agenda import voorstellen
from vereniging.commissie.blokken import agenda
from vereniging.commissie.forms import AgendapuntForm, JaarForm, VergaderingForm, VerzetForm
from vereniging.commissie.models import Agendapunt, Openstand, Vergadering
from vereniging.commissie.views.blueprints import bestuur_bp
from vereniging.commissie.views.openbaar import vergadering_of_404
from vereniging.convenant.queries import thema_met, themas
from vereniging.core import clock
from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import locked, one_or_404
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _, _l, ngettext
from vereniging.core.web import done
from vereniging.leden.access import ingelogd_account
from vereniging.toegang.doelgroepen import commissie, kantoor


class DagBezet(DomainError):
    """One meeting a day."""

    message = _l("Op die dag is al een vergadering. Kies een andere dag.")


@bestuur_bp.get("", allow=kantoor)
def lijst_bestuur() -> ResponseReturnValue:
    """All meetings, with what to do."""
    return render_template("commissie/bestuur_lijst.html", vergaderingen=queries.alle())


@bestuur_bp.get("/nieuw", allow=commissie)
def nieuw() -> ResponseReturnValue:
    """The form for a meeting."""
    return render_template("commissie/nieuw.html", form=VergaderingForm())


@bestuur_bp.post("", allow=commissie)
def plan() -> ResponseReturnValue:
    """Put a meeting in the calendar."""
    form = VergaderingForm()
    if not form.validate_on_submit():
        return render_template("commissie/nieuw.html", form=form), 422
    if queries.vergadering_met(f"{form.begin:%Y-%m-%d}"):
        raise DagBezet
    vergadering = acties.plan_vergadering(form.titel.data, form.begin, form.plaats.data)
    return done(".beheer", _("De vergadering staat in de agenda."), slug=vergadering.slug)


@bestuur_bp.get("/<slug:slug>", allow=kantoor)
def beheer(slug: str) -> ResponseReturnValue:
    """One meeting with the next step."""
    return _beheer(vergadering_of_404(slug), AgendapuntForm(themas()), 200)


@bestuur_bp.post("/<slug:slug>/punten", allow=commissie)
def voeg_toe(slug: str) -> ResponseReturnValue:
    """Add an item."""
    vergadering, form = vergadering_of_404(slug), AgendapuntForm(themas())
    if not form.validate_on_submit():
        return _beheer(vergadering, form, 422)
    acties.voeg_punt_toe(
        vergadering,
        form.titel.data,
        clock.today(),
        form.reden.data or "",
        thema=thema_met(form.thema.data),
        toelichting=form.toelichting.data,
    )
    return done(".beheer", _("Het punt staat op de agenda."), slug=slug)


@bestuur_bp.post("/<slug:slug>/punten/<int:nummer>/terugtrekken", allow=commissie)
def trek_terug(slug: str, nummer: int) -> ResponseReturnValue:
    """Take an item off the agenda."""
    punt = one_or_404(Agendapunt, id=nummer, vergadering=vergadering_of_404(slug))
    punt.terugtrekken()
    return done(".beheer", _("Het punt is van de agenda."), slug=slug)


@bestuur_bp.post("/<slug:slug>/oproepen", allow=commissie)
def oproepen(slug: str) -> ResponseReturnValue:
    """Send the agenda to the parties."""
    acties.roep_op(vergadering_of_404(slug), clock.now())
    return done(".beheer", _("De partijen en onze leden krijgen de agenda per e-mail."), slug=slug)


@bestuur_bp.post("/<slug:slug>/beginnen", allow=commissie)
def beginnen(slug: str) -> ResponseReturnValue:
    """Open the meeting."""
    acties.begin_vergadering(vergadering_of_404(slug), clock.now())
    return done(".beheer", _("De vergadering is begonnen."), slug=slug)


@bestuur_bp.post("/<slug:slug>/sluiten", allow=commissie)
def sluiten(slug: str) -> ResponseReturnValue:
    """End the meeting."""
    acties.sluit_vergadering(vergadering_of_404(slug), clock.now())
    return done(".beheer", _("De vergadering is gesloten."), slug=slug)


@bestuur_bp.post("/<slug:slug>/vaststellen", allow=commissie)
def vaststellen(slug: str) -> ResponseReturnValue:
    """Agree with the report."""
    acties.stel_verslag_vast(vergadering_of_404(slug), clock.today())
    return done(".beheer", _("Het verslag staat vast."), slug=slug)


@bestuur_bp.post("/<slug:slug>/afgelasten", allow=commissie)
def afgelasten(slug: str) -> ResponseReturnValue:
    """Call the meeting off."""
    acties.gelast_af(vergadering_of_404(slug), clock.now())
    return done(".beheer", _("De vergadering gaat niet door."), slug=slug)


@bestuur_bp.route("/jaar", methods=["GET", "POST"], allow=commissie)
def plan_jaar() -> ResponseReturnValue:
    """Put a year of meetings in the calendar."""
    form = JaarForm()
    if not form.validate_on_submit():
        return render_template("commissie/jaar.html", form=form), 422 if form.errors else 200
    nieuw = len(acties.plan_jaar(form.momenten, form.plaats.data))
    sentence = ngettext("%(num)s vergadering gepland.", "%(num)s vergaderingen gepland.", nieuw)
    return done(".lijst_bestuur", sentence)


@bestuur_bp.route("/<slug:slug>/verzetten", methods=["GET", "POST"], allow=commissie)
def verzet(slug: str) -> ResponseReturnValue:
    """Another moment or place."""
    vergadering = vergadering_of_404(slug)
    form = VerzetForm(data=_nu(vergadering))
    if not form.validate_on_submit():
        return _verzet(form, vergadering, 422 if form.errors else 200)
    locked(Vergadering, id=vergadering.id)
    if vergadering.is_aankomend and form.botst(vergadering.volgnummer):
        return _verzet(form, vergadering, 409)
    acties.verzet(vergadering, form.begin, form.plaats.data, clock.now())
    return done(".beheer", _("De vergadering is verzet."), slug=slug)


def _verzet(form: VerzetForm, vergadering: Vergadering, status: int) -> ResponseReturnValue:
    page = render_template(
        "commissie/verzet.html", form=form, vergadering=vergadering, botst=status == 409
    )
    return page, status


def _nu(vergadering: Vergadering) -> dict[str, object]:
    begin = vergadering.begin.astimezone(AMSTERDAM)
    return {
        "dag": begin.date(),
        "uur": f"{begin:%H.%M}",
        "plaats": vergadering.plaats,
        "versie": str(vergadering.volgnummer),
    }


@bestuur_bp.post("/<slug:slug>/voorstellen", allow=commissie)
def neem_voorstel_over(slug: str) -> ResponseReturnValue:
    """Put something that waits on the agenda."""
    vergadering = vergadering_of_404(slug)
    wens = request.form.get("sleutel", "")
    offered = {each.sleutel: each for each in voorstellen(vergadering, clock.today())}
    voorstel = offered.get(wens) or abort(404)
    acties.neem_over(vergadering, voorstel, clock.today())
    return done(".beheer", _("Het punt staat op de agenda."), slug=slug)


@bestuur_bp.post("/<slug:slug>/punten/<int:nummer>/opschalen", allow=commissie)
def schaal_punt_op(slug: str, nummer: int) -> ResponseReturnValue:
    """What the parties did not agree on goes a step up."""
    punt = locked(Agendapunt, id=nummer, vergadering_id=vergadering_of_404(slug).id) or abort(404)
    opschaling = acties.schaal_punt_op(punt, clock.now())
    sentence = _("Het punt gaat een stap hoger.")
    return done("opschaling_bestuur.beheer", sentence, kenmerk=opschaling.kenmerk)


def _beheer(vergadering: Vergadering, form: AgendapuntForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "commissie/beheer.html",
        vergadering=vergadering,
        form=form,
        aanwezigen=queries.aanwezigen(vergadering),
        stukken=queries.stukken(vergadering),
        delen=agenda(vergadering, clock.today()),
        ik=ingelogd_account(),
        acties_open=len([a for a in queries.actiepunten(vergadering) if a.stand is Openstand.OPEN]),
        ladders=queries.opgeschaalde_punten(vergadering),
        voorstellen=voorstellen(vergadering, clock.today()) if vergadering.is_aankomend else [],
    )
    return page, status
