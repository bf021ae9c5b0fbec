"""A concept goes its way past the parties, the residents, the lawyers and the council."""

from __future__ import annotations

from datetime import datetime

from vereniging.convenant.models import Bespreking, Convenant, Fase, ReactiesOpen
from vereniging.convenant.queries import aantal_onbeantwoord, partijen
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.acties import schrijf
from vereniging.statuten.queries import instelling


def bespreek(convenant: Convenant, bespreking: Bespreking) -> None:
    """Record what a party thinks of the concept."""
    convenant.bespreken(bespreking)
    schrijf(
        "convenant.besproken",
        versie=convenant.versie,
        partij=bespreking.partij.code,
        uitkomst=bespreking.uitkomst.value,
    )


def verder(convenant: Convenant, nu: datetime) -> None:
    """One phase on; raises NogNietBesproken, ReactietijdLoopt or ReactiesOpen."""
    if convenant.volgende_fase is Fase.BIJ_JURISTEN and (aantal := aantal_onbeantwoord(convenant)):
        raise ReactiesOpen(aantal=aantal)
    dagen = int(instelling("termijn_reacties"))
    convenant.verder(nu, amsterdam_day(nu), partijen(), dagen)
    schrijf("convenant.fase", versie=convenant.versie, fase=convenant.fase.value)


def terug(convenant: Convenant, naar: Fase, reden: str, nu: datetime) -> None:
    """Back to an earlier phase, or no further; raises GeenReden."""
    convenant.terug(naar, reden, nu)
    schrijf("convenant.fase", versie=convenant.versie, fase=naar.value, terug=True)
