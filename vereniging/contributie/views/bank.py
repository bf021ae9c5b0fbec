"""Statements of the bank: reading one, its lines, and where each belongs."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.contributie import queries
from vereniging.contributie.acties import bank as acties
from vereniging.contributie.forms_afsluiting import VerdeelForm
from vereniging.contributie.forms_bank import AfschriftForm, BoekingForm, OpzijForm, ZekereForm
from vereniging.contributie.koppelen import Koppelaar, afdruk, notas_van
from vereniging.contributie.models import Bankregel, Nota
from vereniging.contributie.views.blueprints import account_id
from vereniging.contributie.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _, ngettext
from vereniging.core.money import Bedrag
from vereniging.core.web import done
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import kascommissie, penningmeester

GROOTST = 5 * 1024 * 1024 + 4096
RECENT = 20


@bp.get("/bank", allow=kascommissie)
def bank() -> ResponseReturnValue:
    noteer_inzage("contributie.bank", "bankregels", account_id())
    return _lijst(AfschriftForm(formdata=None))


def _lijst(form: AfschriftForm) -> str:
    regels, koppelaar = acties.open_bankregels(acties.GETOOND), Koppelaar()
    zekere = koppelaar.zekere(regels)
    return render_template(
        "contributie/bestuur/bank.html",
        form=form,
        aantal=queries.aantal_open_bankregels(),
        regels=[(regel, koppelaar.koppel(regel)) for regel in regels],
        zekere=len(zekere),
        gezien=afdruk(zekere),
        klaar=queries.verwerkte_bankregels(RECENT),
        bestanden=queries.bankbestanden(RECENT),
    )


@bp.post("/bank", allow=penningmeester, max_body=GROOTST)
def lees_afschrift() -> ResponseReturnValue:
    form, upload = AfschriftForm(), request.files.get("bestand")
    if not form.validate() or upload is None:
        return _lijst(form), 422
    try:
        bestand = acties.lees_afschrift(upload.read(), clock.now(), account_id())
    except DomainError as error:
        form.bestand.errors = [str(error)]
        return _lijst(form), 422
    sentence = ngettext("%(num)s regel gelezen.", "%(num)s regels gelezen.", len(bestand.regels))
    if bestand.overgeslagen:
        sentence += " " + _("%(aantal)s stonden er al.", aantal=bestand.overgeslagen)
    return done("contributie_bestuur.bank", sentence)


@bp.post("/bank/zekere", allow=penningmeester)
def boek_zekere() -> ResponseReturnValue:
    form = ZekereForm()
    if not form.validate():
        abort(422)
    count = acties.boek_zekere(form.gezien.data or "", clock.now(), account_id())
    sentence = ngettext("%(num)s regel is geboekt.", "%(num)s regels zijn geboekt.", count)
    return done("contributie_bestuur.bank", sentence)


@bp.get("/bank/<int:nummer>", allow=kascommissie)
def bankregel(nummer: int) -> ResponseReturnValue:
    noteer_inzage("contributie.bankregel", str(nummer), account_id())
    found = one_or_404(Bankregel, id=nummer)
    return _pagina(found, BoekingForm(formdata=None), OpzijForm(formdata=None))


def _pagina(
    found: Bankregel, boeking: BoekingForm, opzij: OpzijForm, verdeel: VerdeelForm | None = None
) -> str:
    delen = verdeel or VerdeelForm(formdata=None)
    return render_template(
        "contributie/bestuur/bankregel.html",
        regel=found,
        notas=notas_van(found),
        verdeel=delen,
        koppelingen=Koppelaar().koppel(found) if found.stand == "open" else [],
        boeking=boeking,
        opzij=opzij,
        formulieren=[boeking, opzij, delen],
    )


@bp.post("/bank/<int:nummer>/boeking", allow=penningmeester)
def boek_bankregel(nummer: int) -> ResponseReturnValue:
    found, form = one_or_404(Bankregel, id=nummer), BoekingForm()
    nota = queries.nota_met((form.nota.data or "").upper()) if form.validate() else None
    if nota is None:
        if not form.errors:
            form.nota.errors = [_("Deze nota kennen wij niet. Kijk het nummer na.")]
        return _pagina(found, form, OpzijForm(formdata=None)), 422
    acties.boek_bankregel(nummer, nota, clock.now(), account_id())
    sentence = _("Geboekt op nota %(kenmerk)s.", kenmerk=nota.kenmerk)
    return done("contributie_bestuur.bank", sentence)


@bp.post("/bank/<int:nummer>/verdeling", allow=penningmeester)
def verdeel_bankregel(nummer: int) -> ResponseReturnValue:
    found, form = one_or_404(Bankregel, id=nummer), VerdeelForm()
    leeg = BoekingForm(formdata=None), OpzijForm(formdata=None)
    if not form.validate() or (delen := _delen(form)) is None:
        return _pagina(found, *leeg, form), 422
    try:
        acties.verdeel_bankregel(nummer, delen, clock.now(), account_id())
    except (acties.SomKloptNiet, acties.DubbeleNota) as error:
        form.delen.errors = [str(error)]
        return _pagina(found, *leeg, form), 422
    sentence = _("De regel is verdeeld over %(aantal)s nota’s.", aantal=len(delen))
    return done("contributie_bestuur.bank", sentence)


def _delen(form: VerdeelForm) -> list[tuple[Nota, Bedrag]] | None:
    """Each nota with its part; None, and said so, when one is unknown."""
    found = [(kenmerk, queries.nota_met(kenmerk), bedrag) for kenmerk, bedrag in form.paren()]
    for kenmerk, nota, _bedrag in found:
        if nota is None:
            form.delen.errors = [_("Nota %(kenmerk)s kennen wij niet.", kenmerk=kenmerk)]
            return None
    return [(nota, bedrag) for _kenmerk, nota, bedrag in found if nota is not None]


@bp.post("/bank/<int:nummer>/opzij", allow=penningmeester)
def zet_opzij(nummer: int) -> ResponseReturnValue:
    found, form = one_or_404(Bankregel, id=nummer), OpzijForm()
    if not form.validate():
        return _pagina(found, BoekingForm(formdata=None), form), 422
    acties.zet_opzij(nummer, form.reden.data or "", clock.now(), account_id())
    return done("contributie_bestuur.bank", _("De regel staat opzij."))


@bp.post("/bank/<int:nummer>/terug", allow=penningmeester)
def haal_terug(nummer: int) -> ResponseReturnValue:
    found = one_or_404(Bankregel, id=nummer)
    acties.haal_terug(found.id, account_id())
    return done("contributie_bestuur.bankregel", nummer=nummer)
