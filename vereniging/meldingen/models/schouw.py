"""A walk through the neighbourhood, and what was seen on the way."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.meldingen.models.foto import Foto
from vereniging.meldingen.models.indeling import MeldingCategorie, Plek
from vereniging.meldingen.models.melding import Melding
from vereniging.toegang.models import Account


class SchouwAfgerond(DomainError):
    """The list was made for the parties to sign."""

    message = _l("Deze schouw is afgerond. Begin een nieuwe schouw.")


class NogTeControleren(DomainError):
    """Somebody looks at each finding before it becomes a report."""

    message = _l("Controleer eerst alle punten. Er wachten er nog %(aantal)s.")


class PuntIsKlaar(DomainError):
    """It became a report, or was taken away."""

    message = _l("Over dit punt is al besloten.")


class Schouw(Base):
    """One walk: the day, the way, and the parties that came along."""

    __tablename__ = "schouw"

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)
    datum: Mapped[date]
    route: Mapped[str] = mapped_column(String(200))
    partijen: Mapped[list[Any]]  # the codes of who came along
    door_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True, init=False)
    door: Mapped[Account] = relationship()
    begonnen_op: Mapped[datetime]
    afgerond_op: Mapped[datetime | None] = mapped_column(default=None)
    punten: Mapped[list[Schouwpunt]] = relationship(
        back_populates="schouw", default_factory=list, order_by="Schouwpunt.nummer"
    )

    @property
    def is_afgerond(self) -> bool:
        return self.afgerond_op is not None

    @property
    def te_controleren(self) -> list[Schouwpunt]:
        return [punt for punt in self.punten if punt.wacht]

    def punt_met(self, sleutel: str) -> Schouwpunt | None:
        """What the phone sent with this key, if it arrived before."""
        return next((punt for punt in self.punten if punt.sleutel == sleutel), None)

    def noteer(self, punt: Schouwpunt) -> None:
        """One more finding; raises SchouwAfgerond."""
        if self.is_afgerond:
            raise SchouwAfgerond
        punt.nummer = len(self.punten) + 1
        self.punten.append(punt)

    def afronden(self, nu: datetime) -> None:
        """Every finding was looked at: the list can be signed. Raises NogTeControleren."""
        if self.is_afgerond:
            raise SchouwAfgerond
        if wachtend := self.te_controleren:
            raise NogTeControleren(aantal=len(wachtend))
        self.afgerond_op = nu


class Schouwpunt(Base):
    """One finding; `sleutel` comes from the phone, so that sending twice is once."""

    __tablename__ = "schouwpunt"
    __table_args__ = (
        UniqueConstraint("schouw_id", "sleutel"),
        UniqueConstraint("schouw_id", "nummer"),
        CheckConstraint("melding_id IS NULL OR weg_op IS NULL", name="melding_of_weg"),
    )

    schouw_id: Mapped[int] = mapped_column(ForeignKey("schouw.id"), init=False)
    schouw: Mapped[Schouw] = relationship(back_populates="punten", default=None)
    nummer: Mapped[int] = mapped_column(default=0)
    sleutel: Mapped[str] = mapped_column(String(64))
    categorie_id: Mapped[int] = mapped_column(ForeignKey("categorie.id"), index=True, init=False)
    categorie: Mapped[MeldingCategorie] = relationship()
    plek_id: Mapped[int | None] = mapped_column(ForeignKey("plek.id"), index=True, init=False)
    plek: Mapped[Plek | None] = relationship(default=None)
    straat: Mapped[str] = mapped_column(String(120))
    waar_precies: Mapped[str | None] = mapped_column(String(120), default=None)
    tekst: Mapped[str] = mapped_column(Text)
    op: Mapped[datetime]
    melding_id: Mapped[int | None] = mapped_column(
        ForeignKey("melding.id"), unique=True, init=False
    )
    melding: Mapped[Melding | None] = relationship(default=None)
    weg_op: Mapped[datetime | None] = mapped_column(default=None)
    fotos: Mapped[list[Foto]] = relationship(default_factory=list, order_by="Foto.id")

    @property
    def wacht(self) -> bool:
        return self.melding_id is None and self.melding is None and self.weg_op is None

    def _moet_wachten(self) -> None:
        if not self.wacht:
            raise PuntIsKlaar

    def wordt(self, melding: Melding) -> None:
        """It is a report now; raises PuntIsKlaar."""
        self._moet_wachten()
        self.melding = melding

    def weghalen(self, nu: datetime) -> None:
        """It was nothing after all; raises PuntIsKlaar."""
        self._moet_wachten()
        self.weg_op = nu
