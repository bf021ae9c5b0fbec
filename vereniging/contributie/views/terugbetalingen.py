"""Money that goes back: the treasurer asks, another board member decides."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.betalingen.models import BetalingStand, Terugbetaling
from vereniging.betalingen.queries import betalingen_van, terugbetalingen
from vereniging.contributie import queries
from vereniging.contributie.acties import terugbetalen as acties
from vereniging.contributie.forms_terug import AkkoordForm, TerugbewijsForm, TerugvraagForm
from vereniging.contributie.models import Nota
from vereniging.contributie.tegoed import beschikbaar, te_hoog
from vereniging.contributie.views.blueprints import account_id
from vereniging.contributie.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.money import NUL
from vereniging.core.web import done
from vereniging.leden.queries import naam_van_account
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import bestuur, penningmeester


def _wie() -> int:
    found = account_id()
    return found if found is not None else abort(403)


@bp.get("/notas/<kenmerk:kenmerk>/terugbetaling", allow=penningmeester)
def nieuwe_terugbetaling(kenmerk: str) -> ResponseReturnValue:
    noteer_inzage("contributie.nota", kenmerk, account_id())
    nota = one_or_404(Nota, kenmerk=kenmerk)
    return _vraagpagina(nota, _vraagform(nota, formdata=None))


def _vraagform(nota: Nota, **anders: None) -> TerugvraagForm:
    paid = [one for one in betalingen_van(nota.id) if one.stand is BetalingStand.BETAALD]
    return TerugvraagForm([one for one in paid if acties.nog_van(one)], **anders)


def _vraagpagina(nota: Nota, form: TerugvraagForm) -> str:
    return render_template(
        "contributie/bestuur/terug_nieuw.html",
        nota=nota,
        form=form,
        ontvangen=queries.netto_ontvangen(nota.id),
        tegoed=max(-nota.saldo, NUL),
    )


@bp.post("/notas/<kenmerk:kenmerk>/terugbetaling", allow=penningmeester)
def vraag_terugbetaling(kenmerk: str) -> ResponseReturnValue:
    nota = one_or_404(Nota, kenmerk=kenmerk)
    form = _vraagform(nota)
    if not form.validate():
        return _vraagpagina(nota, form), 422
    weg, betaling = form.gekozen
    vraag = acties.Terugvraag(
        weg=weg, bedrag=form.hoeveel, reden=form.reden.data or "", betaling=betaling
    )
    terug = acties.vraag_terugbetaling(nota, vraag, _wie(), clock.now())
    sentence = _("Een ander bestuurslid moet dit nog goedkeuren.")
    return done("contributie_bestuur.terugbetaling", sentence, kenmerk=terug.kenmerk)


@bp.get("/terugbetalingen", allow=bestuur)
def lijst_terugbetalingen() -> ResponseReturnValue:
    noteer_inzage("contributie.terugbetalingen", "terugbetalingen", account_id())
    return render_template("contributie/bestuur/terug_lijst.html", rijen=terugbetalingen())


@bp.get("/terugbetalingen/<kenmerk:kenmerk>", allow=bestuur)
def terugbetaling(kenmerk: str) -> ResponseReturnValue:
    noteer_inzage("contributie.terugbetaling", kenmerk, account_id())
    form = TerugbewijsForm(clock.today(), formdata=None)
    return _pagina(one_or_404(Terugbetaling, kenmerk=kenmerk), form)


def _pagina(terug: Terugbetaling, form: TerugbewijsForm) -> str:
    return render_template(
        "contributie/bestuur/terug.html",
        terug=terug,
        nota=one_or_404(Nota, id=terug.nota_id),
        vrager=naam_van_account(terug.gevraagd_door_id),
        beslisser=naam_van_account(terug.beslist_door_id),
        over=max(beschikbaar(terug.nota_id), NUL),
        te_hoog=te_hoog(terug),
        is_vrager=terug.gevraagd_door_id == account_id(),
        form=form,
    )


@bp.post("/terugbetalingen/<kenmerk:kenmerk>/goedkeuring", allow=bestuur, fresh=True)
def keur_terugbetaling_goed(kenmerk: str) -> ResponseReturnValue:
    return _beslis(kenmerk, _("De terugbetaling is goedgekeurd."), akkoord=True)


@bp.post("/terugbetalingen/<kenmerk:kenmerk>/afwijzing", allow=bestuur)
def wijs_terugbetaling_af(kenmerk: str) -> ResponseReturnValue:
    return _beslis(kenmerk, _("De terugbetaling gaat niet door."), akkoord=False)


def _beslis(kenmerk: str, sentence: str, *, akkoord: bool) -> ResponseReturnValue:
    terug = one_or_404(Terugbetaling, kenmerk=kenmerk)
    if not AkkoordForm().validate():
        abort(400)
    acties.beslis_terugbetaling(terug, _wie(), clock.now(), akkoord=akkoord)
    return done("contributie_bestuur.terugbetaling", sentence, kenmerk=kenmerk)


@bp.post("/terugbetalingen/<kenmerk:kenmerk>/uitvoering", allow=penningmeester)
def boek_terugbetaling(kenmerk: str) -> ResponseReturnValue:
    terug, form = one_or_404(Terugbetaling, kenmerk=kenmerk), TerugbewijsForm(clock.today())
    if not form.validate():
        return _pagina(terug, form), 422
    bewijs = acties.Bewijs(
        dag=form.datum.data or clock.today(),
        nummer=form.nummer.data or "",
        is_al_betaald=form.al_betaald.data,
    )
    acties.boek_terugbetaling(terug, bewijs, account_id(), clock.now())
    return done("contributie_bestuur.terugbetaling", _("Het is geboekt."), kenmerk=kenmerk)


@bp.post("/terugbetalingen/<kenmerk:kenmerk>/verval", allow=penningmeester)
def laat_terugbetaling_vervallen(kenmerk: str) -> ResponseReturnValue:
    terug = one_or_404(Terugbetaling, kenmerk=kenmerk)
    acties.laat_vervallen(terug, account_id(), clock.now())
    sentence = _("De terugbetaling gaat niet door.")
    return done("contributie_bestuur.terugbetaling", sentence, kenmerk=kenmerk)
