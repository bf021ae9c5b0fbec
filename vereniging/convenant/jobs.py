"""What happens by itself: forgetting reactions that nobody confirmed."""

from __future__ import annotations

from sqlalchemy import and_

from vereniging.convenant.models import Artikelreactie, Reactiestand
from vereniging.convenant.models.reactie import BEVESTIGEN_BINNEN
from vereniging.taken.bewaren import Bewaring, bewaar

bewaar(
    "convenant.opruimen",
    Bewaring("Reacties op artikelen die niemand bevestigde", "7 dagen", Artikelreactie,
        lambda nu: and_(
            Artikelreactie.stand == Reactiestand.TE_BEVESTIGEN,
            Artikelreactie.op < nu - BEVESTIGEN_BINNEN,
        )),
)  # fmt: skip
