"""What happens by itself: promises that come back, and reactions that nobody confirmed."""

from __future__ import annotations

from sqlalchemy import and_

from vereniging.convenant.acties import (
    bewaar_bewijs,
    herhaal_afspraken,
    herinner_evaluatie,
    herinner_partijen,
)
from vereniging.convenant.models import Artikelreactie, Reactiestand
from vereniging.convenant.models.reactie import BEVESTIGEN_BINNEN
from vereniging.core import clock
from vereniging.core.i18n import _l
from vereniging.taken.bewaren import Bewaring, bewaar
from vereniging.taken.worker import daily, hourly


@daily("convenant.herhaal")
def herhaal() -> None:
    """Write down the next time of promises that come back."""
    herhaal_afspraken(clock.now())


@daily("convenant.herinner")
def herinner() -> None:
    """Remind parties of what waits for them, and officers of a covenant that ends."""
    nu = clock.now()
    herinner_partijen(nu)
    herinner_evaluatie(nu)


@hourly("convenant.bezorgd")
def bezorgd() -> None:
    """Keep when mail to parties was taken."""
    bewaar_bewijs()


bewaar(
    "convenant.opruimen",
    Bewaring(_l("Reacties op artikelen die niemand bevestigde"), _l("7 dagen"), Artikelreactie,
        lambda nu: and_(
            Artikelreactie.stand == Reactiestand.TE_BEVESTIGEN,
            Artikelreactie.op < nu - BEVESTIGEN_BINNEN,
        )),
)  # fmt: skip
