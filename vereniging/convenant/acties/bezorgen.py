"""Keep when the mail server took what was sent to parties, before the outbox forgets it."""

from __future__ import annotations

from sqlalchemy import exists, or_, select

from vereniging.convenant.haken import te_bewijzen
from vereniging.convenant.models import Bezorgbewijs
from vereniging.core.db import db
from vereniging.logboek.acties import schrijf
from vereniging.post.models import Mail

TERUG = ":terug"  # it was taken, and came back later


def bewaar_bewijs() -> int:
    """Note every message to a party that was taken or refused since last time; how many."""
    soorten = or_(*(Mail.sleutel.startswith(f"{soort}:") for soort in sorted(te_bewijzen())))
    klaar = or_(Mail.gedaan_op.is_not(None), Mail.geweigerd.is_not(None))
    nieuw = ~exists().where(Bezorgbewijs.sleutel == Mail.sleutel)
    terug = Mail.geweigerd.is_not(None) & ~exists().where(
        Bezorgbewijs.sleutel.in_([Mail.sleutel, Mail.sleutel + TERUG]),
        Bezorgbewijs.geweigerd != "",
    )
    query = select(Mail).where(soorten, klaar, or_(nieuw, terug)).order_by(Mail.id)
    found = list(db.session.scalars(query))
    known = set(db.session.scalars(
        select(Bezorgbewijs.sleutel).where(Bezorgbewijs.sleutel.in_([m.sleutel for m in found]))
    ))  # fmt: skip
    for mail in found:
        _noteer(mail, f"{mail.sleutel}{TERUG}"[:160] if mail.sleutel in known else mail.sleutel)
    return len(found)


def _noteer(mail: Mail, sleutel: str) -> None:
    bewijs = Bezorgbewijs(
        sleutel=sleutel,
        nummer=mail.nummer,
        verstuurd_op=mail.gemaakt_op,
        aangenomen_op=None if mail.geweigerd else mail.gedaan_op,
        geweigerd=mail.geweigerd or "",
    )
    db.session.add(bewijs)
    schrijf(
        "post.bezorgd" if bewijs.aangenomen_op else "post.geweigerd",
        mail=mail.nummer,
        op=bewijs.aangenomen_op.isoformat() if bewijs.aangenomen_op else None,
    )
