"""What a payer is told by mail; one sleutel per event at Mollie."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from vereniging.betalingen.haken import Rekening
from vereniging.betalingen.machtiging import Machtiging
from vereniging.betalingen.models import Betaling
from vereniging.core.db import db
from vereniging.core.money import Bedrag
from vereniging.core.secrets import token_for
from vereniging.core.web import link
from vereniging.post.mail import compose
from vereniging.post.models import Mail

BETALEN, TERUG, WEBHOOK = "betalen", "terug", "webhook"


def betaallink(kiem: bytes) -> str:
    """Where this nota is paid; the same address each time."""
    return link("betalingen.betalen", token=token_for(kiem, BETALEN), _external=True)


def ontvangen(rekening: Rekening, betaling: Betaling) -> None:
    """Thank the payer, once for each payment."""
    _eenmaal(
        f"betaling-ontvangen:{betaling.mollie_id}",
        "ontvangen",
        rekening,
        bedrag=betaling.bedrag,
        gift=betaling.gift,
    )


def terugbetaald(rekening: Rekening, bron_id: str, bedrag: Bedrag, weg: str = "mollie") -> None:
    """Tell the payer what goes back and how, once for each refund."""
    _eenmaal(f"terugbetaling:{bron_id}", "terugbetaald", rekening, bedrag=bedrag, weg=weg)


def machtiging(row: Machtiging, wat: str) -> Mail:
    """What a member signed, or that it ended; `wat` is gegeven, geldig, ongeldig or ingetrokken."""
    return compose(
        "betalingen/mail/machtiging.txt",
        sleutel=f"machtiging:{row.kenmerk}:{wat}",
        aan=row.lid.email,
        taal=row.lid.taal,
        machtiging=row,
        wat=wat,
    )


def bestaat(sleutel: str) -> bool:
    """Whether this event was told before."""
    query = select(Mail.id).where(Mail.sleutel == sleutel)
    return db.session.scalars(query).one_or_none() is not None


def _eenmaal(sleutel: str, naam: str, rekening: Rekening, **feiten: Any) -> None:
    if bestaat(sleutel):
        return
    db.session.add(
        compose(
            f"betalingen/mail/{naam}.txt",
            sleutel=sleutel,
            aan=rekening.email,
            taal=rekening.taal,
            rekening=rekening,
            **feiten,
        )
    )
