"""That an escalation was put together, once and for all."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models.opschaling import Opschaling
from vereniging.core.db import Base
from vereniging.core.triggers import append_only


class Dossierniveau(enum.StrEnum):
    """For whom it is made; who stands later may read what they before may."""

    COMMISSIE = "commissie"
    BEMIDDELAAR = "bemiddelaar"
    RECHTER = "rechter"

    @property
    def mag_woorden(self) -> bool:
        """Whether what people wrote goes in, and not only what happened."""
        return self is not Dossierniveau.COMMISSIE

    @property
    def mag_namen(self) -> bool:
        """Whether names go in, of who agreed to that."""
        return self is Dossierniveau.RECHTER


class Dossier(Base):
    """That all about an escalation was put together: for whom, why, and what its bytes came to."""

    __tablename__ = "dossier"
    __table_args__ = (CheckConstraint("length(reden) >= 10", name="reden"),)

    opschaling_id: Mapped[int] = mapped_column(ForeignKey("opschaling.id"), index=True, init=False)
    opschaling: Mapped[Opschaling] = relationship(back_populates="dossiers", default=None)
    op: Mapped[datetime]
    niveau: Mapped[Dossierniveau]
    reden: Mapped[str] = mapped_column(String(500))
    sha256: Mapped[str] = mapped_column(String(64))


append_only(Dossier.__table__)  # type: ignore[arg-type]  # a mapped class has a Table
