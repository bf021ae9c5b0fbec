"""The covenant's text, its articles and who signed it."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models.partij import Organisatie, Partij, Thema
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.triggers import append_only
from vereniging.statuten.models import Besluit

AANTAL_PARTIJEN = 5


class GeenTekst(DomainError):
    """Parties sign a text, so there must be one."""

    message = _l("Vul eerst de tekst van het convenant in.")


class AlGetekend(DomainError):
    """A signature is final and given once."""

    message = _l("%(organisatie)s heeft al getekend. Een handtekening staat vast.")


class TekentNiet(DomainError):
    """Not every organisation in a seat signs, and only while it fills that seat."""

    message = _l("%(organisatie)s tekent op deze dag niet mee.")


class ConvenantStand(enum.StrEnum):
    CONCEPT = "concept"
    TER_TEKENING = "ter_tekening"
    GETEKEND = "getekend"
    VERVANGEN = "vervangen"
    BEEINDIGD = "beeindigd"


class Convenant(Base):
    """One version of the covenant; it binds only when all five parties signed."""

    __tablename__ = "convenant"

    versie: Mapped[str] = mapped_column(String(40), unique=True)
    titel: Mapped[str] = mapped_column(String(120))
    tekst: Mapped[str] = mapped_column(Text)
    geldig_tot: Mapped[date | None] = mapped_column(default=None)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    stand: Mapped[ConvenantStand] = mapped_column(default=ConvenantStand.CONCEPT)
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), init=False)
    besluit: Mapped[Besluit | None] = relationship(default=None)
    artikelen: Mapped[list[Artikel]] = relationship(
        back_populates="convenant", default_factory=list, order_by="Artikel.nummer"
    )
    ondertekeningen: Mapped[list[Ondertekening]] = relationship(
        back_populates="convenant",
        default_factory=list,
        order_by="(Ondertekening.datum, Ondertekening.id)",
    )

    def is_bindend(self, dag: date) -> bool:
        """Whether all five signed and it still runs."""
        loopt = self.geldig_tot is None or dag <= self.geldig_tot
        return self.stand is ConvenantStand.GETEKEND and loopt

    def heeft_getekend(self, partij: Partij, dag: date) -> bool:
        """A party signed when each of its organisations that sign has done so."""
        tekenaars = [o for o in partij.organisaties if o.tekent and o.is_actief(dag)]
        getekend = {o.organisatie_id for o in self.ondertekeningen}
        return bool(tekenaars) and all(o.id in getekend for o in tekenaars)

    def wacht_op(self, partijen: Iterable[Partij], dag: date) -> list[Partij]:
        """The parties that have not signed; none once the covenant was signed by all."""
        if self.stand not in {ConvenantStand.CONCEPT, ConvenantStand.TER_TEKENING}:
            return []
        return [partij for partij in partijen if not self.heeft_getekend(partij, dag)]

    def ter_tekening_leggen(self) -> None:
        """Freeze the text so that everyone signs the same words; raises GeenTekst."""
        self._expect(ConvenantStand.CONCEPT)
        if not self.tekst.strip():
            raise GeenTekst
        self.sha256 = hashlib.sha256(self._woorden().encode()).hexdigest()
        self.stand = ConvenantStand.TER_TEKENING

    def onderteken(self, handtekening: Ondertekening, partijen: list[Partij]) -> None:
        """Record a signature; the last of five makes it signed.

        Raises TekentNiet, AlGetekend.
        """
        organisatie = handtekening.organisatie
        self._expect(ConvenantStand.TER_TEKENING)
        if not organisatie.tekent or not organisatie.is_actief(handtekening.datum):
            raise TekentNiet(organisatie=organisatie.naam)
        if organisatie.id in {o.organisatie_id for o in self.ondertekeningen}:
            raise AlGetekend(organisatie=organisatie.naam)
        handtekening.organisatie_id = organisatie.id
        self.ondertekeningen.append(handtekening)
        if len(partijen) == AANTAL_PARTIJEN and not self.wacht_op(partijen, handtekening.datum):
            self.stand = ConvenantStand.GETEKEND

    def vervangen(self) -> None:
        """A newer version was signed."""
        self._expect(ConvenantStand.GETEKEND)
        self.stand = ConvenantStand.VERVANGEN

    def beeindigen(self, besluit: Besluit) -> None:
        """It stops by a recorded decision."""
        self._expect(ConvenantStand.GETEKEND)
        self.stand, self.besluit = ConvenantStand.BEEINDIGD, besluit

    def expect_concept(self) -> None:
        """Raise KanNietMeer once the text is frozen."""
        self._expect(ConvenantStand.CONCEPT)

    def _woorden(self) -> str:
        return "\n".join([self.tekst, *(f"{a.nummer}. {a.tekst}" for a in self.artikelen)])

    def _expect(self, *standen: ConvenantStand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("dit convenant"), stand=self.stand)


class Artikel(Base):
    """One article, with what it says in short."""

    __tablename__ = "artikel"
    __table_args__ = (UniqueConstraint("convenant_id", "nummer"),)

    convenant_id: Mapped[int] = mapped_column(ForeignKey("convenant.id"), index=True, init=False)
    convenant: Mapped[Convenant] = relationship(back_populates="artikelen", default=None)
    nummer: Mapped[int]
    titel: Mapped[str] = mapped_column(String(120))
    tekst: Mapped[str] = mapped_column(Text)
    in_het_kort: Mapped[str] = mapped_column(String(500), default="")
    thema_id: Mapped[int | None] = mapped_column(ForeignKey("thema.id"), index=True, init=False)
    thema: Mapped[Thema | None] = relationship(default=None)
    partij_id: Mapped[int | None] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij | None] = relationship(default=None)


class Ondertekening(Base):
    """A signature of an organisation, final once written; the name is not public."""

    __tablename__ = "ondertekening"
    __table_args__ = (UniqueConstraint("convenant_id", "organisatie_id"),)

    convenant_id: Mapped[int] = mapped_column(ForeignKey("convenant.id"), index=True, init=False)
    convenant: Mapped[Convenant] = relationship(back_populates="ondertekeningen", default=None)
    organisatie_id: Mapped[int] = mapped_column(
        ForeignKey("organisatie.id"), index=True, init=False
    )
    organisatie: Mapped[Organisatie] = relationship()
    naam: Mapped[str] = mapped_column(String(120))
    functie: Mapped[str] = mapped_column(String(120))
    datum: Mapped[date]


append_only(Ondertekening.__table__)  # type: ignore[arg-type]  # a mapped class has a Table
