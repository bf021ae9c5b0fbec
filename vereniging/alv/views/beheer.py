"""The secretary plans a meeting, builds its agenda, calls the members and keeps the minutes."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.alv import acties, mail, queries
from vereniging.alv.forms import AlvForm, AlvpuntForm, AlvstukForm, NotulenForm, VaststelForm
from vereniging.alv.models import Alv, Alvpunt, AlvStand, Alvstuk
from vereniging.alv.views.blueprints import bestuur_bp
from vereniging.alv.views.leden import STUKKEN
from vereniging.convenant.bestanden import BODY, BestandGeweigerd, bewaar_bestand, stuur
from vereniging.core import clock
from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import one_or_404, outside
from vereniging.core.i18n import _, ngettext
from vereniging.core.paper import kan_pdf
from vereniging.core.web import done
from vereniging.leden import papier
from vereniging.leden.access import ingelogd_account
from vereniging.logboek.acties import noteer_inzage
from vereniging.statuten.queries import profiel
from vereniging.toegang.doelgroepen import bestuur, secretaris


@bestuur_bp.get("", allow=bestuur)
def lijst() -> ResponseReturnValue:
    """All general meetings."""
    return render_template("alv/lijst.html", vergaderingen=queries.alle())


@bestuur_bp.route("/nieuw", methods=["GET", "POST"], allow=secretaris)
def nieuw() -> ResponseReturnValue:
    """Prepare a meeting."""
    form = AlvForm()
    if not form.validate_on_submit():
        return render_template("alv/formulier.html", form=form, alv=None), _status(form)
    alv = acties.plan_alv(form.begin, nu=clock.now(), **form.velden)
    return done(".beheer", _("De vergadering staat klaar. Maak nu de agenda."), slug=alv.slug)


@bestuur_bp.route("/<slug:slug>/wijzigen", methods=["GET", "POST"], allow=secretaris)
def wijzigen(slug: str) -> ResponseReturnValue:
    """Change what nobody was called to yet."""
    alv = one_or_404(Alv, slug=slug)
    form = AlvForm(data=_nu(alv))
    if not form.validate_on_submit():
        return render_template("alv/formulier.html", form=form, alv=alv), _status(form)
    acties.wijzig(alv, form.begin, clock.now(), **form.velden)
    return done(".beheer", _("De vergadering is gewijzigd."), slug=alv.slug)


@bestuur_bp.get("/<slug:slug>", allow=bestuur)
def beheer(slug: str) -> ResponseReturnValue:
    """One meeting with the next step."""
    return _beheer(one_or_404(Alv, slug=slug), AlvpuntForm(), 200)


@bestuur_bp.post("/<slug:slug>/punten", allow=secretaris)
def voeg_toe(slug: str) -> ResponseReturnValue:
    """Add an item."""
    alv, form = one_or_404(Alv, slug=slug), AlvpuntForm()
    if not form.validate_on_submit():
        return _beheer(alv, form, 422)
    acties.zet_op_agenda(alv, form.titel.data, toelichting=form.toelichting.data,
                         soort=form.soort.data)  # fmt: skip
    return done(".beheer", _("Het punt staat op de agenda."), slug=slug)


@bestuur_bp.post("/<slug:slug>/punten/<int:nummer>/weg", allow=secretaris)
def haal_weg(slug: str, nummer: int) -> ResponseReturnValue:
    """Take an item off the agenda."""
    acties.haal_punt_weg(one_or_404(Alvpunt, id=nummer, alv=one_or_404(Alv, slug=slug)))
    return done(".beheer", _("Het punt is van de agenda."), slug=slug)


@bestuur_bp.route("/<slug:slug>/stukken", methods=["GET", "POST"], allow=secretaris, max_body=BODY)
def stukken(slug: str) -> ResponseReturnValue:
    """Add a paper."""
    form = AlvstukForm()
    if not form.validate_on_submit():
        return _stukken(slug, form, _status(form))
    try:
        bestand = bewaar_bestand(STUKKEN, request.files["bestand"].read())
    except BestandGeweigerd as refused:
        form.bestand.errors = [str(refused)]
        return _stukken(slug, form, 422)
    acties.plaats_stuk(
        Alvstuk(alv=one_or_404(Alv, slug=slug), titel=form.titel.data, bestand=bestand.naam,
                sha256=bestand.sha256, geplaatst_op=clock.now(), geplaatst_door_id=_ik())
    )  # fmt: skip
    return done(".stukken", _("Het stuk staat bij de vergadering."), slug=slug)


@bestuur_bp.get("/<slug:slug>/stukken/<int:nummer>", allow=bestuur)
def stuk(slug: str, nummer: int) -> ResponseReturnValue:
    """A paper, also before the members were called."""
    found = one_or_404(Alvstuk, id=nummer, alv=one_or_404(Alv, slug=slug))
    return stuur(STUKKEN, found.bestand) or abort(404)


@bestuur_bp.post("/<slug:slug>/oproepen", allow=secretaris)
def oproepen(slug: str) -> ResponseReturnValue:
    """Call the members."""
    gedaan = acties.roep_op(one_or_404(Alv, slug=slug), clock.now())
    brieven = sum(each.kanaal == "post" for each in gedaan)
    klaar = _("%(mail)s leden krijgen een e-mail. Voor %(post)s leden print u een brief.",
              mail=len(gedaan) - brieven, post=brieven)  # fmt: skip
    return done(".beheer", klaar, slug=slug)


@bestuur_bp.get("/<slug:slug>/brieven.pdf", allow=bestuur)
def brieven(slug: str) -> ResponseReturnValue:
    """First the list of names, then a letter each."""
    alv = one_or_404(Alv, slug=slug)
    te_posten = queries.te_posten(alv)
    if not te_posten or not kan_pdf():
        abort(404)
    noteer_inzage("alv.brieven", alv.slug, ingelogd_account())
    druk = papier.brieven(_("Oproepen"), [mail.brief(alv, each.lid) for each in te_posten])
    with outside():
        made = druk.pdf()
    return Response(made, mimetype="application/pdf")


@bestuur_bp.get("/<slug:slug>/brieven", allow=bestuur)
def brievenlijst(slug: str) -> ResponseReturnValue:
    """Who gets the call by post."""
    alv = one_or_404(Alv, slug=slug)
    noteer_inzage("alv.brieven", alv.slug, ingelogd_account())
    return render_template(
        "alv/brieven.html", alv=alv, wachtend=queries.te_posten(alv), kan_pdf=kan_pdf(),
        voorbeeld=_voorbeeld(alv),
    )  # fmt: skip


@bestuur_bp.post("/<slug:slug>/brieven/gepost", allow=bestuur)
def gepost(slug: str) -> ResponseReturnValue:
    """The letters on the page are in the letter box."""
    nummers = {int(each) for each in request.form.getlist("nummer") if each.isdecimal()}
    aantal = acties.zijn_gepost(one_or_404(Alv, slug=slug), nummers, clock.now())
    sentence = ngettext("%(num)s brief is op de post.", "%(num)s brieven zijn op de post.", aantal)
    return done(".beheer", sentence, slug=slug)


@bestuur_bp.post("/<slug:slug>/houden", allow=bestuur)
def gehouden(slug: str) -> ResponseReturnValue:
    """The meeting took place."""
    acties.houd(one_or_404(Alv, slug=slug), clock.now())
    return done(".beheer", _("De vergadering is gehouden. Schrijf nu de notulen."), slug=slug)


@bestuur_bp.post("/<slug:slug>/afgelasten", allow=secretaris)
def afgelasten(slug: str) -> ResponseReturnValue:
    """Call the meeting off."""
    acties.gelast_af(one_or_404(Alv, slug=slug), clock.now())
    return done(".beheer", _("De vergadering gaat niet door."), slug=slug)


@bestuur_bp.route("/<slug:slug>/notulen", methods=["GET", "POST"], allow=secretaris)
def notulen(slug: str) -> ResponseReturnValue:
    """Write the minutes."""
    alv = one_or_404(Alv, slug=slug)
    alv.expect(AlvStand.GEHOUDEN)
    bestaand = queries.notulen_van(alv)
    form = NotulenForm(data={"tekst": bestaand.tekst if bestaand else ""})
    if not form.validate_on_submit():
        return render_template("alv/notulen.html", form=form, alv=alv), _status(form)
    acties.schrijf_notulen(alv, form.tekst.data, clock.now())
    return done(".beheer", _("De notulen zijn bewaard. Ze zijn nog een concept."), slug=slug)


@bestuur_bp.post("/<slug:slug>/notulen/vaststellen", allow=secretaris)
def stel_vast(slug: str) -> ResponseReturnValue:
    """A later meeting agreed with the minutes."""
    alv = one_or_404(Alv, slug=slug)
    form = VaststelForm(_latere(alv))
    if not form.validate_on_submit():
        return _beheer(alv, AlvpuntForm(formdata=None), 422, form)
    acties.stel_notulen_vast(alv, one_or_404(Alv, slug=form.later.data), clock.now())
    return done(".beheer", _("De notulen staan vast."), slug=slug)


def _beheer(
    alv: Alv, form: AlvpuntForm, status: int, vaststellen: VaststelForm | None = None
) -> ResponseReturnValue:
    nu = clock.now()
    page = render_template(
        "alv/beheer.html", alv=alv, form=form, nu=nu,
        uiterlijk=alv.oproepen_tot(profiel(clock.today()).alv_oproeptermijn),
        stukken=queries.stukken(alv), oproepingen=queries.oproepingen(alv),
        te_posten=queries.te_posten(alv), notulen=queries.notulen_van(alv),
        latere=_latere(alv), vaststellen=vaststellen or VaststelForm(_latere(alv)),
    )  # fmt: skip
    return page, status


def _stukken(slug: str, form: AlvstukForm, status: int) -> ResponseReturnValue:
    alv = one_or_404(Alv, slug=slug)
    page = render_template("alv/stukken.html", form=form, alv=alv, stukken=queries.stukken(alv))
    return page, status


def _latere(alv: Alv) -> list[Alv]:
    return [
        each for each in queries.alle()
        if each.begin > alv.begin and each.stand is AlvStand.GEHOUDEN
    ]  # fmt: skip


def _voorbeeld(alv: Alv) -> str:
    wachtend = queries.te_posten(alv)
    return mail.brief(alv, wachtend[0].lid).tekst if wachtend else ""


def _nu(alv: Alv) -> dict[str, object]:
    begin = alv.begin.astimezone(AMSTERDAM)
    namen = ("soort", "vorm", "plaats", "toelichting", "voorwaarden")
    return {"dag": begin.date(), "uur": f"{begin:%H.%M}"} | {n: getattr(alv, n) for n in namen}


def _status(form: AlvForm | AlvstukForm | NotulenForm) -> int:
    return 422 if form.errors else 200


def _ik() -> int:
    return ingelogd_account() or abort(403)
