"""Work of covenant and commission: signatures to check, an evaluation, late steps, advices."""

from __future__ import annotations

from datetime import date, datetime

from vereniging.bestuur.werk import Wanneer, Werk, bron
from vereniging.commissie.models import Opschalingstand
from vereniging.commissie.queries import (
    adviezen,
    opschalingen,
    zonder_bemiddelaar,
    zonder_instemming,
)
from vereniging.convenant.models import evaluatie_over
from vereniging.convenant.queries import alle_opgaven, convenanten, opsomming, partijen
from vereniging.core.i18n import _, kort
from vereniging.core.workdays import amsterdam_day


@bron
def _handtekeningen(_nu: datetime) -> list[Werk]:
    return [
        Werk(
            wat=_("Handtekening van %(wie)s", wie=opgave.organisatie.naam),
            reden=_("Een ander bestuurslid kijkt of het papier hetzelfde zegt."),
            knop=_("Controleer de handtekening"),
            url=f"/bestuur/convenant/handtekeningen/{opgave.id}",
            dag=amsterdam_day(opgave.op),
        )
        for opgave in alle_opgaven()
    ]


@bron
def _evaluatie(nu: datetime) -> list[Werk]:
    dag = amsterdam_day(nu)
    return [
        Werk(
            wat=_("Evaluatie van %(convenant)s", convenant=convenant.titel),
            reden=_("Het convenant loopt tot en met %(dag)s. Zet de evaluatie op de agenda.",
                    dag=kort(convenant.geldig_tot)),
            knop=_("Bekijk het convenant"),
            url=f"/convenant/{convenant.versie}",
            wanneer=Wanneer.STRAKS,
            dag=convenant.geldig_tot,
        )
        for convenant in convenanten()
        if convenant.geldig_tot and evaluatie_over(convenant, dag)
    ]  # fmt: skip


@bron
def _stappen(nu: datetime) -> list[Werk]:
    dag = amsterdam_day(nu)
    return [
        Werk(
            wat=_("Opschaling: %(wat)s", wat=opschaling.titel),
            reden=_("De tijd van deze stap is om. Ga een stap hoger, of rond het af."),
            knop=_("Bekijk de opschaling"),
            url=f"/bestuur/opschaling/{opschaling.kenmerk}",
            wanneer=Wanneer.LAAT,
            dag=opschaling.stap.tot,
        )
        for opschaling in opschalingen()
        if opschaling.stand is Opschalingstand.LOPEND and opschaling.stap.is_verlopen(dag)
    ]


@bron
def _adviezen(nu: datetime) -> list[Werk]:
    """What was followed and is not accounted for yet, and what got no answer in six weeks."""
    dag, found = amsterdam_day(nu), []
    for advies in adviezen(openbaar=True):
        if advies.moet_verantwoorden(dag):
            reden = _("Is het doel bereikt? Vertel wat het kostte en wat ervan kwam.")
            knop, sinds = _("Verantwoord het advies"), advies.doel_op
        elif advies.is_stil(dag):
            reden = _("%(partij)s antwoordde niet binnen zes weken.", partij=advies.aan.naam)
            knop, sinds = _("Bekijk het advies"), advies.antwoord_voor() or dag
        else:
            continue
        wat, url = _("Advies: %(titel)s", titel=advies.titel), f"/bestuur/adviezen/{advies.kenmerk}"
        found.append(
            Werk(wat=wat, reden=reden, knop=knop, url=url, wanneer=Wanneer.LAAT, dag=sinds)
        )
    return found


@bron
def _zonder_instemming(nu: datetime) -> list[Werk]:
    """What all agreed to but a party that was not there and kept silent."""
    zetels = partijen()
    return [
        Werk(
            wat=_("Geen antwoord van %(partij)s: %(wat)s",
                  partij=opsomming([each.naam for each in punt.zonder_antwoord(zetels)]),
                  wat=punt.titel),
            reden=_("Zonder dit antwoord is er geen besluit. Zet het punt op de volgende agenda."),
            knop=_("Bekijk het punt"),
            url=f"/bestuur/vergaderingen/{punt.vergadering.slug}",
            wanneer=Wanneer.LAAT,
            dag=punt.uitkomst.wacht_tot if punt.uitkomst else None,
        )
        for punt in zonder_instemming(amsterdam_day(nu))
    ]  # fmt: skip


@bron
def _bemiddelaars(nu: datetime) -> list[Werk]:
    """Mediation without a mediator."""
    dag = amsterdam_day(nu)
    return [
        Werk(
            wat=_("Bemiddelaar voor %(wat)s", wat=opschaling.titel),
            reden=_("Er moet iemand zijn voor %(dag)s.", dag=kort(opschaling.stap.benoemen_voor)),
            knop=_("Leg vast wie bemiddelt"),
            url=f"/bestuur/opschaling/{opschaling.kenmerk}",
            wanneer=Wanneer.LAAT if dag > (opschaling.stap.benoemen_voor or dag) else Wanneer.NU,
            dag=opschaling.stap.benoemen_voor,
        )
        for opschaling in zonder_bemiddelaar(date.max)
    ]
