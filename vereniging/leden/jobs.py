"""What happens by itself: memberships that end, and applications nobody confirmed."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import and_

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.i18n import _l
from vereniging.leden.acties import voer_opzegging_uit
from vereniging.leden.acties.maatregelen import werk_maatregelen_bij
from vereniging.leden.acties.termijnen import herinner_kvk, herinner_termijnen
from vereniging.leden.acties.uittreden import TAAK as UITTREDEN
from vereniging.leden.acties.uittreden import vertel_leden
from vereniging.leden.models import (
    Aanmelding,
    AanmeldingStand,
    Emailwijziging,
    Invoer,
    InvoerStand,
    Opzegging,
    OpzeggingStand,
    Uittreedvenster,
)
from vereniging.leden.models.aanmelding import BEVESTIGEN_BINNEN
from vereniging.leden.models.invoer import CONCEPT_BEWAREN
from vereniging.leden.queries import opzeggingen_over
from vereniging.taken.bewaren import Bewaring, bewaar
from vereniging.taken.worker import daily, job

EEN_MAAND = timedelta(days=30)


@daily("leden.maatregelen")
def maatregelen() -> None:
    """Make measures final that nobody appealed, and end the memberships whose day is over."""
    werk_maatregelen_bij(clock.now())


@daily("leden.opzeggingen")
def opzeggingen() -> None:
    """Carry out every notice whose last day is over."""
    nu = clock.now()
    for number in opzeggingen_over(clock.today()):
        voer_opzegging_uit(db.session.get_one(Opzegging, number), nu)


@daily("leden.functies")
def functies() -> None:
    """Tell who must know that a term ends, or that the KVK must hear of a change."""
    nu = clock.now()
    herinner_termijnen(nu)
    herinner_kvk(nu)


@job(UITTREDEN)
def uittreedvenster(venster: int, na: int) -> None:
    """Tell the next members that a decision lets them leave at once."""
    vertel_leden(db.session.get_one(Uittreedvenster, venster), na, clock.now())


bewaar(
    "leden.opruimen",
    Bewaring(_l("Aanmeldingen die niemand bevestigde"), _l("7 dagen"), Aanmelding, lambda nu: and_(
        Aanmelding.stand == AanmeldingStand.TE_BEVESTIGEN,
        Aanmelding.ingediend_op < nu - BEVESTIGEN_BINNEN,
    )),
    Bewaring(_l("Opzeggingen die niemand bevestigde"), _l("7 dagen"), Opzegging, lambda nu: and_(
        Opzegging.stand == OpzeggingStand.TE_BEVESTIGEN,
        Opzegging.gevraagd_op < nu - BEVESTIGEN_BINNEN,
    )),
    Bewaring(_l("Wijzigingen van e-mailadres"), _l("30 dagen"), Emailwijziging,
             lambda nu: Emailwijziging.gevraagd_op < nu - EEN_MAAND),
    Bewaring(_l("Ledenbestanden die niet zijn ingevoerd"), _l("1 dag"), Invoer, lambda nu: and_(
        Invoer.stand == InvoerStand.CONCEPT, Invoer.gelezen_op < nu - CONCEPT_BEWAREN,
    )),
)  # fmt: skip
