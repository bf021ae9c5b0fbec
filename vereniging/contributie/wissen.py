"""Forget whose a nota was; number, amount and ledger stay seven years (AWR 52)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, update

from vereniging.contributie.models import Nota
from vereniging.core.db import db
from vereniging.core.money import NUL
from vereniging.leden.models import Aanmelding, Lid
from vereniging.leden.models.lid import GEWIST


def geld_open(_nu: datetime) -> ColumnElement[bool]:
    """Members with a nota that is not settled, either way."""
    mine = or_(Nota.lid_id == Lid.id, Nota.betaler_id == Lid.id)
    return exists().where(mine, Nota.ingetrokken_op.is_(None), Nota.saldo != NUL)


def geld_open_aanmelding(_nu: datetime) -> ColumnElement[bool]:
    """Applicants with whom something is still to be settled: also money that goes back."""
    return exists().where(Nota.aanmelding_id == Aanmelding.id, Nota.saldo != NUL,
                          or_(Nota.ingetrokken_op.is_(None), Nota.saldo < NUL))  # fmt: skip


def vergeet_lid(lid: Lid, **_rest: Any) -> None:
    """The name goes from the notas of this member."""
    mine = or_(Nota.lid_id == lid.id, Nota.betaler_id == lid.id)
    db.session.execute(update(Nota).where(mine).values(tenaamstelling=GEWIST))


def vergeet_aanmelding(aanmelding: Aanmelding, **_rest: Any) -> None:
    """The name goes from the nota of this application, unless a member has it now."""
    own = (Nota.aanmelding_id == aanmelding.id, Nota.lid_id.is_(None), Nota.betaler_id.is_(None))
    db.session.execute(update(Nota).where(*own).values(tenaamstelling=GEWIST))
