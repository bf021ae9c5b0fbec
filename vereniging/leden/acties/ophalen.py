"""The register leaves the program: for a reason, written down, ten times a day at most."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.leden.acties.uitwisselen import exporteer
from vereniging.logboek.acties import schrijf
from vereniging.logboek.models import Inzagelog
from vereniging.toegang.models import Account

WAT = "leden.export"
PER_DAG = 10  # security-reliability.md section 9, export
EEN_DAG = timedelta(days=1)


class ExportTeVaak(DomainError):
    """Ten files a day are enough for work, and few for a thief."""

    message = _l("U haalde de ledenlijst vandaag al 10 keer op. Probeer het morgen weer.")


def haal_register_op(peildatum: date, reden: str, account_id: int, nu: datetime) -> bytes:
    """The members on this day as CSV; the log holds who and why.

    Raises ExportTeVaak.
    """
    locked(Account, id=account_id)  # two at once are counted one after the other
    query = select(func.count()).where(
        Inzagelog.account_id == account_id, Inzagelog.wat == WAT, Inzagelog.op > nu - EEN_DAG
    )
    if (db.session.scalar(query) or 0) >= PER_DAG:
        raise ExportTeVaak
    made = b"".join(exporteer(peildatum))
    over = f"register per {peildatum.isoformat()}"
    db.session.add(Inzagelog(op=nu, account_id=account_id, wat=WAT, over=over))
    schrijf(
        WAT, peildatum=peildatum.isoformat(), aantal=made.count(b"\r\n") - 1, door=account_id,
        gegevens={"reden": reden},
    )  # fmt: skip
    return made
