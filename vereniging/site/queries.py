"""What the front page shows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from vereniging.commissie.models import Vergadering, VergaderingStand
from vereniging.core.db import db
from vereniging.standpunten.models import BESLIST, Standpunt, StandpuntStand
from vereniging.stembus.models import Stemming
from vereniging.stembus.queries import open_stemmingen


def volgende_vergadering() -> Vergadering | None:
    """The next meeting, without its agenda."""
    standen = (VergaderingStand.GEPLAND, VergaderingStand.OPGEROEPEN, VergaderingStand.BEZIG)
    query = select(Vergadering).where(Vergadering.stand.in_(standen))
    return db.session.scalars(query.order_by(Vergadering.begin).limit(1)).one_or_none()


def nieuwste_standpunten(*, openbaar: bool) -> list[Standpunt]:
    """The three newest positions; visitors see those that were decided."""
    hidden = (StandpuntStand.CONCEPT, StandpuntStand.INGETROKKEN)
    wanted = Standpunt.stand.in_(BESLIST) if openbaar else Standpunt.stand.not_in(hidden)
    query = select(Standpunt).where(wanted).options(joinedload(Standpunt.thema))
    return list(db.session.scalars(query.order_by(Standpunt.gemaakt_op.desc()).limit(3)))


def nu_te_stemmen(nu: datetime) -> Stemming | None:
    """The open vote that closes first."""
    found = open_stemmingen(nu)
    return found[0] if found else None
