"""What a member agreed to, in which words, from when until when (AVG 7, P-01)."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.leden.models.lid import Lid

GELDT = text("tot IS NULL")


class TekstVeranderd(DomainError):
    """Who agrees must have read the words of today."""

    message = _l("De tekst is intussen veranderd. Lees hem opnieuw en beslis dan.")


class Toestemmingsdoel(enum.StrEnum):
    """For what; each is asked and withdrawn apart from the others."""

    ALV_OPROEP = "alv_oproep"
    FOTO = "foto"


class Toestemming(Base):
    """One consent, of one member, to one text; a second one begins when the first is withdrawn."""

    __tablename__ = "toestemming"
    __table_args__ = (
        Index("uq_toestemming_geldt", "lid_id", "doel", unique=True,
              sqlite_where=GELDT, postgresql_where=GELDT),
        CheckConstraint("tot >= van", name="volgorde"),
        CheckConstraint("tekstversie > 0", name="tekstversie"),
    )  # fmt: skip

    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    doel: Mapped[Toestemmingsdoel]
    tekstversie: Mapped[int]
    van: Mapped[datetime]
    tot: Mapped[datetime | None] = mapped_column(default=None)
