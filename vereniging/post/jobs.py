"""The worker empties the outbox, and forgets what left long ago."""

from __future__ import annotations

from datetime import timedelta

from vereniging.post.acties import verstuur
from vereniging.post.models import BEWAARD, Mail
from vereniging.taken.bewaren import Bewaring, bewaar
from vereniging.taken.worker import every_round

LANGER = timedelta(days=90)  # somebody may still look why it never arrived

every_round(verstuur)
bewaar(
    "post.opruimen",
    Bewaring("Verstuurde e-mail", "30 dagen", Mail, lambda nu: Mail.gedaan_op < nu - BEWAARD),
    Bewaring("E-mail die niet aankwam", "90 dagen", Mail, lambda nu: Mail.mislukt_op < nu - LANGER),
)
