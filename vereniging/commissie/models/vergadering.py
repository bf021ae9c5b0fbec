"""A meeting of five parties, its agenda and what came of each item (domain.md 4.8)."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models.agendapunt import Agendapunt, PuntStand
from vereniging.commissie.models.niveau import Niveau
from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, EenAnder, KanNietMeer
from vereniging.core.i18n import _l

STUKKEN = 7  # days


class NogZonderUitkomst(DomainError):
    """A meeting ends when every item has its outcome."""

    message = _l("Nog zonder uitkomst: %(punten)s.")


class GeenVerslag(DomainError):
    """There is something to agree with, or there is not."""

    message = _l("Schrijf eerst het verslag.")


class NogGeenVolgende(DomainError):
    """Who was there agrees with the minutes, and they do so when they meet again."""

    message = _l("De volgende vergadering stelt het verslag vast. Die is nog niet begonnen.")


class VergaderingStand(enum.StrEnum):
    GEPLAND = "gepland"
    OPGEROEPEN = "opgeroepen"
    BEZIG = "bezig"
    GEHOUDEN = "gehouden"
    VASTGESTELD = "vastgesteld"
    AFGELAST = "afgelast"


VOORAF = (VergaderingStand.GEPLAND, VergaderingStand.OPGEROEPEN)
VERSLAG = (VergaderingStand.BEZIG, VergaderingStand.GEHOUDEN)


class Vergadering(Base):
    """One meeting of the Beheerscommissie."""

    __tablename__ = "vergadering"
    __table_args__ = (CheckConstraint("verslag_vrij_door_id <> verslag_door_id", name="een_ander"),)

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    titel: Mapped[str] = mapped_column(String(120))
    begin: Mapped[datetime] = mapped_column(index=True)
    plaats: Mapped[str] = mapped_column(String(120))
    stand: Mapped[VergaderingStand] = mapped_column(default=VergaderingStand.GEPLAND)
    verslag: Mapped[str | None] = mapped_column(Text, default=None)
    gehouden_op: Mapped[datetime | None] = mapped_column(default=None)
    volgnummer: Mapped[int] = mapped_column(default=0)
    stukken_vooraf: Mapped[int] = mapped_column(default=STUKKEN)  # days, as set when planned
    vastgesteld_op: Mapped[date | None] = mapped_column(default=None)
    verslag_niveau: Mapped[Niveau] = mapped_column(default=Niveau.OPENBAAR)
    verslag_versie: Mapped[int] = mapped_column(default=0)
    verslag_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    verslag_vrij_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    agendapunten: Mapped[list[Agendapunt]] = relationship(
        back_populates="vergadering",
        default_factory=list,
        order_by="(Agendapunt.volgorde, Agendapunt.id)",
    )

    @property
    def dag(self) -> date:
        return self.begin.astimezone(AMSTERDAM).date()

    @property
    def stukken_op(self) -> date:
        """The day the agenda is fixed and the papers go out."""
        return self.dag - timedelta(days=self.stukken_vooraf)

    @property
    def is_aankomend(self) -> bool:
        return self.stand in VOORAF

    @property
    def is_gehouden(self) -> bool:
        return self.stand in {VergaderingStand.GEHOUDEN, VergaderingStand.VASTGESTELD}

    def oproepen(self) -> None:
        """Send the agenda to parties and members."""
        self._expect(VergaderingStand.GEPLAND)
        self.stand, self.volgnummer = VergaderingStand.OPGEROEPEN, self.volgnummer + 1

    def beginnen(self) -> bool:
        """The chair opens the meeting; False when it was open."""
        if self.stand is VergaderingStand.BEZIG:
            return False
        self._expect(*VOORAF)
        self.stand = VergaderingStand.BEZIG
        return True

    def sluiten(self, nu: datetime) -> bool:
        """End the meeting; raises NogZonderUitkomst with the items that wait."""
        if self.is_gehouden:
            return False
        self._expect(VergaderingStand.BEZIG)
        open_punten = [
            punt.titel for punt in self.agendapunten if punt.stand is PuntStand.GEPLAATST
        ]
        if open_punten:
            raise NogZonderUitkomst(punten=", ".join(open_punten))
        self.stand, self.gehouden_op = VergaderingStand.GEHOUDEN, nu
        return True

    def vaststellen(self) -> None:
        """The next meeting agrees with the report."""
        self._expect(VergaderingStand.GEHOUDEN)
        self.stand = VergaderingStand.VASTGESTELD

    def afgelasten(self) -> None:
        """The meeting does not take place."""
        self._expect(*VOORAF)
        self.stand, self.volgnummer = VergaderingStand.AFGELAST, self.volgnummer + 1

    def verzetten(self, begin: datetime, plaats: str) -> None:
        """Another moment or place; calendars that hold it follow by its number."""
        self._expect(*VOORAF)
        self.begin, self.plaats = begin, plaats
        self.volgnummer += 1

    def schrijf_verslag(self, tekst: str, niveau: Niveau, door_id: int) -> None:
        """The minutes, a concept until the next meeting agrees; a new text is looked at anew."""
        self._expect(*VERSLAG)
        self.verslag, self.verslag_niveau = tekst, niveau
        self.verslag_door_id, self.verslag_vrij_door_id = door_id, None
        self.verslag_versie += 1

    @property
    def verslag_wacht(self) -> bool:
        """Whether somebody else must still read the minutes before everyone may."""
        openbaar = self.verslag_niveau is Niveau.OPENBAAR
        return bool(self.verslag) and openbaar and self.verslag_vrij_door_id is None

    @property
    def verslag_voor(self) -> Niveau:
        """Who may read the minutes now."""
        return Niveau.COMMISSIE if self.verslag_wacht else self.verslag_niveau

    def geef_verslag_vrij(self, door_id: int) -> None:
        """A second officer lets everyone read the minutes; raises EenAnder or KanNietMeer."""
        if not self.verslag_wacht:
            raise KanNietMeer(wat=_l("dit verslag"), stand=self.verslag_niveau)
        if door_id == self.verslag_door_id:
            raise EenAnder
        self.verslag_vrij_door_id = door_id

    def expect_agenda(self) -> None:
        """Items are added until the meeting is over."""
        self._expect(*VOORAF, VergaderingStand.BEZIG)

    def expect_vooraf(self) -> None:
        """Raise KanNietMeer once the meeting began or was called off."""
        self._expect(*VOORAF)

    def expect_gehouden(self) -> None:
        """Raise KanNietMeer before the meeting is over."""
        self._expect(VergaderingStand.GEHOUDEN, VergaderingStand.VASTGESTELD)

    def expect_verslag(self) -> None:
        """Outcomes are recorded during the meeting or after it."""
        self._expect(*VERSLAG)

    def _expect(self, *standen: VergaderingStand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("deze vergadering"), stand=self.stand)
