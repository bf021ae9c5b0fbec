"""A new report in four steps without script; the first one keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.convenant.models import Partij
from vereniging.core import clock
from vereniging.core.db import db, locked, one_or_404
from vereniging.core.i18n import _, current_language
from vereniging.core.mailaddress import normal
from vereniging.core.secrets import seed_in, token_for
from vereniging.core.security import network, secret_page
from vereniging.core.web import done, everyone
from vereniging.leden.access import mogelijk_lid
from vereniging.leden.forms import LeegForm
from vereniging.meldingen import acties, queries
from vereniging.meldingen.acties.weren import netwerkmerk
from vereniging.meldingen.forms import ANDERS, JA, FotoForm, OverForm, WatForm
from vereniging.meldingen.gelijk import huishoudens, lijkt_op
from vereniging.meldingen.kaart import bron, teken
from vereniging.meldingen.mail import CONCEPT, volglink
from vereniging.meldingen.models import MelderSoort, Melding, MeldingConcept, Plek
from vereniging.meldingen.persoonlijk import persoonlijk
from vereniging.meldingen.routes import partij_voor
from vereniging.meldingen.views.blueprints import bp
from vereniging.meldingen.views.fotos import BODY, laat_zien, neem_aan
from vereniging.meldingen.views.meedoen import meedoe_formulier, verwerk

WAT = ("gevaar", "plek", "straat", "huisnummer", "waar_precies", "categorie", "tekst",
       "gemeentenummer", "website")  # fmt: skip
OVER = ("soort", "organisatienaam", "naam", "email", "is_doorzendbaar", "mag_contact_delen")


@bp.route("/meldingen/nieuw", allow=everyone, methods=["GET", "POST"], limit="10/hour;30/day")
def nieuw() -> ResponseReturnValue:
    form = WatForm()
    form.vul_keuzes()
    if form.validate_on_submit():
        concept = acties.start_concept(getypt(form, WAT), clock.now(), netwerkmerk(network()))
        stap = "lijkt" if _gelijke(concept) else "fotos"
        return done("meldingen.stap", token=token_for(concept.kiem, CONCEPT), stap=stap)
    return _wat_pagina(form)


@bp.route(
    "/meldingen/nieuw/<token:token>/<slug:stap>",
    allow=everyone, methods=["GET", "POST"], limit="60/hour", max_body=BODY,
)  # fmt: skip
def stap(token: str, stap: str) -> ResponseReturnValue:
    secret_page()
    concept = _concept(token)
    if stap not in STAPPEN:
        abort(404)
    if concept.melding_id and stap != "klaar":
        return done("meldingen.stap", token=token, stap="klaar")
    laat_zien([foto.naam for foto in concept.fotos])
    return STAPPEN[stap](concept, token)


def _concept(token: str) -> MeldingConcept:
    kiem = seed_in(token, CONCEPT)
    concept = queries.concept_met(kiem) if kiem else None
    if concept is None or concept.is_verlopen(clock.now()):
        abort(404)
    return concept


def getypt(form: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """What stands in these fields."""
    return {name: form[name].data or "" for name in names}


def _wat(concept: MeldingConcept, token: str) -> ResponseReturnValue:
    form = WatForm(data=concept.gegevens)
    form.vul_keuzes()
    if form.validate_on_submit():
        concept.onthoud(getypt(form, WAT))
        return done("meldingen.stap", token=token, stap="controleren")
    return _wat_pagina(form, concept=concept, token=token)


def _wat_pagina(form: WatForm, **over: Any) -> ResponseReturnValue:
    page = render_template(
        "meldingen/nieuw_wat.html", form=form, tekening=teken(queries.plekken(), []), bron=bron(),
        **over,
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200


def _fotos(concept: MeldingConcept, token: str) -> ResponseReturnValue:
    form, status = FotoForm(), 200
    if form.validate_on_submit():
        namen, fouten = neem_aan(len(concept.fotos))
        db.session.expire_all()
        concept = _concept(token)
        for naam in namen:
            acties.voeg_foto_toe(concept, naam, clock.now())
        if not fouten:
            return done("meldingen.stap", token=token, stap="over")
        form.fotos.errors, status = list(dict.fromkeys(fouten)), 422
        db.session.flush()
        laat_zien(namen)
    page = render_template("meldingen/nieuw_fotos.html", form=form, concept=concept, token=token)
    return page, status


def _over(concept: MeldingConcept, token: str) -> ResponseReturnValue:
    lid = mogelijk_lid()
    mine = {"soort": "bewoner", "naam": lid.naam, "email": lid.email} if lid else {}
    form = OverForm(data={**mine, **concept.gegevens})
    if form.validate_on_submit():
        concept.onthoud(getypt(form, OVER))
        return done("meldingen.stap", token=token, stap="controleren")
    page = render_template(
        "meldingen/nieuw_over.html", form=form, token=token, partij=_partij(concept)
    )
    return page, 422 if form.is_submitted() else 200


def _gelijke(concept: MeldingConcept) -> list[Melding]:
    typed = concept.gegevens
    categorie = queries.categorie_met(typed["categorie"])
    plek = one_or_404(Plek, id=int(typed["plek"])) if typed["plek"] != ANDERS else None
    if categorie is None or categorie.thema.code == "sociaal":
        return []
    return lijkt_op(categorie, plek, plek.naam if plek else typed["straat"], clock.now())


def _lijkt(concept: MeldingConcept, token: str) -> ResponseReturnValue:
    gelijke = _gelijke(concept)
    open_ = {str(each.id): each for each in gelijke if not each.is_dicht}
    form = meedoe_formulier()
    gekozen = open_.get(request.values.get("melding", ""))
    if gekozen is not None and form.validate_on_submit():
        return done("meldingen.lijst", verwerk(gekozen, form))
    page = render_template(
        "meldingen/nieuw_lijkt.html", form=form, token=token, gelijke=gelijke, gekozen=gekozen,
        aantallen=huishoudens(gelijke), nu=clock.now(),
    )  # fmt: skip
    return page, 422 if form.is_submitted() and form.errors else 200


def _partij(concept: MeldingConcept) -> Partij:
    categorie = queries.categorie_met(concept.gegevens["categorie"])
    if categorie is None:
        abort(404)
    typed = concept.gegevens["plek"]
    plek = one_or_404(Plek, id=int(typed)) if typed != ANDERS else None
    return partij_voor(categorie, plek, clock.today())


def _controleren(concept: MeldingConcept, token: str) -> ResponseReturnValue:
    if "soort" not in concept.gegevens:
        return done("meldingen.stap", token=token, stap="over")
    form = LeegForm()
    if form.validate_on_submit():
        if locked(MeldingConcept, id=concept.id) and not concept.melding_id:
            nu, lid = clock.now(), mogelijk_lid()
            acties.indienen(gegevens_uit(concept.gegevens), nu, lid=lid, concept=concept)
        return done("meldingen.stap", token=token, stap="klaar")
    gegevens = gegevens_uit(concept.gegevens)
    return render_template(
        "meldingen/nieuw_controleren.html", form=form, concept=concept, token=token,
        gegevens=gegevens, persoonlijk=persoonlijk(gegevens.tekst),
        partij=_partij(concept),
    )  # fmt: skip


def gegevens_uit(typed: dict[str, Any]) -> acties.Meldgegevens:
    """A report of what was typed; 404 for a kind of trouble or a place that is gone."""
    categorie = queries.categorie_met(typed["categorie"])
    plek = one_or_404(Plek, id=int(typed["plek"])) if typed["plek"] != ANDERS else None
    if categorie is None:
        abort(404)
    return acties.Meldgegevens(
        categorie=categorie,
        plek=plek,
        straat=plek.naam if plek else typed["straat"],
        tekst=typed["tekst"],
        huisnummer=typed["huisnummer"] or None,
        waar_precies=typed["waar_precies"] or None,
        gemeentenummer=typed["gemeentenummer"] or None,
        is_spoed=typed["gevaar"] == JA,
        soort=MelderSoort(typed["soort"]),
        organisatienaam=typed["organisatienaam"] or None,
        naam=typed["naam"] or None,
        email=normal(typed["email"]),
        taal=current_language(),
        is_doorzendbaar=typed["is_doorzendbaar"] == JA,
        mag_contact_delen=typed["mag_contact_delen"] == JA,
    )


def _klaar(concept: MeldingConcept, token: str) -> ResponseReturnValue:
    if not concept.melding_id:
        return done("meldingen.stap", token=token, stap="controleren")
    melding = one_or_404(Melding, id=concept.melding_id)
    # with an address the mail proves that it works; only without one the link is shown here
    url = "" if melding.email else volglink(melding)
    return render_template("meldingen/nieuw_klaar.html", melding=melding, url=url,
                           titel=_("Uw melding is binnen"))  # fmt: skip


STAPPEN: dict[str, Callable[[MeldingConcept, str], ResponseReturnValue]] = {
    "wat": _wat,
    "lijkt": _lijkt,
    "fotos": _fotos,
    "over": _over,
    "controleren": _controleren,
    "klaar": _klaar,
}
