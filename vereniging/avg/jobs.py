"""What is forgotten by itself."""

from __future__ import annotations

from datetime import timedelta

from vereniging.avg.models import Inzageverzoek
from vereniging.taken.bewaren import Bewaring, bewaar

BEWAARD = timedelta(days=30)

bewaar(
    "avg.opruimen",
    Bewaring("Wanneer iemand eigen gegevens ophaalde", "30 dagen", Inzageverzoek,
             lambda nu: Inzageverzoek.op < nu - BEWAARD),
)  # fmt: skip
