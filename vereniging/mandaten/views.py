"""The mandate for everyone; the delegates' cockpit and their screen at the table."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.commissie.models import Agendapunt, PuntStand, Uitkomst, Vergadering
from vereniging.commissie.queries import vergadering_met
from vereniging.convenant.queries import partijen
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.paper import kan_pdf
from vereniging.core.web import Blueprint, done
from vereniging.leden.queries import functionarissen
from vereniging.mandaten import acties, queries
from vereniging.mandaten.forms import SOORTEN, AfwijkingForm, TafelForm, TerugkoppelingForm
from vereniging.mandaten.models import Mandaat, dagen_te_laat, terugkoppeling_voor
from vereniging.mandaten.papier import pdf, redenen
from vereniging.mandaten.werk import Groep, klussen
from vereniging.toegang.doelgroepen import afgevaardigden, commissie, everyone, leden

bp = Blueprint("mandaten", __name__)


@bp.get("/mandaten/<slug:slug>", allow=everyone)
def toon(slug: str) -> ResponseReturnValue:
    """One mandate, and what came of it; members first, everyone after the meeting."""
    mandaat = queries.mandaat_met(slug) or abort(404)
    if not _mag_lezen(mandaat):
        return render_template("mandaten/bij_leden.html", mandaat=mandaat)
    return render_template(
        "mandaten/toon.html",
        mandaat=mandaat,
        stand_nu=mandaat.stand(clock.today(), is_vervangen=queries.is_vervangen(mandaat)),
        gevolgen=[_gevolg(mandaat, uitkomst) for uitkomst in queries.uitkomsten_onder(mandaat)],
        redenen=redenen(mandaat),
        kan_pdf=kan_pdf(),
        afgevaardigden=functionarissen("afgevaardigde", clock.today()),
    )


def _gevolg(mandaat: Mandaat, uitkomst: Uitkomst) -> dict[str, object]:
    nu, ruggespraak = clock.now(), queries.ruggespraak_over(uitkomst)
    return {
        "uitkomst": uitkomst,
        "vergadering": uitkomst.agendapunt.vergadering,
        "terugkoppeling": queries.terugkoppeling_van(uitkomst),
        "is_afwijking": mandaat.is_afwijking(uitkomst),
        "te_laat": dagen_te_laat(uitkomst, nu),
        "voor": terugkoppeling_voor(uitkomst),
        "ruggespraak": ruggespraak,
    }


@bp.get("/mandaten/<slug:slug>.pdf", allow=everyone)
def op_papier(slug: str) -> ResponseReturnValue:
    """The same on one A4, for who may read it now."""
    mandaat = queries.mandaat_met(slug) or abort(404)
    if not (kan_pdf() and _mag_lezen(mandaat)):
        abort(404)
    response = Response(pdf(mandaat, clock.today()), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="mandaat-{slug}.pdf"'
    return response


def _mag_lezen(mandaat: Mandaat) -> bool:
    return mandaat.stemming.is_openbaar(clock.now()) or leden() or commissie()


@bp.get("/afgevaardigde", allow=afgevaardigden)
def cockpit() -> ResponseReturnValue:
    """What waits: late, now, soon."""
    werk = klussen(clock.now())
    groepen = [(groep.name, [klus for klus in werk if klus.groep is groep]) for groep in Groep]
    return render_template("mandaten/cockpit.html", groepen=dict(groepen), werk=werk)


@bp.get("/afgevaardigde/vergadering/<slug:slug>", allow=commissie)
def vergadering(slug: str) -> ResponseReturnValue:
    """The agenda as large cards with the mandate on each, readable without a network."""
    meeting = _vergadering(slug)
    return render_template(
        "mandaten/vergadering.html",
        vergadering=meeting,
        punten=_punten(meeting),
        mandaten=queries.mandaten_bij(meeting.agendapunten),
    )


@bp.get("/afgevaardigde/vergadering/<slug:slug>/punten/<int:nummer>", allow=commissie)
def punt(slug: str, nummer: int) -> ResponseReturnValue:
    """One item, large: the mandate, does it fit, the outcome."""
    return _tafel(_punt(slug, nummer), None, 200)


@bp.post("/afgevaardigde/vergadering/<slug:slug>/punten/<int:nummer>", allow=commissie)
def bewaar(slug: str, nummer: int) -> ResponseReturnValue:
    """Say whether a proposal fits, or record the outcome."""
    found = _punt(slug, nummer)
    form = _form(found)
    if request.form.get("actie") == "past":
        return _tafel(found, form, 200)
    if not form.validate_on_submit():
        return _tafel(found, form, 422)
    acties.leg_uitkomst_vast(found, form.tafel(), clock.now())
    return done(".punt", _("De uitkomst staat vast."), slug=slug, nummer=nummer)


@bp.get("/afgevaardigde/terugkoppeling/<int:nummer>", allow=afgevaardigden)
def vertel(nummer: int) -> ResponseReturnValue:
    """The form to tell members what was reached."""
    uitkomst = _uitkomst(nummer)
    return _vertel(uitkomst, _vertelform(uitkomst), 200)


@bp.post("/afgevaardigde/terugkoppeling/<int:nummer>", allow=afgevaardigden)
def publiceer(nummer: int) -> ResponseReturnValue:
    """Publish and mail it."""
    uitkomst = _uitkomst(nummer)
    form = _vertelform(uitkomst)
    if not form.validate_on_submit():
        return _vertel(uitkomst, form, 422)
    acties.publiceer(uitkomst, form.verhaal(), clock.now())
    return done(
        ".cockpit", _("De terugkoppeling staat op de site. De betrokken leden krijgen mail.")
    )


@bp.get("/afgevaardigde/ruggespraak/<int:nummer>", allow=commissie)
def ruggespraak(nummer: int) -> ResponseReturnValue:
    """What the members will be asked."""
    uitkomst = _uitkomst(nummer)
    vraag = queries.ruggespraak_over(uitkomst) or abort(404)
    return render_template("mandaten/ruggespraak.html", uitkomst=uitkomst, ruggespraak=vraag)


@bp.post("/afgevaardigde/ruggespraak/<int:nummer>", allow=commissie)
def vraag_leden(nummer: int) -> ResponseReturnValue:
    """Ask the members; the vote opens at the next whole minute."""
    vraag = queries.ruggespraak_over(_uitkomst(nummer)) or abort(404)
    open_op = clock.now().replace(second=0, microsecond=0) + timedelta(minutes=1)
    acties.vraag_de_leden(vraag, open_op)
    return done(".cockpit", _("De leden kunnen zo stemmen. Zij krijgen een e-mail."))


def _vergadering(slug: str) -> Vergadering:
    return vergadering_met(slug) or abort(404)


def _punten(meeting: Vergadering) -> list[Agendapunt]:
    naast = {PuntStand.TERUGGETROKKEN, PuntStand.VOORGESTELD}
    return [each for each in meeting.agendapunten if each.stand not in naast]


def _punt(slug: str, nummer: int) -> Agendapunt:
    return next((each for each in _punten(_vergadering(slug)) if each.id == nummer), None) or abort(
        404
    )


def _form(found: Agendapunt) -> TafelForm:
    return TafelForm(queries.mandaten_bij([found]).get(found.id), partijen())


def _tafel(found: Agendapunt, form: TafelForm | None, status: int) -> ResponseReturnValue:
    punten, mandaat = _punten(found.vergadering), queries.mandaten_bij([found]).get(found.id)
    plaats = punten.index(found)
    page = render_template(
        "mandaten/punt.html",
        punt=found,
        mandaat=mandaat,
        form=form or _form(found),
        past=mandaat.past(form.gekozen_niveau) if mandaat and form else None,
        nummer=plaats + 1,
        aantal=len(punten),
        vorige=punten[plaats - 1] if plaats else None,
        volgende=punten[plaats + 1] if plaats + 1 < len(punten) else None,
        soorten=SOORTEN,
    )
    return page, status


def _uitkomst(nummer: int) -> Uitkomst:
    return one_or_404(Uitkomst, agendapunt_id=nummer)


def _vertelform(uitkomst: Uitkomst) -> TerugkoppelingForm:
    mandaat = queries.mandaat_van(uitkomst)
    return AfwijkingForm() if mandaat and mandaat.is_afwijking(uitkomst) else TerugkoppelingForm()


def _vertel(uitkomst: Uitkomst, form: TerugkoppelingForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "mandaten/vertel.html",
        uitkomst=uitkomst,
        form=form,
        mandaat=queries.mandaat_van(uitkomst),
        terugkoppeling=queries.terugkoppeling_van(uitkomst),
        voor=terugkoppeling_voor(uitkomst),
    )
    return page, status
