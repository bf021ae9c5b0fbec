"""What officers see and do: the oldest term first, one form per verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from vereniging.commissie.queries import volgende
from vereniging.convenant.models import Organisatie
from vereniging.convenant.queries import partijen_met_organisaties, themas
from vereniging.core import clock
from vereniging.core.db import db, one_or_404
from vereniging.core.forms import Form, SelectChoice
from vereniging.core.i18n import _, _l
from vereniging.core.web import done, page_number
from vereniging.leden.forms import LeegForm
from vereniging.logboek.acties import noteer_inzage
from vereniging.meldingen import acties, gelijk, queries
from vereniging.meldingen.acties.weren import kan_weren
from vereniging.meldingen.forms import (
    DoorstuurForm,
    GemaakteAfspraakForm,
    OpenbaarForm,
    SluitForm,
    ZinForm,
)
from vereniging.meldingen.models import Melding, MeldingStand, Sluitreden
from vereniging.meldingen.routes import organisatie_voor
from vereniging.meldingen.spoor import spoor
from vereniging.meldingen.stilte import bewijs_van, ladders_van
from vereniging.meldingen.views.blueprints import bestuur
from vereniging.meldingen.views.fotos import laat_zien
from vereniging.meldingen.werklijst import Werkvraag, werkblad
from vereniging.toegang.doelgroepen import Doelgroep, commissie, moderatoren, voeding_lezers
from vereniging.toegang.sessions import current_session


def _doorsturen(melding: Melding, form: Any, nu: datetime) -> None:
    organisatie = one_or_404(Organisatie, id=int(form.organisatie.data))
    acties.doorsturen(melding, organisatie, nu, form.toelichting.data or "")


def _agenderen(melding: Melding, _form: Any, nu: datetime) -> None:
    vergadering = volgende()
    if vergadering is None:
        abort(404)
    acties.agenderen(melding, vergadering, nu)


def _sluiten(melding: Melding, form: Any, nu: datetime) -> None:
    acties.sluiten(melding, Sluitreden(form.reden.data), form.tekst.data, nu)


def _samenvoegen(melding: Melding, form: Any, nu: datetime) -> None:
    andere = db.session.scalars(select(Melding).where(Melding.kenmerk == form.tekst.data))
    met = andere.one_or_none()
    if met is None or met is melding:
        abort(404)
    acties.samenvoegen(melding, met, nu)


@dataclass(frozen=True)
class Daad:
    """One verb: its button, its form, who may, and what it does."""

    knop: Any
    form: type[Form]
    doe: Callable[[Melding, Any, datetime], object]
    wie: Doelgroep = moderatoren


def _met_tekst(verb: Callable[[Melding, str, datetime], object]) -> Callable[..., object]:
    return lambda melding, form, nu: verb(melding, form.tekst.data or "", nu)


def _kaal(verb: Callable[[Melding, datetime], object]) -> Callable[..., object]:
    return lambda melding, _form, nu: verb(melding, nu)


def _afspreken(melding: Melding, form: Any, nu: datetime) -> None:
    acties.afspreken(melding, form.tekst.data, form.voor_datum.data, nu)


DADEN = {
    "bevestigen": Daad(_l("Geef deze melding vrij"), LeegForm, _kaal(acties.bevestigen)),
    "doorsturen": Daad(_l("Stuur door naar een partij"), DoorstuurForm, _doorsturen),
    "agenderen": Daad(_l("Zet op de agenda"), LeegForm, _agenderen),
    "vragen": Daad(_l("Vraag iets aan de melder"), ZinForm, _met_tekst(acties.vragen)),
    "verwijzen": Daad(_l("Verwijs naar een ander"), ZinForm, _met_tekst(acties.verwijzen)),
    "samenvoegen": Daad(_l("Voeg samen met een andere melding"), ZinForm, _samenvoegen),
    "akkoord": Daad(
        _l("De melder zegt aan de telefoon: opgelost"),
        ZinForm,
        _met_tekst(acties.akkoord_per_telefoon),
    ),
    "heropenen": Daad(
        _l("De melder zegt aan de telefoon: niet opgelost"),
        ZinForm,
        _met_tekst(acties.heropen_per_telefoon),
    ),
    "losmaken": Daad(_l("Maak los"), LeegForm, _kaal(acties.losmaken)),
    "herzien": Daad(_l("Behandel toch"), LeegForm, _kaal(acties.herzien)),
    "afspreken": Daad(_l("Leg een afspraak vast"), GemaakteAfspraakForm, _afspreken, commissie),
    "opschalen": Daad(_l("Schaal op"), ZinForm, _met_tekst(acties.opschalen), commissie),
    "heropenen-met-feit": Daad(
        _l("Open opnieuw: er is iets nieuws"), ZinForm, _met_tekst(acties.heropenen_met_feit)
    ),
    "sluiten": Daad(_l("Sluit zonder oplossing"), SluitForm, _sluiten),
}
GELEZEN = Daad(_l("Ik las de aanvulling"), LeegForm, _kaal(acties.lees))
OPENBAAR = Daad(_l("Maak openbaar"), OpenbaarForm, _met_tekst(acties.openbaar_maken))


@bestuur.get("", allow=voeding_lezers)
def lijst() -> ResponseReturnValue:
    nu, args = clock.now(), request.args
    wat = args.get("stand") if args.get("stand") in {"laat", "dicht"} else "open"
    vraag = Werkvraag(
        ook_vertrouwelijk=bool(moderatoren()), is_dicht=wat == "dicht",
        te_laat_op=nu if wat == "laat" else None, zoek=args.get("zoek", "")[:100],
        thema=args.get("thema", ""), partij=args.get("partij", ""), blad=page_number(),
    )  # fmt: skip
    blad = werkblad(vraag)
    return render_template(
        "meldingen/bestuur_lijst.html", nu=nu, wat=wat, vraag=vraag, blad=blad,
        aantallen=gelijk.huishoudens(blad.meldingen), themas=themas(),
        zetels=partijen_met_organisaties(),
    )  # fmt: skip


def _melding(kenmerk: str) -> Melding:
    melding = queries.melding_met(kenmerk=kenmerk)
    if melding is None or (melding.is_vertrouwelijk and not moderatoren()):
        abort(404)
    return melding


@bestuur.get("/<kenmerk:kenmerk>", allow=voeding_lezers)
def toon(kenmerk: str) -> ResponseReturnValue:
    _melding(kenmerk)
    sessie = current_session()
    noteer_inzage("melding", kenmerk, sessie.account.id if sessie else None)
    melding, nu = _melding(kenmerk), clock.now()
    laat_zien([foto.naam for foto in melding.fotos])
    verzonden = queries.doorzendingen(melding)
    return render_template(
        "meldingen/bestuur_toon.html", melding=melding, zin=queries.zin(melding), nu=nu,
        doorzendingen=verzonden, bezorgd={each.id: bewijs_van(each) for each in verzonden},
        daden=_mogelijk(melding),
        stops=spoor(melding, nu, kantoor=True), meedoeners=gelijk.meedoeners(melding),
        aantal=gelijk.huishoudens([melding])[melding.id], ladders=ladders_van(melding),
        mag_weren=kan_weren(melding),
    )  # fmt: skip


def _mogelijk(melding: Melding) -> dict[str, Daad]:
    by_mail = melding.stand is MeldingStand.TE_BEVESTIGEN and not melding.is_vastgehouden
    found = {
        naam: daad
        for naam, daad in DADEN.items()
        if melding.kan(naam.replace("-", "_"))
        and daad.wie()
        and not (by_mail and naam == "bevestigen")
    }
    if found.get("agenderen") and volgende() is None:
        del found["agenderen"]
    hidden = melding.is_vertrouwelijk or melding.stand is MeldingStand.TE_BEVESTIGEN
    if moderatoren() and melding.heeft_nieuws:
        found = {"gelezen": GELEZEN, **found}
    if moderatoren() and not melding.is_openbaar and not hidden:
        found["openbaar"] = OPENBAAR
    return found


@bestuur.route("/<kenmerk:kenmerk>/<slug:daad>", allow=voeding_lezers, methods=["GET", "POST"])
def doe(kenmerk: str, daad: str) -> ResponseReturnValue:
    gevonden = {**DADEN, "gelezen": GELEZEN, "openbaar": OPENBAAR}.get(daad) or abort(404)
    if not gevonden.wie():
        abort(403)
    melding, form = _melding(kenmerk), _formulier(gevonden, kenmerk)
    if form.validate_on_submit():
        gevonden.doe(melding, form, clock.now())
        return done("meldingen_bestuur.toon", _("Gedaan."), kenmerk=kenmerk)
    page = render_template("meldingen/bestuur_daad.html", melding=melding, form=form, daad=daad,
                           knop_tekst=gevonden.knop)  # fmt: skip
    return page, 422 if form.is_submitted() else 200


def organisatie_keuzes(dag: date) -> list[SelectChoice]:
    """The organisations of this day, by seat."""
    return [
        SelectChoice(str(each.id), each.naam, optgroup=partij.naam)
        for partij in partijen_met_organisaties()
        for each in partij.organisaties
        if each.is_actief(dag)
    ]


def _formulier(daad: Daad, kenmerk: str) -> Form:
    form = daad.form()
    if isinstance(form, DoorstuurForm):
        _vul_organisaties(form, _melding(kenmerk))
    return form


def _vul_organisaties(form: DoorstuurForm, melding: Melding) -> None:
    dag = clock.today()
    form.organisatie.choices = organisatie_keuzes(dag)
    eerste = organisatie_voor(melding.categorie, melding.plek, dag)
    if eerste and not form.is_submitted():
        form.organisatie.data = str(eerste.id)
