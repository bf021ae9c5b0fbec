"""The board's pages: the register and the applications; every look at a member is noted."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _, _l
from vereniging.core.paper import kan_pdf
from vereniging.core.web import done, page_number
from vereniging.leden import acties
from vereniging.leden.aanmeldlijst import aanmeldblad
from vereniging.leden.access import ingelogd_account
from vereniging.leden.acties.toelaten import vraagt_alv
from vereniging.leden.forms import KANALEN, SOORTEN, AfwijzenForm, ToelatenForm, options
from vereniging.leden.forms.exporteren import gevraagde_dag
from vereniging.leden.models import (
    Aanmelding,
    AanmeldingStand,
    Aanmeldkanaal,
    Huishouden,
    Lid,
    LidSoort,
    LidStand,
)
from vereniging.leden.queries import (
    aanmelding_van,
    functies_van,
    huishoudens_op,
    lid_met_nummer,
    naam_van_account,
    opzeggingen_van,
    wijzigingen_van,
)
from vereniging.leden.register import Registervraag, zoek
from vereniging.leden.toestemmingen import TITELS, toestemmingen_van
from vereniging.leden.views.blueprints import bestuur as bp
from vereniging.logboek.acties import noteer_inzage, schrijf
from vereniging.post.queries import werkt_niet
from vereniging.toegang.acties import log_lid_uit
from vereniging.toegang.doelgroepen import bestuur, secretaris

EIGEN = "eigen"
VELDEN = {
    "voornaam": _l("Voornaam"),
    "voorletters": _l("Voorletters"),
    "tussenvoegsel": _l("Tussenvoegsel"),
    "achternaam": _l("Achternaam"),
    "email": _l("E-mailadres"),
    "telefoon": _l("Telefoonnummer"),
    "taal": _l("Taal"),
    "adres": _l("Adres"),
    "huishouden": _l("Huishouden"),
    "helper": _l("Helper"),
    "betaler": _l("Betaalt de nota"),
    "overleden_op": _l("Dag van overlijden"),
}
OPEN = (AanmeldingStand.INGEDIEND,)
BESLOTEN = (AanmeldingStand.TOEGELATEN, AanmeldingStand.AFGEWEZEN, AanmeldingStand.INGETROKKEN)
STANDEN = (
    LidStand.ACTIEF, LidStand.OPGEZEGD, LidStand.GESCHORST, LidStand.BEEINDIGD, LidStand.TOEKOMSTIG,
)  # fmt: skip


def _question() -> Registervraag:
    args = request.args
    soort, stand = args.get("soort", ""), args.get("stand", "")
    return Registervraag(
        dag=gevraagde_dag(args.get("op", ""), clock.today()),
        zoek=args.get("zoek", "")[:100],
        soort=LidSoort(soort) if soort in set(LidSoort) else None,
        stand=LidStand(stand) if stand in set(STANDEN) else None,
        blad=page_number(),
    )


@bp.get("/leden", allow=bestuur)
def lijst() -> ResponseReturnValue:
    noteer_inzage("leden.lijst", "register", ingelogd_account())
    vraag = _question()
    return render_template(
        "leden/bestuur/lijst.html",
        vraag=vraag,
        uitkomst=zoek(vraag),
        soorten=[*SOORTEN, (LidSoort.ERELID.value, _("Erelid"))],
        standen=STANDEN,
    )


@bp.get("/leden/<int:lidnummer>", allow=bestuur)
def toon(lidnummer: int) -> ResponseReturnValue:
    noteer_inzage("leden.toon", str(lidnummer), ingelogd_account())
    lid = lid_met_nummer(lidnummer) or abort(404)
    return render_template(
        "leden/bestuur/toon.html",
        lid=lid,
        dag=clock.today(),
        functies=functies_van(lid),
        opzeggingen=opzeggingen_van(lid),
        aanmelding=aanmelding_van(lid),
        **_geschiedenis(lid),
        toestemmingen=[TITELS[row.doel] for row in toestemmingen_van(lid) if row.tot is None],
        terug=werkt_niet(lid.email or "", clock.now()),
        kan_pdf=kan_pdf(),
    )


@bp.post("/leden/<int:lidnummer>/uitloggen", allow=secretaris)
def log_uit(lidnummer: int) -> ResponseReturnValue:
    """A member lost a phone: every device of theirs is signed out."""
    lid = lid_met_nummer(lidnummer) or abort(404)
    log_lid_uit(lid.id)
    schrijf("toegang.overal_uitgelogd", lid=lidnummer, door=ingelogd_account())
    sentence = _("%(naam)s is op elk apparaat uitgelogd.", naam=lid.naam)
    return done("leden_bestuur.toon", sentence, lidnummer=lidnummer)


def _geschiedenis(lid: Lid) -> dict[str, Any]:
    """What changed about this member, and who did it."""
    rows = wijzigingen_van(lid)
    wie = {row.door: naam_van_account(row.door) for row in rows}
    return {"wijzigingen": rows, "wie": wie, "velden": VELDEN}


@bp.get("/aanmeldingen", allow=bestuur)
def aanmeldingen() -> ResponseReturnValue:
    noteer_inzage("aanmeldingen.lijst", "aanmeldingen", ingelogd_account())
    return render_template(
        "leden/bestuur/aanmeldingen.html",
        open=aanmeldblad(OPEN, page_number()),
        besloten=aanmeldblad(BESLOTEN, page_number("eerder"), nieuwste_eerst=True),
    )


@bp.get("/aanmeldingen/<kenmerk:kenmerk>", allow=bestuur)
def aanmelding(kenmerk: str) -> ResponseReturnValue:
    noteer_inzage("aanmelding.toon", kenmerk, ingelogd_account())
    return _detail(_found(kenmerk), None, None)


def _found(kenmerk: str) -> Aanmelding:
    found = one_or_404(Aanmelding, kenmerk=kenmerk)
    if found.stand is AanmeldingStand.TE_BEVESTIGEN:
        abort(404)
    return found


def _detail(
    found: Aanmelding, toelaten_form: ToelatenForm | None, afwijzen_form: AfwijzenForm | None
) -> str:
    ja = toelaten_form or _toelaten_form(found)
    nee = afwijzen_form or AfwijzenForm(formdata=None)
    return render_template(
        "leden/bestuur/aanmelding.html",
        aanmelding=found,
        toelaten_form=ja,
        afwijzen_form=nee,
        formulieren=[ja, nee],
        vraagt_alv=vraagt_alv(found, clock.today()),
        kanalen={Aanmeldkanaal.WEB.value: _("Via de site"), **dict(KANALEN)},
    )


def _toelaten_form(found: Aanmelding) -> ToelatenForm:
    form = ToelatenForm()
    known = huishoudens_op(found.adres)
    households = [(str(h.id), _("Bij %(namen)s", namen=_names(h))) for h in known]
    form.huishouden.choices = options([(EIGEN, _("Een eigen huishouden")), *households])
    if not form.is_submitted():
        alone = len(known) != 1 or not found.huisgenoot_is_lid
        form.huishouden.data = EIGEN if alone else str(known[0].id)
    return form


def _is_offered(form: ToelatenForm, chosen: str) -> bool:
    return chosen in {choice.value for choice in form.huishouden.choices or []}


def _names(huishouden: Huishouden) -> str:
    return ", ".join(lid.naam for lid in huishouden.leden)


@bp.post("/aanmeldingen/<kenmerk:kenmerk>/toelating", allow=bestuur)
def toelaten(kenmerk: str) -> ResponseReturnValue:
    found = _found(kenmerk)
    form = _toelaten_form(found)
    chosen = form.huishouden.data or EIGEN
    if not form.validate() or not _is_offered(form, chosen):
        form.huishouden.errors = form.huishouden.errors or [_("Kies een huishouden uit de lijst.")]
        return _detail(found, form, None), 422
    lid = acties.toelaten(
        found,
        clock.now(),
        bij=None if chosen == EIGEN else one_or_404(Huishouden, id=int(chosen)),
        besluit_alv=form.besluit.data or "",
        door=ingelogd_account(),
    )
    sentence = _("%(naam)s is lid. De welkomstmail gaat weg.", naam=lid.naam)
    return done("leden_bestuur.aanmeldingen", sentence)


@bp.post("/aanmeldingen/<kenmerk:kenmerk>/afwijzing", allow=bestuur)
def afwijzen(kenmerk: str) -> ResponseReturnValue:
    found = _found(kenmerk)
    form = AfwijzenForm()
    if not form.validate():
        return _detail(found, None, form), 422
    acties.afwijzen(found, clock.now(), form.reden.data or "", ingelogd_account())
    sentence = _("De aanmelding is afgewezen. De aanvrager krijgt een e-mail met de reden.")
    return done("leden_bestuur.aanmeldingen", sentence)
