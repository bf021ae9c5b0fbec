"""Advices for everyone, and how officers write and follow them."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.commissie import acties, queries
from vereniging.commissie.forms import (
    AdviesForm,
    AdviesreactieForm,
    AdviesstemForm,
    VerantwoordForm,
)
from vereniging.commissie.forms.advies import SOORTEN, lees_bedrag
from vereniging.commissie.haken import machtigingen
from vereniging.commissie.models import Advies, Adviessoort, Adviesstand, Adviesstem
from vereniging.commissie.views.blueprints import adviezen_bp, bp
from vereniging.convenant.models import Partij, Partijantwoord
from vereniging.convenant.queries import partijen, thema_met, themas
from vereniging.core import clock
from vereniging.core.clock import year_of
from vereniging.core.db import locked, one_or_404
from vereniging.core.i18n import _, ngettext
from vereniging.core.numbers import lees_getal, toon_getal
from vereniging.core.references import next_reference
from vereniging.core.web import done, everyone
from vereniging.toegang.doelgroepen import commissie


@bp.get("/adviezen", allow=everyone)
def adviezen() -> ResponseReturnValue:
    """What the commission advised, and what came of it."""
    return render_template(
        "commissie/adviezen.html", adviezen=queries.adviezen(openbaar=True), dag=clock.today()
    )


@bp.get("/adviezen/<kenmerk:kenmerk>", allow=everyone)
def advies(kenmerk: str) -> ResponseReturnValue:
    """One advice: why, what, who agreed, what was done, spent and reached."""
    found = one_or_404(Advies, kenmerk=kenmerk)
    if not (found.is_openbaar or commissie()):
        abort(404)
    return render_template(
        "commissie/advies.html",
        advies=found,
        partijen=partijen(),
        soorten=SOORTEN,
        leden=machtigingen(found.leden_slug) if found.leden_slug else [],
        dag=clock.today(),
        getal=toon_getal,
    )


@adviezen_bp.get("", allow=commissie)
def lijst() -> ResponseReturnValue:
    """All advices, concepts too."""
    return render_template(
        "commissie/adviezen_bestuur.html",
        adviezen=queries.adviezen(openbaar=False),
        dag=clock.today(),
    )


@adviezen_bp.route("/nieuw", methods=["GET", "POST"], allow=commissie)
def nieuw() -> ResponseReturnValue:
    """Write a concept."""
    form = AdviesForm()
    form.kies(themas(), partijen())
    if not form.validate_on_submit():
        return render_template("commissie/advies_nieuw.html", form=form), (
            422 if form.errors else 200
        )
    made = _advies(form)
    acties.stel_advies_op(made)
    return done(".beheer", _("Het advies is een concept."), kenmerk=made.kenmerk)


def _advies(form: AdviesForm) -> Advies:
    nu = clock.now()
    return Advies(
        kenmerk=next_reference("AV", year_of(nu)),
        titel=form.titel.data,
        soort=Adviessoort(form.soort.data),
        aanleiding=form.aanleiding.data,
        voorstel=form.voorstel.data,
        doel=form.doel.data,
        doel_op=form.doel_op.data,
        gemaakt_op=nu,
        thema=thema_met(form.thema.data),
        aan=one_or_404(Partij, code=form.aan.data),
        bedrag=lees_bedrag(form.bedrag.data),
        leden_slug=form.leden_slug.data or "",
        leden_vinden=form.leden_vinden.data,
        dekking=form.dekking.data or "",
        indicator=form.indicator.data or "",
        nulwaarde=lees_getal(form.nulwaarde.data),
        streefwaarde=lees_getal(form.streefwaarde.data),
    )


@adviezen_bp.get("/<kenmerk:kenmerk>", allow=commissie)
def beheer(kenmerk: str) -> ResponseReturnValue:
    """One advice with what can be done now."""
    return _beheer(one_or_404(Advies, kenmerk=kenmerk), 200)


def _beheer(
    found: Advies,
    status: int,
    *,
    stem: AdviesstemForm | None = None,
    reactie: AdviesreactieForm | None = None,
    verantwoord: VerantwoordForm | None = None,
) -> ResponseReturnValue:
    zetels = partijen()
    forms = [
        stem or AdviesstemForm(zetels),
        reactie or AdviesreactieForm(),
        verantwoord or VerantwoordForm(),
    ]
    page = render_template(
        "commissie/advies_beheer.html",
        advies=found,
        partijen=zetels,
        stem=forms[0],
        reactie=forms[1],
        verantwoord=forms[2],
        formulieren=forms,
        dag=clock.today(),
        getal=toon_getal,
    )
    return page, status


def _vast(kenmerk: str) -> Advies:
    return locked(Advies, kenmerk=kenmerk) or abort(404)


@adviezen_bp.post("/<kenmerk:kenmerk>/stem", allow=commissie)
def stem(kenmerk: str) -> ResponseReturnValue:
    """What a party thinks of it."""
    found, form = _vast(kenmerk), AdviesstemForm(partijen())
    if not form.validate_on_submit():
        return _beheer(found, 422, stem=form)
    gezegd = Adviesstem(
        partij=one_or_404(Partij, code=form.partij.data),
        antwoord=Partijantwoord(form.antwoord.data),
        toelichting=form.toelichting.data or "",
    )
    acties.stem_over_advies(found, gezegd)
    return done(".beheer", _("Het antwoord staat erbij."), kenmerk=kenmerk)


@adviezen_bp.post("/<kenmerk:kenmerk>/vragen", allow=commissie)
def vraag_partijen(kenmerk: str) -> ResponseReturnValue:
    """Ask who said nothing yet, by mail."""
    aantal = acties.vraag_partijen(_vast(kenmerk), clock.now())
    sentence = ngettext("%(num)s e-mail is onderweg.", "%(num)s e-mails zijn onderweg.", aantal)
    return done(".beheer", sentence, kenmerk=kenmerk)


@adviezen_bp.post("/<kenmerk:kenmerk>/uitbrengen", allow=commissie)
def breng_uit(kenmerk: str) -> ResponseReturnValue:
    """Give the advice."""
    acties.breng_advies_uit(_vast(kenmerk), clock.now())
    return done(".beheer", _("Het advies is uitgebracht. Iedereen kan het lezen."), kenmerk=kenmerk)


@adviezen_bp.post("/<kenmerk:kenmerk>/reactie", allow=commissie)
def reageer_op_advies(kenmerk: str) -> ResponseReturnValue:
    """What the party does with it."""
    found, form = _vast(kenmerk), AdviesreactieForm()
    if not form.validate_on_submit():
        return _beheer(found, 422, reactie=form)
    stand = Adviesstand(form.stand.data)
    acties.leg_reactie_vast(found, stand, form.reactie.data or "", clock.today())
    return done(".beheer", _("De reactie staat erbij."), kenmerk=kenmerk)


@adviezen_bp.post("/<kenmerk:kenmerk>/verantwoording", allow=commissie)
def verantwoord(kenmerk: str) -> ResponseReturnValue:
    """What was spent, and what came of it."""
    found, form = _vast(kenmerk), VerantwoordForm()
    if not form.validate_on_submit():
        return _beheer(found, 422, verantwoord=form)
    besteed, eind = lees_bedrag(form.besteed.data), lees_getal(form.eindwaarde.data)
    acties.verantwoord_advies(found, besteed, form.bereikt.data, clock.today(), eind)
    return done(".beheer", _("De uitgaven en het resultaat staan erbij."), kenmerk=kenmerk)
