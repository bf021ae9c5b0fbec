"""What a payer is asked by mail; one request per nota."""

from __future__ import annotations

from vereniging.betalingen.mail import betaallink
from vereniging.contributie.models import Nota
from vereniging.post.mail import compose
from vereniging.post.models import Mail


def betaalverzoek(nota: Nota) -> Mail:
    """The request to pay, with our own link and the data for a transfer."""
    return compose(
        "contributie/mail/betaalverzoek.txt",
        sleutel=f"betaalverzoek:{nota.kenmerk}",
        aan=nota.email,
        taal=nota.taal,
        nota=nota,
        url=betaallink(nota.kiem),
    )
