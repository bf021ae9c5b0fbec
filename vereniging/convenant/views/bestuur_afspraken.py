"""The officers keep the promises: consent, done, judged, a step up."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.convenant import acties
from vereniging.convenant.bestanden import (
    BODY,
    BestandGeweigerd,
    Bewijsstuk,
    bewaar_upload,
    stuur,
)
from vereniging.convenant.forms import (
    EindeForm,
    InstemmingForm,
    KlaarForm,
    ToetsForm,
)
from vereniging.convenant.models import (
    Afspraak,
    AfspraakStand,
    Instemming,
    Oordeel,
    Partij,
    Partijantwoord,
    Waarneming,
)
from vereniging.convenant.queries import (
    afspraak_met,
    alle_keren,
    partijen_met_organisaties,
)
from vereniging.convenant.views.beheer import kies_partij
from vereniging.convenant.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import locked, one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.toegang.doelgroepen import commissie, secretaris

BEWIJS = "bewijs"


class Formulieren:
    """What may be said about a promise."""

    def __init__(self, afspraak: Afspraak) -> None:
        self.instemming = InstemmingForm()
        self.klaar = KlaarForm()
        self.toets = ToetsForm()
        self.einde = EindeForm()
        self.instemming.partij.choices = kies_partij()
        self.toets.partij.choices = kies_partij(behalve=afspraak.partij)


def _afspraak(kenmerk: str) -> Afspraak:
    found = locked(Afspraak, kenmerk=kenmerk)
    if found is None:
        abort(404)
    return found


def _pagina(kenmerk: str, forms: Formulieren | None = None) -> str:
    afspraak = afspraak_met(kenmerk)
    if afspraak is None:
        abort(404)
    forms = forms or Formulieren(afspraak)
    return render_template(
        "convenant/bestuur_afspraak.html",
        afspraak=afspraak,
        forms=forms,
        formulieren=[forms.instemming, forms.klaar, forms.toets, forms.einde],
        keren=alle_keren(afspraak) if afspraak.ritme else [],
        zetels=partijen_met_organisaties(),
        dag=clock.today(),
    )


@bp.get("/afspraken/<kenmerk:kenmerk>", allow=commissie)
def afspraak(kenmerk: str) -> ResponseReturnValue:
    """One promise with what can be done now."""
    return _pagina(kenmerk)


@bp.post("/afspraken/<kenmerk:kenmerk>/voorleggen", allow=secretaris)
def leg_voor(kenmerk: str) -> ResponseReturnValue:
    """Ask all five."""
    acties.leg_voor(_afspraak(kenmerk), clock.now())
    return done(".afspraak", _("De afspraak ligt bij de vijf partijen."), kenmerk=kenmerk)


@bp.post("/afspraken/<kenmerk:kenmerk>/instemming", allow=commissie)
def stem_in(kenmerk: str) -> ResponseReturnValue:
    """Record what a party answered."""
    afspraak = _afspraak(kenmerk)
    forms = Formulieren(afspraak)
    form = forms.instemming
    if not form.validate_on_submit():
        return _pagina(kenmerk, forms), 422
    partij = one_or_404(Partij, code=form.partij.data)
    acties.leg_vast_instemming(afspraak, _instemming(form, partij))
    sentence = _("Het antwoord van %(partij)s staat erbij.", partij=partij.naam)
    return done(".afspraak", sentence, kenmerk=kenmerk)


def _instemming(form: InstemmingForm, partij: Partij) -> Instemming:
    return Instemming(
        partij=partij,
        antwoord=Partijantwoord(form.antwoord.data),
        reden=form.reden.data or "",
        op=clock.now(),
    )


@bp.post("/afspraken/<kenmerk:kenmerk>/begin", allow=commissie)
def begin(kenmerk: str) -> ResponseReturnValue:
    """Record that the owner started."""
    acties.begin(_afspraak(kenmerk))
    return done(".afspraak", _("De partij is begonnen."), kenmerk=kenmerk)


@bp.post("/afspraken/<kenmerk:kenmerk>/klaar", allow=commissie)
def meld_klaar(kenmerk: str) -> ResponseReturnValue:
    """Record that the owner says it is done."""
    afspraak = _afspraak(kenmerk)
    forms = Formulieren(afspraak)
    if not forms.klaar.validate_on_submit():
        return _pagina(kenmerk, forms), 422
    acties.meld_klaar(afspraak, forms.klaar.bewijs.data, clock.now())
    sentence = _("Klaar volgens de partij. Nu moet een ander kijken.")
    return done(".afspraak", sentence, kenmerk=kenmerk)


@bp.post("/afspraken/<kenmerk:kenmerk>/toets", allow=commissie, max_body=BODY)
def toets(kenmerk: str) -> ResponseReturnValue:
    """Record what another party found, with its proof."""
    forms = Formulieren(_afspraak(kenmerk))
    form = forms.toets
    if not form.validate_on_submit():
        return _pagina(kenmerk, forms), 422
    try:
        bestand = bewaar_upload(BEWIJS, "bestand")
    except BestandGeweigerd as refused:
        form.bestand.errors = [str(refused)]
        return _pagina(kenmerk, forms), 422
    acties.beoordeel(_afspraak(kenmerk), _waarneming(form, bestand), clock.now())
    return done(".afspraak", _("Het oordeel staat erbij."), kenmerk=kenmerk)


def _waarneming(form: ToetsForm, bestand: Bewijsstuk) -> Waarneming:
    return Waarneming(
        partij=one_or_404(Partij, code=form.partij.data),
        op=clock.today(),
        oordeel=Oordeel(form.oordeel.data),
        notitie=form.notitie.data or "",
        bewijs=bestand.naam,
        bewijs_sha256=bestand.sha256,
    )


@bp.get("/waarnemingen/<int:nummer>/bewijs", allow=commissie)
def bewijs(nummer: int) -> ResponseReturnValue:
    """The photo or document that came with a finding."""
    return stuur(BEWIJS, one_or_404(Waarneming, id=nummer).bewijs) or abort(404)


@bp.post("/afspraken/<kenmerk:kenmerk>/opschalen", allow=commissie)
def schaal_op(kenmerk: str) -> ResponseReturnValue:
    """Take it a step up."""
    acties.schaal_op(_afspraak(kenmerk), clock.today())
    return done(".afspraak", _("De afspraak is opgeschaald."), kenmerk=kenmerk)


@bp.post("/afspraken/<kenmerk:kenmerk>/einde", allow=secretaris)
def beeindig(kenmerk: str) -> ResponseReturnValue:
    """It lapses, or another takes its place, by a recorded decision."""
    afspraak = _afspraak(kenmerk)
    forms = Formulieren(afspraak)
    if not forms.einde.validate_on_submit():
        return _pagina(kenmerk, forms), 422
    besluit = forms.einde.genomen or abort(404)
    vervangen = forms.einde.hoe.data == AfspraakStand.VERVANGEN
    acties.trek_in(afspraak, besluit, vervangen=vervangen)
    return done(".afspraak", _("De afspraak geldt niet meer."), kenmerk=kenmerk)
