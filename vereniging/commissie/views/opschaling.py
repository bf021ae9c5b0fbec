"""The ladder for everyone, and how officers climb it."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from vereniging.commissie import acties, queries
from vereniging.commissie.dossier import pdf_uit, van_plank
from vereniging.commissie.forms import (
    AfrondForm,
    BemiddelaarForm,
    DossierForm,
    MisluktForm,
    StapForm,
)
from vereniging.commissie.forms.opschaling import TREDEN
from vereniging.commissie.haken import herkomst
from vereniging.commissie.models import Dossierniveau, Opschaling, Stapwens, Trede
from vereniging.commissie.views.blueprints import bp, opschaling_bp
from vereniging.core import clock
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.forms import Form
from vereniging.core.i18n import _, _l
from vereniging.core.paper import kan_pdf
from vereniging.core.web import done, everyone
from vereniging.logboek.acties import noteer_inzage
from vereniging.statuten.models import Besluit, Orgaan
from vereniging.toegang.doelgroepen import commissie
from vereniging.toegang.sessions import current_session

FORMS = {
    "stap": StapForm,
    "mislukt": MisluktForm,
    "afrond": AfrondForm,
    "dossier": DossierForm,
    "bemiddelaar": BemiddelaarForm,
}


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
        herkomst=herkomst(found),
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


def _beheer(found: Opschaling, status: int, **ingevuld: Form) -> ResponseReturnValue:
    forms: dict[str, Any] = {naam: ingevuld.get(naam) or maak() for naam, maak in FORMS.items()}
    forms["stap"].kies(found)
    page = render_template(
        "commissie/opschaling_beheer.html",
        opschaling=found,
        formulieren=list(forms.values()),
        treden=TREDEN,
        alle=list(Trede),
        dag=clock.today(),
        op_plank={each.id for each in found.dossiers if van_plank(each.sha256)},
        kan_pdf=kan_pdf(),
        **forms,
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


@opschaling_bp.post("/<kenmerk:kenmerk>/bemiddelaar", allow=commissie)
def benoem_bemiddelaar(kenmerk: str) -> ResponseReturnValue:
    """Who will mediate."""
    found, form = _vast(kenmerk), BemiddelaarForm()
    if not form.validate_on_submit():
        return _beheer(found, 422, bemiddelaar=form)
    acties.benoem_bemiddelaar(found, form.wie.data, clock.today())
    return done(".beheer", _("De bemiddelaar is bekend."), kenmerk=kenmerk)


@opschaling_bp.post("/<kenmerk:kenmerk>/afronden", allow=commissie)
def rond_af(kenmerk: str) -> ResponseReturnValue:
    """It worked, or we stop."""
    found, form = _vast(kenmerk), AfrondForm()
    if not form.validate_on_submit():
        return _beheer(found, 422, afrond=form)
    acties.rond_af(found, form.uitkomst.data, clock.now(), is_geslaagd=form.hoe.data == "geslaagd")
    return done(".beheer", _("De opschaling is afgerond."), kenmerk=kenmerk)


@opschaling_bp.post("/<kenmerk:kenmerk>/dossier", allow=commissie, fresh=True)
def vraag_dossier(kenmerk: str) -> ResponseReturnValue:
    """Have a dossier made for one kind of reader."""
    found, form, sessie = _vast(kenmerk), DossierForm(), current_session()
    if not form.validate_on_submit():
        return _beheer(found, 422, dossier=form)
    account = sessie.account.id if sessie else None
    wens = acties.Dossierwens(Dossierniveau(form.niveau.data), form.waarom.data.strip(), account)
    acties.vraag_dossier(found, wens, clock.now())
    zin = _("Wij maken het dossier. Over een minuut staat het op deze pagina.")
    return done(".beheer", zin, kenmerk=kenmerk)


@opschaling_bp.get("/<kenmerk:kenmerk>/dossier/<int:nummer>.zip", allow=commissie, fresh=True)
def dossier_zip(kenmerk: str, nummer: int) -> ResponseReturnValue:
    """Everything in one file."""
    return _download(_bundel(kenmerk, nummer), "zip", kenmerk)


@opschaling_bp.get("/<kenmerk:kenmerk>/dossier/<int:nummer>.pdf", allow=commissie, fresh=True)
def dossier_pdf(kenmerk: str, nummer: int) -> ResponseReturnValue:
    """The same to read."""
    return _download(pdf_uit(_bundel(kenmerk, nummer)) or abort(404), "pdf", kenmerk)


def _bundel(kenmerk: str, nummer: int) -> bytes:
    found, sessie = queries.dossier_van(kenmerk, nummer) or abort(404), current_session()
    bundel = van_plank(found.sha256) or abort(404)
    noteer_inzage("dossier", f"{kenmerk} ({found.niveau})", sessie.account.id if sessie else None)
    return bundel


def _download(body: bytes, soort: str, kenmerk: str) -> Response:
    response = Response(body, mimetype=f"application/{soort}")
    response.headers["Content-Disposition"] = f'attachment; filename="dossier-{kenmerk}.{soort}"'
    response.headers["Cache-Control"] = "no-store"
    return response
