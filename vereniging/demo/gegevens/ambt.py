"""Who did something in an office: the accounts that the demo's acts name."""

from __future__ import annotations

from sqlalchemy import select

from vereniging.core.db import db
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.leden.models import FunctieSoort
from vereniging.leden.queries import functionarissen
from vereniging.toegang.models import Account


def account(verhaal: Geschiedenis, soort: FunctieSoort) -> int:
    """The account of the first holder of an office, made when there is none."""
    office = functionarissen(soort, verhaal.vandaag)[0]
    found = db.session.scalars(select(Account).where(Account.lid_id == office.lid_id)).first()
    if found is None:
        email = office.lid.email if office.lid else ""
        found = Account(email=email or "", lid_id=office.lid_id, gemaakt_op=verhaal.nu)
        db.session.add(found)
        db.session.flush()
    return found.id
