"""Who was there, what was promised, and which papers belong to a meeting."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models.agendapunt import Agendapunt
from vereniging.commissie.models.niveau import Niveau
from vereniging.commissie.models.openstaand import AFGEROND, MET_AFLOOP, Openstaand
from vereniging.commissie.models.vergadering import Vergadering
from vereniging.convenant.models import Partij
from vereniging.core.db import Base
from vereniging.core.errors import EenAnder, KanNietMeer
from vereniging.core.i18n import _l


class Aanwezigheid(Base):
    """Which party was there."""

    __tablename__ = "aanwezigheid"
    __table_args__ = (UniqueConstraint("vergadering_id", "partij_id"),)

    vergadering_id: Mapped[int] = mapped_column(ForeignKey("vergadering.id"), init=False)
    vergadering: Mapped[Vergadering] = relationship()
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    wie: Mapped[str] = mapped_column(String(200))


class Toezegging(Openstaand, Base):
    """A promise made at the table, before it becomes an afspraak."""

    __tablename__ = "toezegging"
    __table_args__ = (
        CheckConstraint(AFGEROND, name="afgerond"),
        CheckConstraint(MET_AFLOOP, name="afloop"),
    )

    agendapunt_id: Mapped[int] = mapped_column(ForeignKey("agendapunt.id"), index=True, init=False)
    agendapunt: Mapped[Agendapunt] = relationship()
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    tekst: Mapped[str] = mapped_column(String(500))


class Actiepunt(Openstaand, Base):
    """Something that one of the commission does before a day; the name is not for everyone."""

    __tablename__ = "actiepunt"
    __table_args__ = (
        CheckConstraint(AFGEROND, name="afgerond"),
        CheckConstraint(MET_AFLOOP, name="afloop"),
    )

    vergadering_id: Mapped[int] = mapped_column(
        ForeignKey("vergadering.id"), index=True, init=False
    )
    vergadering: Mapped[Vergadering] = relationship()
    agendapunt_id: Mapped[int | None] = mapped_column(
        ForeignKey("agendapunt.id"), index=True, init=False
    )
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    wie: Mapped[str] = mapped_column(String(120))
    wat: Mapped[str] = mapped_column(String(500))
    agendapunt: Mapped[Agendapunt | None] = relationship(default=None)


class Vergaderstuk(Base):
    """A paper of a meeting; what is meant for everyone waits for a second pair of eyes."""

    __tablename__ = "vergaderstuk"
    __table_args__ = (
        CheckConstraint("vrijgegeven_door_id <> geplaatst_door_id", name="een_ander"),
    )

    vergadering_id: Mapped[int] = mapped_column(
        ForeignKey("vergadering.id"), index=True, init=False
    )
    vergadering: Mapped[Vergadering] = relationship()
    agendapunt_id: Mapped[int | None] = mapped_column(
        ForeignKey("agendapunt.id"), index=True, init=False
    )
    titel: Mapped[str] = mapped_column(String(120))
    bestand: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64))
    niveau: Mapped[Niveau]
    geplaatst_op: Mapped[datetime]
    geplaatst_door_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    agendapunt: Mapped[Agendapunt | None] = relationship(default=None)
    vrijgegeven_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)

    @property
    def wacht_op_tweede(self) -> bool:
        """Whether somebody else must still look before everyone may."""
        return self.niveau is Niveau.OPENBAAR and self.vrijgegeven_door_id is None

    @property
    def zichtbaar_voor(self) -> Niveau:
        """Who may open it now."""
        return Niveau.COMMISSIE if self.wacht_op_tweede else self.niveau

    def vrijgeven(self, door_id: int) -> None:
        """A second officer lets everyone read it; raises EenAnder."""
        if not self.wacht_op_tweede:
            raise KanNietMeer(wat=_l("dit stuk"), stand=self.niveau)
        if door_id == self.geplaatst_door_id:
            raise EenAnder
        self.vrijgegeven_door_id = door_id
