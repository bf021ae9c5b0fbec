"""Work that the covenant brings: signatures to check, an evaluation, steps whose time is over."""

from __future__ import annotations

from datetime import datetime

from vereniging.bestuur.werk import Wanneer, Werk, bron
from vereniging.commissie.models import Opschalingstand
from vereniging.commissie.queries import opschalingen
from vereniging.convenant.models import evaluatie_over
from vereniging.convenant.queries import alle_opgaven, convenanten
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
