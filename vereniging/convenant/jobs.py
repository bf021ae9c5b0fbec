"""What happens by itself: promises that come back, and reactions that nobody confirmed."""

from __future__ import annotations

from sqlalchemy import and_

from vereniging.convenant.acties import herhaal_afspraken
from vereniging.convenant.models import Artikelreactie, Reactiestand
from vereniging.convenant.models.reactie import BEVESTIGEN_BINNEN
from vereniging.core import clock
from vereniging.taken.bewaren import Bewaring, bewaar
from vereniging.taken.worker import daily


@daily("convenant.herhaal")
def herhaal() -> None:
    """Write down the next time of promises that come back."""
    herhaal_afspraken(clock.now())


bewaar(
    "convenant.opruimen",
    Bewaring("Reacties op artikelen die niemand bevestigde", "7 dagen", Artikelreactie,
        lambda nu: and_(
            Artikelreactie.stand == Reactiestand.TE_BEVESTIGEN,
            Artikelreactie.op < nu - BEVESTIGEN_BINNEN,
        )),
)  # fmt: skip
