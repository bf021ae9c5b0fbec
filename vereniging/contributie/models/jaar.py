"""A year of dues: its days, rules and prices, fixed by a recorded decision."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.money import NUL, Bedrag
from vereniging.leden.models import LidSoort
from vereniging.statuten.models import Besluit


class TariefStaatVast(DomainError):
    """Prices never change after the decision; a new decision is for another year."""

    message = _l("Het tarief van %(jaar)s staat vast door besluit %(besluit)s.")


class JaarGesloten(DomainError):
    """What was closed stays as it is."""

    message = _l("Het boekjaar %(jaar)s is afgesloten.")


class Categorie(enum.StrEnum):
    HUISHOUDEN = "huishouden"
    LID = "lid"
    BEDRIJF = "bedrijf"
    MINIMA = "minima"
    DONATEUR = "donateur"


class Instapregel(enum.StrEnum):
    """What somebody pays who joins during the year."""

    VOLLEDIG = "volledig"
    KWARTAAL = "kwartaal"
    MAAND = "maand"
    GRATIS_VANAF = "gratis_vanaf"


class JaarStand(enum.StrEnum):
    VASTGESTELD = "vastgesteld"
    GESLOTEN = "gesloten"


def aandeel(regel: Instapregel, instapmaand: int, maand: int) -> tuple[int, int]:
    """Which part of the year is due when joining in this month (1-12) of the boekjaar."""
    if regel is Instapregel.KWARTAAL:
        return 4 - (maand - 1) // 3, 4
    if regel is Instapregel.MAAND:
        return 13 - maand, 12
    if regel is Instapregel.GRATIS_VANAF and maand >= instapmaand:
        return 0, 1
    return 1, 1


class Contributiejaar(Base):
    """The financial year, with the rules of the statutes at the moment of the decision."""

    __tablename__ = "contributiejaar"
    __table_args__ = (CheckConstraint("einde > begin", name="einde_na_begin"),)

    jaar: Mapped[int] = mapped_column(unique=True)
    begin: Mapped[date]
    einde: Mapped[date]
    per: Mapped[Categorie]
    instapregel: Mapped[Instapregel]
    instapmaand: Mapped[int]
    vervaldatum: Mapped[date]
    besluit_id: Mapped[int] = mapped_column(ForeignKey("besluit.id"), init=False)
    besluit: Mapped[Besluit] = relationship()
    stand: Mapped[JaarStand] = mapped_column(default=JaarStand.VASTGESTELD)
    tarieven: Mapped[list[Tarief]] = relationship(
        back_populates="contributiejaar",
        default_factory=list,
        lazy="selectin",
        order_by="Tarief.id",
        cascade="all, delete-orphan",  # a later decision may name fewer prices
    )

    def sluit(self) -> None:
        """No row is dated in it any more. Raises JaarGesloten."""
        if self.stand is JaarStand.GESLOTEN:
            raise JaarGesloten(jaar=self.jaar)
        self.stand = JaarStand.GESLOTEN

    def maand(self, dag: date) -> int:
        """The month (1-12) of this year that a day falls in; earlier days count as the first."""
        passed = (dag.year - self.begin.year) * 12 + dag.month - self.begin.month
        return min(max(passed, 0), 11) + 1

    def aandeel(self, begin: date) -> tuple[int, int]:
        """Which part of this year a member pays whose membership began on this day."""
        return aandeel(self.instapregel, self.instapmaand, self.maand(begin))

    def categorie(self, soort: LidSoort) -> Categorie | None:
        """Which price a kind of member pays; None for whoever pays nothing."""
        return {
            LidSoort.LID: self.per,
            LidSoort.BEDRIJF: Categorie.BEDRIJF,
            LidSoort.DONATEUR: Categorie.DONATEUR,
        }.get(soort)

    def tarief(self, categorie: Categorie) -> Bedrag | None:
        """The price of a category, if the decision names one."""
        found = [tarief.bedrag for tarief in self.tarieven if tarief.categorie is categorie]
        return found[0] if found else None

    def verhoogd_sinds(self, vorig: Contributiejaar | None) -> list[LidSoort]:
        """The kinds of member who pay more than in that year; nobody after no year at all.

        From a price per household to one per member is more too, and so is a higher low price.
        """
        if vorig is None:
            return []
        laag, was_laag = self.tarief(Categorie.MINIMA), vorig.tarief(Categorie.MINIMA)
        dearer = [soort for soort in LidSoort if self.van(soort) > vorig.van(soort)]
        samen = (vorig.per, self.per) == (Categorie.HUISHOUDEN, Categorie.LID)
        if samen or (was_laag is not None and (laag is None or laag > was_laag)):
            dearer.append(LidSoort.LID)
        return list(dict.fromkeys(dearer))

    def van(self, soort: LidSoort) -> Bedrag:
        """The price of a year for this kind of member; nothing when none is set."""
        categorie = self.categorie(soort)
        return (self.tarief(categorie) if categorie else None) or NUL

    def bedrag(self, soort: LidSoort, begin: date) -> Bedrag | None:
        """What this kind of member pays who began on this day; None when no price is set."""
        categorie = self.categorie(soort)
        tarief = self.tarief(categorie) if categorie else NUL
        return None if tarief is None else tarief.deel(*self.aandeel(begin))


class Tarief(Base):
    """The price of one category in one year."""

    __tablename__ = "tarief"
    __table_args__ = (
        UniqueConstraint("contributiejaar_id", "categorie"),
        CheckConstraint("bedrag >= 0", name="niet_negatief"),
    )

    contributiejaar_id: Mapped[int] = mapped_column(ForeignKey("contributiejaar.id"), init=False)
    contributiejaar: Mapped[Contributiejaar] = relationship(back_populates="tarieven", default=None)
    categorie: Mapped[Categorie]
    bedrag: Mapped[Bedrag]
