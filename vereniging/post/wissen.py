"""Forget the mail of somebody who is erased."""

from __future__ import annotations

from sqlalchemy import delete, func

from vereniging.core.db import db
from vereniging.post.models import Mail, Mailvoorkeur, Postbak, Terugbericht


def vergeet_lid(lid_id: int) -> None:
    """Delete what stands on the number of a member."""
    db.session.execute(delete(Mailvoorkeur).where(Mailvoorkeur.lid_id == lid_id))
    db.session.execute(delete(Mail).where(Mail.lid_id == lid_id))


def vergeet_adres(email: str) -> None:
    """Delete all mail to and from an address."""
    for model, kolom in (
        (Mail, Mail.aan),
        (Terugbericht, Terugbericht.adres),
        (Postbak, Postbak.van),
    ):
        db.session.execute(delete(model).where(func.lower(kolom) == email.lower()))
