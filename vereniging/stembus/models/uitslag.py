"""What a count came to, and the objections to it."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import KanNietMeer
from vereniging.core.i18n import _l
from vereniging.leden.models import Lid
from vereniging.stembus.models.stemming import Stemming


class Uitslag(Base):
    """What the count came to: the content of uitslag.json."""

    __tablename__ = "uitslag"

    stemming_id: Mapped[int] = mapped_column(ForeignKey("stemming.id"), unique=True, init=False)
    stemming: Mapped[Stemming] = relationship()
    inhoud: Mapped[dict[str, Any]]
    geteld_op: Mapped[datetime]

    def vraag(self, soort: str) -> dict[str, Any] | None:
        """The result of the first question of this type."""
        return next((vraag for vraag in self.inhoud["vragen"] if vraag["type"] == soort), None)


class BezwaarStand(enum.StrEnum):
    INGEDIEND = "ingediend"
    GEGROND = "gegrond"
    ONGEGROND = "ongegrond"


class Uitslagbezwaar(Base):
    """A member on the roll objects to a result; it blocks the declaration until answered."""

    __tablename__ = "uitslagbezwaar"
    __table_args__ = (UniqueConstraint("stemming_id", "lid_id"),)

    stemming_id: Mapped[int] = mapped_column(ForeignKey("stemming.id"), init=False)
    stemming: Mapped[Stemming] = relationship()
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    tekst: Mapped[str] = mapped_column(Text)
    ingediend_op: Mapped[datetime]
    stand: Mapped[BezwaarStand] = mapped_column(default=BezwaarStand.INGEDIEND)
    antwoord: Mapped[str | None] = mapped_column(Text, default=None)

    def beantwoorden(self, antwoord: str, *, gegrond: bool) -> None:
        """The board answers, once."""
        if self.stand is not BezwaarStand.INGEDIEND:
            raise KanNietMeer(wat=_l("dit bezwaar"), stand=self.stand)
        self.antwoord = antwoord
        self.stand = BezwaarStand.GEGROND if gegrond else BezwaarStand.ONGEGROND
