"""The ladder for everyone, and how officers climb it."""

from __future__ import annotations

import hashlib

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from vereniging.commissie import acties, queries
from vereniging.commissie.dossier import kan_pdf, maak_pdf, maak_zip
from vereniging.commissie.forms import AfrondForm, MisluktForm, StapForm
from vereniging.commissie.forms.opschaling import TREDEN
from vereniging.commissie.models import Opschaling, Trede
from vereniging.commissie.models.opschaling import Stapwens
from vereniging.commissie.views.blueprints import bp, opschaling_bp
from vereniging.core import clock
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _, _l
from vereniging.core.web import done, everyone
from vereniging.statuten.models import Besluit, Orgaan
from vereniging.toegang.doelgroepen import commissie


class GeenBestuursbesluit(DomainError):
    """The board decides about mediation, court and skipping steps."""

    message = _l("Dit is geen besluit van het bestuur. Kijk het nummer na.")


@bp.get("/opschaling/<kenmerk:kenmerk>", allow=everyone)
def opschaling(kenmerk: str) -> ResponseReturnValue:
    """How far this promise, or this item without consensus, went up."""
    found = _opschaling(kenmerk)
    return render_template(
        "commissie/opschaling.html",
        opschaling=found,
        treden=TREDEN,
        alle=list(Trede),
        punten=queries.punten_over(found),
        dag=clock.today(),
    )


def _opschaling(kenmerk: str) -> Opschaling:
    return queries.opschaling_van(kenmerk) or abort(404)


@opschaling_bp.get("", allow=commissie)
def lijst() -> ResponseReturnValue:
    """What is on the ladder."""
    return render_template(
        "commissie/opschalingen.html",
        opschalingen=queries.opschalingen(),
        treden=TREDEN,
        dag=clock.today(),
    )


@opschaling_bp.get("/<kenmerk:kenmerk>", allow=commissie)
def beheer(kenmerk: str) -> ResponseReturnValue:
    """One ladder with what can be done now."""
    return _beheer(_opschaling(kenmerk), 200)


def _beheer(
    found: Opschaling,
    status: int,
    *,
    stap: StapForm | None = None,
    mislukt: MisluktForm | None = None,
    afrond: AfrondForm | None = None,
) -> ResponseReturnValue:
    stap = stap or StapForm()
    stap.kies(found)
    forms = [stap, mislukt or MisluktForm(), afrond or AfrondForm()]
    page = render_template(
        "commissie/opschaling_beheer.html",
        opschaling=found,
        stap=forms[0],
        mislukt=forms[1],
        afrond=forms[2],
        formulieren=forms,
        treden=TREDEN,
        alle=list(Trede),
        dag=clock.today(),
        kan_pdf=kan_pdf(),
    )
    return page, status


def _vast(kenmerk: str) -> Opschaling:
    found = _opschaling(kenmerk)
    locked(Opschaling, id=found.id)
    return found


@opschaling_bp.post("/<kenmerk:kenmerk>/trede", allow=commissie)
def volgende_trede(kenmerk: str) -> ResponseReturnValue:
    """One step up."""
    found, form = _vast(kenmerk), StapForm()
    form.kies(found)
    if not form.validate_on_submit():
        return _beheer(found, 422, stap=form)
    acties.volgende_trede(found, _wens(form), clock.now())
    return done(".beheer", _("De opschaling staat een stap hoger."), kenmerk=kenmerk)


def _wens(form: StapForm) -> Stapwens:
    return Stapwens(
        Trede(int(form.trede.data)),
        tot=form.tot.data,
        besluit=_besluit((form.besluit.data or "").upper()),
        machtiging=form.machtiging.data or "",
        reden=form.reden.data or "",
    )


def _besluit(kenmerk: str) -> Besluit | None:
    if not kenmerk:
        return None
    found = db.session.scalars(select(Besluit).where(Besluit.kenmerk == kenmerk)).one_or_none()
    if found is None or found.orgaan is not Orgaan.BESTUUR:
        raise GeenBestuursbesluit
    return found


@opschaling_bp.post("/<kenmerk:kenmerk>/mislukt", allow=commissie)
def stap_mislukt(kenmerk: str) -> ResponseReturnValue:
    """The step came to nothing."""
    found, form = _vast(kenmerk), MisluktForm()
    if not form.validate_on_submit():
        return _beheer(found, 422, mislukt=form)
    acties.laat_stap_mislukken(found, form.toelichting.data, clock.today())
    return done(".beheer", _("De stap is afgerond. U kunt een stap hoger."), kenmerk=kenmerk)


@opschaling_bp.post("/<kenmerk:kenmerk>/afronden", allow=commissie)
def rond_af(kenmerk: str) -> ResponseReturnValue:
    """It worked, or we stop."""
    found, form = _vast(kenmerk), AfrondForm()
    if not form.validate_on_submit():
        return _beheer(found, 422, afrond=form)
    acties.rond_af(
        found, form.uitkomst.data, clock.today(), is_geslaagd=form.hoe.data == "geslaagd"
    )
    return done(".beheer", _("De opschaling is afgerond."), kenmerk=kenmerk)


@opschaling_bp.post("/<kenmerk:kenmerk>/dossier", allow=commissie, fresh=True)
def leg_dossier_vast(kenmerk: str) -> ResponseReturnValue:
    """Note what the dossier comes to today."""
    found = _vast(kenmerk)
    acties.leg_dossier_vast(found, hashlib.sha256(maak_zip(found)).hexdigest(), clock.now())
    return done(".beheer", _("De code van het dossier staat in het logboek."), kenmerk=kenmerk)


@opschaling_bp.get("/<kenmerk:kenmerk>/dossier.zip", allow=commissie, fresh=True)
def dossier_zip(kenmerk: str) -> ResponseReturnValue:
    """Everything in one file."""
    return _download(maak_zip(_opschaling(kenmerk)), "application/zip", f"dossier-{kenmerk}.zip")


@opschaling_bp.get("/<kenmerk:kenmerk>/dossier.pdf", allow=commissie, fresh=True)
def dossier_pdf(kenmerk: str) -> ResponseReturnValue:
    """The same to read."""
    found = _opschaling(kenmerk)
    if not kan_pdf():
        abort(404)
    return _download(maak_pdf(found), "application/pdf", f"dossier-{kenmerk}.pdf")


def _download(body: bytes, soort: str, naam: str) -> Response:
    response = Response(body, mimetype=soort)
    response.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
    response.headers["Cache-Control"] = "no-store"
    return response
