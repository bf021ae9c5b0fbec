"""Meetings for everyone, and for the officers who run them."""

from __future__ import annotations

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.commissie import acties, queries
from vereniging.commissie.forms import AgendapuntForm, VergaderingForm
from vereniging.commissie.haken import aanleidingen
from vereniging.commissie.kalender import ics
from vereniging.commissie.models import Agendapunt, Vergadering
from vereniging.convenant.queries import thema_met, themas
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _, _l
from vereniging.core.web import Blueprint, done
from vereniging.statuten.queries import instelling
from vereniging.toegang.doelgroepen import commissie, everyone, kantoor

bp = Blueprint("commissie", __name__)
bestuur_bp = Blueprint("commissie_bestuur", __name__, url_prefix="/bestuur/vergaderingen")
blueprints = (bp, bestuur_bp)


class DagBezet(DomainError):
    """One meeting a day."""

    message = _l("Op die dag is al een vergadering. Kies een andere dag.")


@bp.get("/vergaderingen", allow=everyone)
def lijst() -> ResponseReturnValue:
    """What comes and what was."""
    return render_template(
        "commissie/lijst.html", komend=queries.aankomend(), geweest=queries.geweest()
    )


@bp.get("/vergaderingen/<slug:slug>", allow=everyone)
def toon(slug: str) -> ResponseReturnValue:
    """One meeting: agenda, outcomes, promises."""
    vergadering = _vergadering(slug)
    return render_template(
        "commissie/toon.html",
        vergadering=vergadering,
        toezeggingen=queries.toezeggingen(vergadering),
        aanleidingen=aanleidingen(punt.id for punt in vergadering.agendapunten),
    )


@bp.get("/agenda.ics", allow=everyone)
def kalender() -> ResponseReturnValue:
    """All meetings for a calendar."""
    body = ics(queries.alle(), str(instelling("commissie_naam")), clock.now())
    return Response(body, mimetype="text/calendar")


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
    return _beheer(_vergadering(slug), AgendapuntForm(themas()), 200)


@bestuur_bp.post("/<slug:slug>/punten", allow=commissie)
def voeg_toe(slug: str) -> ResponseReturnValue:
    """Add an item."""
    vergadering, form = _vergadering(slug), AgendapuntForm(themas())
    if not form.validate_on_submit():
        return _beheer(vergadering, form, 422)
    acties.zet_op_agenda(
        vergadering,
        form.titel.data,
        thema=thema_met(form.thema.data),
        toelichting=form.toelichting.data,
    )
    return done(".beheer", _("Het punt staat op de agenda."), slug=slug)


@bestuur_bp.post("/<slug:slug>/punten/<int:nummer>/terugtrekken", allow=commissie)
def trek_terug(slug: str, nummer: int) -> ResponseReturnValue:
    """Take an item off the agenda."""
    punt = one_or_404(Agendapunt, id=nummer, vergadering=_vergadering(slug))
    punt.terugtrekken()
    return done(".beheer", _("Het punt is van de agenda."), slug=slug)


@bestuur_bp.post("/<slug:slug>/oproepen", allow=commissie)
def oproepen(slug: str) -> ResponseReturnValue:
    """Send the agenda to the parties."""
    acties.roep_op(_vergadering(slug), clock.now())
    return done(".beheer", _("De partijen krijgen de agenda per e-mail."), slug=slug)


@bestuur_bp.post("/<slug:slug>/beginnen", allow=commissie)
def beginnen(slug: str) -> ResponseReturnValue:
    """Open the meeting."""
    acties.begin_vergadering(_vergadering(slug))
    return done(".beheer", _("De vergadering is begonnen."), slug=slug)


@bestuur_bp.post("/<slug:slug>/sluiten", allow=commissie)
def sluiten(slug: str) -> ResponseReturnValue:
    """End the meeting."""
    acties.sluit_vergadering(_vergadering(slug), clock.now())
    return done(".beheer", _("De vergadering is gesloten."), slug=slug)


@bestuur_bp.post("/<slug:slug>/vaststellen", allow=commissie)
def vaststellen(slug: str) -> ResponseReturnValue:
    """Agree with the report."""
    acties.stel_verslag_vast(_vergadering(slug))
    return done(".beheer", _("Het verslag staat vast."), slug=slug)


@bestuur_bp.post("/<slug:slug>/afgelasten", allow=commissie)
def afgelasten(slug: str) -> ResponseReturnValue:
    """Call the meeting off."""
    acties.gelast_af(_vergadering(slug))
    return done(".beheer", _("De vergadering gaat niet door."), slug=slug)


def _vergadering(slug: str) -> Vergadering:
    found = queries.vergadering_met(slug)
    return found if found is not None else abort(404)


def _beheer(vergadering: Vergadering, form: AgendapuntForm, status: int) -> ResponseReturnValue:
    page = render_template("commissie/beheer.html", vergadering=vergadering, form=form)
    return page, status
