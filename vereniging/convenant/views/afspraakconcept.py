"""The officers write a promise down, and correct it until the parties have it."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.convenant import acties
from vereniging.convenant.acties.afspraken import Afspraakvoorstel
from vereniging.convenant.forms import AfspraakForm
from vereniging.convenant.forms.afspraak import VERANKERINGEN
from vereniging.convenant.models import Afspraak, AfspraakStand, Partij, Thema, Verankering
from vereniging.convenant.queries import partijen_met_organisaties, themas
from vereniging.convenant.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import locked, one_or_404
from vereniging.core.errors import KanNietMeer
from vereniging.core.i18n import _, _l, kort
from vereniging.core.web import done
from vereniging.toegang.doelgroepen import commissie


def _form(afspraak: Afspraak | None = None) -> AfspraakForm:
    form = AfspraakForm()
    form.kies(partijen_met_organisaties(), themas())
    if afspraak is not None and not form.is_submitted():
        form.vul(afspraak)
    return form


@bp.route("/afspraken/nieuw", methods=["GET", "POST"], allow=commissie)
def nieuwe_afspraak() -> ResponseReturnValue:
    """Write down a promise."""
    form = _form()
    if not form.is_submitted():
        form.vul_vast(request.args)
    if not form.validate_on_submit():
        return _pagina(form, 422 if form.errors else 200)
    afspraak = acties.stel_op(_voorstel(form), clock.now())
    return done(".afspraak", _("De afspraak is opgeschreven."), kenmerk=afspraak.kenmerk)


@bp.route("/afspraken/<kenmerk:kenmerk>/wijzigen", methods=["GET", "POST"], allow=commissie)
def wijzig_afspraak(kenmerk: str) -> ResponseReturnValue:
    """Other words for a concept; who saves last sees what another one saved."""
    afspraak = one_or_404(Afspraak, kenmerk=kenmerk)
    if afspraak.stand is not AfspraakStand.CONCEPT:
        raise KanNietMeer(wat=_l("deze afspraak"), stand=afspraak.stand)
    form = _form(afspraak)
    if not form.validate_on_submit():
        return _pagina(form, 422 if form.errors else 200, afspraak)
    vast = locked(Afspraak, id=afspraak.id) or abort(404)
    if form.botst(vast.versie):
        return _pagina(form, 409, vast)
    acties.wijzig_afspraak(vast, _voorstel(form))
    return done(".afspraak", _("De afspraak is gewijzigd."), kenmerk=kenmerk)


def _pagina(
    form: AfspraakForm, status: int, afspraak: Afspraak | None = None
) -> ResponseReturnValue:
    botst = _andermans(afspraak) if afspraak and status == 409 else None
    page = render_template(
        "convenant/nieuwe_afspraak.html", form=form, afspraak=afspraak, botst=botst
    )
    return page, status


def _andermans(afspraak: Afspraak) -> list[tuple[str, str]]:
    """What somebody else kept, field by field."""
    ritme = afspraak.ritme
    wanneer = [kort(afspraak.voor_datum)] if afspraak.voor_datum else []
    return [
        (_("Wat is er afgesproken?"), afspraak.tekst),
        (_("Hoe zien wij dat het klaar is?"), afspraak.maatstaf),
        (_("Wie zorgt ervoor?"), afspraak.partij.naam),
        (_("Klaar voor"), ", ".join([*wanneer, *([ritme.woorden] if ritme else [])])),
        (_("Waar is het vastgelegd?"), _verankerd(afspraak)),
    ]


def _verankerd(afspraak: Afspraak) -> str:
    if afspraak.verankerd_in is None:
        return ""
    return f"{VERANKERINGEN[afspraak.verankerd_in]} {afspraak.verankerd_waar}".strip()


def _voorstel(form: AfspraakForm) -> Afspraakvoorstel:
    ritme = form.ritme
    return Afspraakvoorstel(
        tekst=form.tekst.data,
        maatstaf=form.maatstaf.data,
        partij=one_or_404(Partij, code=form.partij.data),
        thema=one_or_404(Thema, code=form.thema.data),
        voor_datum=form.voor_datum.data,
        elke=ritme.elke if ritme else None,
        eenheid=ritme.eenheid if ritme else None,
        herhaal_tot=ritme.tot if ritme else None,
        bron=form.bron.data or "",
        verankerd_in=Verankering(form.verankerd_in.data) if form.verankerd_in.data else None,
        verankerd_waar=form.verankerd_waar.data or "",
    )
