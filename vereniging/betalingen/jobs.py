"""What happens by itself: look again at payments that are under way, and compare each night."""

from __future__ import annotations

from vereniging.betalingen.acties import TAAK, trek_in
from vereniging.betalingen.afstemmen import controleer_wachtende, stem_af
from vereniging.betalingen.bewaren import REGELS
from vereniging.betalingen.gateway import GatewayUnavailable
from vereniging.betalingen.machtigen import TAAK as MACHTIGING_WEG
from vereniging.betalingen.machtigen import haal_weg
from vereniging.betalingen.machtiging_volgen import TAAK as MACHTIGING_VOLGEN
from vereniging.betalingen.machtiging_volgen import controleer, loop_na
from vereniging.betalingen.terugbetalen import TAAK as TERUGBETALING
from vereniging.betalingen.terugbetalen import voer_uit
from vereniging.core import clock
from vereniging.core.config import setting
from vereniging.core.logging import failure
from vereniging.taken.bewaren import bewaar
from vereniging.taken.worker import daily, hourly, job, minutely

bewaar("betalingen.bewaren", *REGELS)


@minutely("betalingen.controles")
def controles() -> None:
    """Ask about what is due; webhooks may all be lost."""
    controleer_wachtende(clock.now())


@daily("betalingen.afstemmen")
def afstemmen() -> None:
    """Compare with Mollie; away is no reason to stop other work."""
    if not setting("MOLLIE_API_KEY"):
        return
    try:
        stem_af(clock.now())
    except GatewayUnavailable as error:
        failure("reconciliation waits", kind=type(error).__name__)


@job(TAAK)
def annuleer(betaling: int) -> None:
    """Withdraw a checkout that asks the wrong amount."""
    trek_in(betaling, clock.now())


@job(TERUGBETALING)
def betaal_terug(terugbetaling: int) -> None:
    """Carry out a refund that two officers agreed on."""
    voer_uit(terugbetaling, clock.now())


@job(MACHTIGING_WEG)
def machtiging_weg(machtiging: int) -> None:
    """Withdraw a mandate at Mollie that was withdrawn here."""
    haal_weg(machtiging)


@job(MACHTIGING_VOLGEN)
def volg_machtiging(machtiging: int) -> None:
    """Ask whether the mandate of a first payment is valid."""
    controleer(machtiging, clock.now())


@hourly("betalingen.machtigingen")
def machtigingen() -> None:
    """Follow the mandates that wait, and end those that nobody used."""
    loop_na(clock.now())
