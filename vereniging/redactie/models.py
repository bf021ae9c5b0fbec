"""News that is written, published, corrected in sight and taken back; documents in versions."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l


class NieuwsStand(enum.StrEnum):
    CONCEPT = "concept"
    GEPUBLICEERD = "gepubliceerd"
    INGETROKKEN = "ingetrokken"


class ZelfdeBestand(DomainError):
    """A new version is another file."""

    message = _l("Dit bestand staat er al. Kies de nieuwe versie.")


class Nieuwsbericht(Base):
    """One piece of news; its address never changes, and a correction says when it was made."""

    __tablename__ = "nieuwsbericht"
    __table_args__ = (
        CheckConstraint("stand = 'concept' OR gepubliceerd_op IS NOT NULL", name="gepubliceerd"),
        CheckConstraint("gewijzigd_op >= gepubliceerd_op", name="wijziging_later"),
    )

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    titel: Mapped[str] = mapped_column(String(120))
    tekst: Mapped[str] = mapped_column(Text)
    gemaakt_op: Mapped[datetime]
    stand: Mapped[NieuwsStand] = mapped_column(default=NieuwsStand.CONCEPT)
    gepubliceerd_op: Mapped[datetime | None] = mapped_column(default=None, index=True)
    gewijzigd_op: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def is_openbaar(self) -> bool:
        return self.stand is NieuwsStand.GEPUBLICEERD

    @property
    def laatst(self) -> datetime:
        """When its words last changed."""
        return self.gewijzigd_op or self.gepubliceerd_op or self.gemaakt_op

    def schrijf(self, titel: str, tekst: str, nu: datetime) -> bool:
        """Other words; of published news the reader sees that. False when nothing changed."""
        if (titel, tekst) == (self.titel, self.tekst):
            return False
        self.titel, self.tekst = titel, tekst
        if self.gepubliceerd_op is not None:
            self.gewijzigd_op = nu
        return True

    def publiceer(self, nu: datetime) -> bool:
        """Everybody reads it from now, again too; its first day stays. False when they did."""
        if self.is_openbaar:
            return False
        self.stand = NieuwsStand.GEPUBLICEERD
        self.gepubliceerd_op = self.gepubliceerd_op or nu
        return True

    def trek_in(self) -> bool:
        """Nobody reads it any more; False when nobody did."""
        if not self.is_openbaar:
            return False
        self.stand = NieuwsStand.INGETROKKEN
        return True


class Documentsoort(enum.StrEnum):
    STATUTEN = "statuten"
    REGLEMENT = "reglement"
    JAARVERSLAG = "jaarverslag"
    NOTULEN = "notulen"
    PLAN = "plan"
    ANDERS = "anders"


class Document(Base):
    """Something on paper that the association keeps to: its newest version counts."""

    __tablename__ = "document"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    titel: Mapped[str] = mapped_column(String(120))
    soort: Mapped[Documentsoort]
    is_openbaar: Mapped[bool]  # else for members only
    is_ingetrokken: Mapped[bool] = mapped_column(default=False)
    versies: Mapped[list[Documentversie]] = relationship(
        back_populates="document",
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="Documentversie.nummer",
    )

    @property
    def nieuwste(self) -> Documentversie:
        return self.versies[-1]

    def vervang(self, bestand: str, sha256: str, nu: datetime) -> Documentversie:
        """Another file counts from now; the former ones stay readable. Raises ZelfdeBestand."""
        if any(versie.sha256 == sha256 for versie in self.versies[-1:]):
            raise ZelfdeBestand
        nummer = self.nieuwste.nummer + 1 if self.versies else 1
        versie = Documentversie(nummer=nummer, bestand=bestand, sha256=sha256, geplaatst_op=nu)
        self.versies.append(versie)
        return versie


class Documentversie(Base):
    """One file of a document, as it was from this day."""

    __tablename__ = "documentversie"
    __table_args__ = (
        UniqueConstraint("document_id", "nummer"),
        CheckConstraint("nummer >= 1", name="vanaf_een"),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), init=False)
    document: Mapped[Document] = relationship(back_populates="versies", init=False)
    nummer: Mapped[int]
    bestand: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64))
    geplaatst_op: Mapped[datetime]
