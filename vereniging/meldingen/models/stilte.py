"""A report to which a party gave no answer, on the ladder of the commission."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models import Opschaling
from vereniging.core.db import Base
from vereniging.meldingen.models.doorzending import Doorzending


class DoorzendingOpLadder(Base):
    """Which escalation is about which message to a party; each of both once."""

    __tablename__ = "doorzending_op_ladder"

    opschaling_id: Mapped[int] = mapped_column(ForeignKey("opschaling.id"), unique=True, init=False)
    opschaling: Mapped[Opschaling] = relationship()
    doorzending_id: Mapped[int] = mapped_column(
        ForeignKey("doorzending.id"), unique=True, init=False
    )
    doorzending: Mapped[Doorzending] = relationship()
