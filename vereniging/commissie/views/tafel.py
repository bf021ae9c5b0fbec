"""At the table and afterwards: who was there, what each party said, minutes and papers."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.commissie import acties, queries
from vereniging.commissie.forms import AanwezigForm, PartijstandpuntForm, StukForm, VerslagForm
from vereniging.commissie.models import (
    Agendapunt,
    Niveau,
    Partijstandpunt,
    Vergadering,
    Vergaderstuk,
)
from vereniging.commissie.views.blueprints import bestuur_bp
from vereniging.commissie.views.openbaar import STUKKEN, vergadering_of_404
from vereniging.convenant.bestanden import BODY, BestandGeweigerd, Bewijsstuk, bewaar_bestand
from vereniging.convenant.forms.afspraken import ANTWOORDEN
from vereniging.convenant.models import Partij, Partijantwoord
from vereniging.convenant.queries import partijen
from vereniging.core import clock
from vereniging.core.db import locked, one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.access import ingelogd_account
from vereniging.toegang.doelgroepen import commissie


@bestuur_bp.route("/<slug:slug>/aanwezig", methods=["GET", "POST"], allow=commissie)
def aanwezig(slug: str) -> ResponseReturnValue:
    """Who was there for each party."""
    vergadering = vergadering_of_404(slug)
    bekend = {each.partij_id: each.wie for each in queries.aanwezigen(vergadering)}
    form = AanwezigForm({partij: bekend.get(partij.id, "") for partij in partijen()})
    if not form.validate_on_submit():
        return render_template("commissie/aanwezig.html", form=form, vergadering=vergadering)
    acties.meld_aanwezig(vergadering, form.namen)
    return done(".beheer", _("De aanwezigen staan erbij."), slug=slug)


@bestuur_bp.route(
    "/<slug:slug>/punten/<int:nummer>/partijen", methods=["GET", "POST"], allow=commissie
)
def partijstandpunt(slug: str, nummer: int) -> ResponseReturnValue:
    """What each party says about an item."""
    punt = one_or_404(Agendapunt, id=nummer, vergadering=vergadering_of_404(slug))
    form = PartijstandpuntForm(partijen(), punt.versie)
    if not form.validate_on_submit():
        return _partijen(form, punt, 422 if form.errors else 200)
    punt = locked(Agendapunt, id=punt.id) or abort(404)
    if botst := _andermans(form, punt):
        return _partijen(form, punt, 409, botst)
    acties.leg_standpunt_vast(punt, _gezegd(form))
    sentence = _("Het antwoord staat erbij.")
    return done(".partijstandpunt", sentence, slug=slug, nummer=nummer)


def _partijen(
    form: PartijstandpuntForm,
    punt: Agendapunt,
    status: int,
    botst: list[tuple[str, str]] | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "commissie/partijen.html", form=form, punt=punt, partijen=partijen(), botst=botst
    )
    return page, status


def _andermans(form: PartijstandpuntForm, punt: Agendapunt) -> list[tuple[str, str]]:
    """What another officer wrote for this party since the form was shown, if that differs."""
    gezien = int(form.versie.data) if (form.versie.data or "").isdecimal() else 0
    found = punt.gezegd_door(one_or_404(Partij, code=form.partij.data))
    form.botst(punt.versie)
    if found is None or found.versie <= gezien:
        return []
    return [
        (found.partij.naam, str(ANTWOORDEN[found.antwoord])),
        (_("Toelichting"), found.toelichting),
    ]


def _gezegd(form: PartijstandpuntForm) -> Partijstandpunt:
    return Partijstandpunt(
        partij=one_or_404(Partij, code=form.partij.data),
        antwoord=Partijantwoord(form.antwoord.data),
        toelichting=form.toelichting.data or "",
    )


@bestuur_bp.route("/<slug:slug>/verslag", methods=["GET", "POST"], allow=commissie)
def verslag(slug: str) -> ResponseReturnValue:
    """Write the minutes."""
    vergadering = vergadering_of_404(slug)
    form = VerslagForm(data=_verslag(vergadering))
    if not form.validate_on_submit():
        return _verslagpagina(form, vergadering, 422 if form.errors else 200)
    locked(Vergadering, id=vergadering.id)
    if form.botst(vergadering.verslag_versie):
        return _verslagpagina(form, vergadering, 409)
    niveau, ik = Niveau(form.niveau.data), ingelogd_account() or abort(403)
    acties.schrijf_verslag(vergadering, form.verslag.data, niveau, ik)
    return done(".beheer", _("Het verslag is bewaard. Het is nog een concept."), slug=slug)


def _verslag(vergadering: Vergadering) -> dict[str, str | None]:
    return {
        "verslag": vergadering.verslag,
        "niveau": vergadering.verslag_niveau.value,
        "versie": str(vergadering.verslag_versie),
    }


def _verslagpagina(form: VerslagForm, vergadering: Vergadering, status: int) -> ResponseReturnValue:
    page = render_template(
        "commissie/verslag.html", form=form, vergadering=vergadering, botst=status == 409
    )
    return page, status


@bestuur_bp.post("/<slug:slug>/verslag/vrijgeven", allow=commissie)
def geef_verslag_vrij(slug: str) -> ResponseReturnValue:
    """A second officer lets everyone read the minutes."""
    vergadering = locked(Vergadering, slug=slug) or abort(404)
    acties.geef_verslag_vrij(vergadering, ingelogd_account() or abort(403))
    return done(".beheer", _("Iedereen kan het verslag nu lezen."), slug=slug)


@bestuur_bp.route("/<slug:slug>/stukken", methods=["GET", "POST"], allow=commissie, max_body=BODY)
def stukken(slug: str) -> ResponseReturnValue:
    """Add a paper."""
    form = StukForm()
    if not form.validate_on_submit():
        return _stukken(slug, form, 422 if form.errors else 200)
    try:
        bestand = bewaar_bestand(STUKKEN, request.files["bestand"].read())
    except BestandGeweigerd as refused:
        form.bestand.errors = [str(refused)]
        return _stukken(slug, form, 422)
    acties.plaats_stuk(_stuk(form, vergadering_of_404(slug), bestand))
    return done(".stukken", _("Het stuk staat bij de vergadering."), slug=slug)


def _stukken(slug: str, form: StukForm, status: int) -> ResponseReturnValue:
    vergadering = vergadering_of_404(slug)
    page = render_template(
        "commissie/stukken.html",
        form=form,
        vergadering=vergadering,
        stukken=queries.stukken(vergadering),
        ik=ingelogd_account(),
    )
    return page, status


def _stuk(form: StukForm, vergadering: Vergadering, bestand: Bewijsstuk) -> Vergaderstuk:
    return Vergaderstuk(
        vergadering=vergadering,
        titel=form.titel.data,
        bestand=bestand.naam,
        sha256=bestand.sha256,
        niveau=Niveau(form.niveau.data),
        geplaatst_op=clock.now(),
        geplaatst_door_id=ingelogd_account() or abort(403),
    )


@bestuur_bp.post("/<slug:slug>/stukken/<int:nummer>/vrijgeven", allow=commissie)
def geef_stuk_vrij(slug: str, nummer: int) -> ResponseReturnValue:
    """A second officer lets everyone read it."""
    stuk = locked(Vergaderstuk, id=nummer, vergadering_id=vergadering_of_404(slug).id)
    acties.geef_stuk_vrij(stuk or abort(404), ingelogd_account() or abort(403))
    return done(".stukken", _("Iedereen kan dit stuk nu lezen."), slug=slug)
