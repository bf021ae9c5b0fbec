"""A statement of the bank and its lines; each line is booked, set aside or still open."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.contributie.models.nota import Nota
from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.money import Bedrag

MERK = "v1:"  # how the mark of a line begins; typed numbers begin with a year


class RegelAlKlaar(DomainError):
    """Somebody was first."""

    message = _l("Deze regel is al verwerkt.")


class Bankregelstand(enum.StrEnum):
    OPEN = "open"
    GEBOEKT = "geboekt"
    GENEGEERD = "genegeerd"


def deel_van(vingerafdruk: str, nummer: int) -> str:
    """How the ledger names one part of a line that was divided."""
    return f"{vingerafdruk}/{nummer}"


def regel_van(bron_id: str) -> str | None:
    """The mark of the line that a row of the ledger came from; None when somebody typed it."""
    return bron_id.partition("/")[0] if bron_id.startswith(MERK) else None


class Bankbestand(Base):
    """A file of the bank that was read; the file itself is not kept."""

    __tablename__ = "bankbestand"

    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    laatste4: Mapped[str] = mapped_column(String(4))
    van: Mapped[date]
    tot: Mapped[date]
    begin: Mapped[Bedrag]
    eind: Mapped[Bedrag]
    gelezen_op: Mapped[datetime]
    overgeslagen: Mapped[int]  # lines that an earlier file had too
    door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    regels: Mapped[list[Bankregel]] = relationship(
        back_populates="bestand", default_factory=list, order_by="Bankregel.id"
    )


class Bankregel(Base):
    """One line of a statement: money in is positive; of the other account four signs are kept."""

    __tablename__ = "bankregel"
    __table_args__ = (
        CheckConstraint("bedrag <> 0", name="niet_nul"),
        CheckConstraint("(stand = 'geboekt') = (nota_id IS NOT NULL)", name="geboekt_op_nota"),
        CheckConstraint("stand <> 'genegeerd' OR reden <> ''", name="opzij_met_reden"),
        CheckConstraint("delen BETWEEN 1 AND 10", name="delen"),
        CheckConstraint("(stand = 'open') = (klaar_op IS NULL)", name="klaar_met_dag"),
    )

    bestand_id: Mapped[int] = mapped_column(ForeignKey("bankbestand.id"), index=True, init=False)
    bestand: Mapped[Bankbestand] = relationship(back_populates="regels", default=None)
    boekdatum: Mapped[date] = mapped_column(index=True)
    bedrag: Mapped[Bedrag]
    tegennaam: Mapped[str] = mapped_column(String(140))
    omschrijving: Mapped[str] = mapped_column(String(1000))
    vingerafdruk: Mapped[str] = mapped_column(String(70), unique=True)
    tegenrekening: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    laatste4: Mapped[str] = mapped_column(String(4), default="")
    stand: Mapped[Bankregelstand] = mapped_column(default=Bankregelstand.OPEN, index=True)
    nota_id: Mapped[int | None] = mapped_column(ForeignKey("nota.id"), index=True, init=False)
    nota: Mapped[Nota | None] = relationship(default=None)
    delen: Mapped[int] = mapped_column(default=1)  # over so many notas the money was divided
    reden: Mapped[str] = mapped_column(String(500), default="")
    klaar_op: Mapped[datetime | None] = mapped_column(default=None)
    door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)

    @property
    def is_mollie(self) -> bool:
        """Whether Mollie paid out what members paid there: that is booked already."""
        return "mollie" in self.tegennaam.lower()

    def boek(self, notas: list[Nota], nu: datetime, door_id: int | None) -> None:
        """Money of this line is for these notas, the first in name. Raises RegelAlKlaar."""
        self._klaar(Bankregelstand.GEBOEKT, nu, door_id)
        self.nota, self.delen = notas[0], len(notas)

    def zet_opzij(self, reden: str, nu: datetime, door_id: int | None) -> None:
        """No dues; the reason is kept. Raises RegelAlKlaar."""
        self._klaar(Bankregelstand.GENEGEERD, nu, door_id)
        self.reden = reden

    def heropen(self) -> None:
        """It was booked or set aside by mistake."""
        self.stand, self.nota, self.reden = Bankregelstand.OPEN, None, ""
        self.delen = 1
        self.klaar_op, self.door_id = None, None

    def _klaar(self, stand: Bankregelstand, nu: datetime, door_id: int | None) -> None:
        if self.stand is not Bankregelstand.OPEN:
            raise RegelAlKlaar
        self.stand, self.klaar_op, self.door_id = stand, nu, door_id
