"""That an escalation was put together, once and for all."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models.opschaling import Opschaling
from vereniging.core.db import Base
from vereniging.core.triggers import append_only


class Dossier(Base):
    """That everything about an escalation was put together, and what its bytes came to."""

    __tablename__ = "dossier"

    opschaling_id: Mapped[int] = mapped_column(ForeignKey("opschaling.id"), index=True, init=False)
    opschaling: Mapped[Opschaling] = relationship(back_populates="dossiers", default=None)
    op: Mapped[datetime]
    sha256: Mapped[str] = mapped_column(String(64))


append_only(Dossier.__table__)  # type: ignore[arg-type]  # a mapped class has a Table
