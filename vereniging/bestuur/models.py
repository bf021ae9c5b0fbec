"""Alarms, told once when they begin and once when they end; and how an office is handed over."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError, EenAnder
from vereniging.core.i18n import _l
from vereniging.leden.models import Functie

AAN = text("voorbij_op IS NULL")


class AlarmSoort(enum.StrEnum):
    """What two people hear about when it goes wrong (security-reliability.md 11)."""

    KETEN = "keten"
    POST = "post"
    KOPIE = "kopie"
    OEFENING = "oefening"
    VERSCHIL = "verschil"
    INLOGGEN = "inloggen"
    FOUTEN = "fouten"
    SCHIJF = "schijf"


class Alarm(Base):
    """Something that is broken since a moment; of each kind at most one is on."""

    __tablename__ = "alarm"
    __table_args__ = (
        CheckConstraint("voorbij_op IS NULL OR voorbij_op >= sinds", name="einde_na_begin"),
        Index("uq_alarm_aan", "soort", unique=True, sqlite_where=AAN, postgresql_where=AAN),
    )

    soort: Mapped[AlarmSoort]
    sinds: Mapped[datetime]
    voorbij_op: Mapped[datetime | None] = mapped_column(default=None)

    def sluit_af(self, nu: datetime) -> None:
        """It works again."""
        self.voorbij_op = nu


class NogNietGegeven(DomainError):
    """What was not given cannot have been received."""

    message = _l("Dit is nog niet gegeven. Wie weggaat, zet dat er eerst bij.")


class Overdracht(Base):
    """An office goes to the next holder, thing by thing; each thing is given and received."""

    __tablename__ = "overdracht"

    functie_id: Mapped[int] = mapped_column(ForeignKey("functie.id"), unique=True, init=False)
    functie: Mapped[Functie] = relationship()
    begonnen_op: Mapped[datetime]
    punten: Mapped[list[Overdrachtpunt]] = relationship(
        default_factory=list, cascade="all, delete-orphan", order_by="Overdrachtpunt.id"
    )

    @property
    def is_klaar(self) -> bool:
        return all(punt.ontvangen_op is not None for punt in self.punten)

    @property
    def aantal_klaar(self) -> int:
        return sum(punt.ontvangen_op is not None for punt in self.punten)


class Overdrachtpunt(Base):
    """One thing that goes over: one says it is given, another that it is received."""

    __tablename__ = "overdrachtpunt"
    __table_args__ = (
        UniqueConstraint("overdracht_id", "code"),
        CheckConstraint("ontvangen_op IS NULL OR gegeven_op IS NOT NULL", name="eerst_gegeven"),
        CheckConstraint("ontvangen_door_id <> gegeven_door_id", name="een_ander"),
    )

    overdracht_id: Mapped[int] = mapped_column(ForeignKey("overdracht.id"), init=False)
    code: Mapped[str] = mapped_column(String(30))
    gegeven_op: Mapped[datetime | None] = mapped_column(default=None)
    gegeven_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    ontvangen_op: Mapped[datetime | None] = mapped_column(default=None)
    ontvangen_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)

    def geef(self, door_id: int, nu: datetime) -> bool:
        """It was given; False when that was said already."""
        if self.gegeven_op is not None:
            return False
        self.gegeven_op, self.gegeven_door_id = nu, door_id
        return True

    def ontvang(self, door_id: int, nu: datetime) -> bool:
        """It was received. Raises NogNietGegeven, EenAnder."""
        if self.gegeven_op is None:
            raise NogNietGegeven
        if self.gegeven_door_id == door_id:
            raise EenAnder
        if self.ontvangen_op is not None:
            return False
        self.ontvangen_op, self.ontvangen_door_id = nu, door_id
        return True
