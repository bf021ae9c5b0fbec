"""A breach of personal data: 72 hours to report it, and a register of all of them (AVG 33, 34)."""

from __future__ import annotations

import enum
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l

KLOK = timedelta(hours=72)  # AVG 33.1
WAARSCHUWING = timedelta(hours=24)


class NogBeoordelen(DomainError):
    """First how bad it is, then who hears of it."""

    message = _l("Beoordeel eerst hoe erg het is.")


class MeldingNietNodig(DomainError):
    """Without a risk nobody has to hear of it; the register is enough (AVG 33.1)."""

    message = _l("Bij dit risico hoeft u niet te melden. Verander zo nodig eerst de beoordeling.")


class TeLaatZonderReden(DomainError):
    """Who reports after 72 hours says why (AVG 33.1)."""

    message = _l("De 72 uur zijn voorbij. Schrijf erbij waarom het later is.")


class NogNietGemeld(DomainError):
    """A breach is closed when everybody who must hear of it did."""

    message = _l("Dit kan nog niet dicht. Meld het eerst aan wie het moet horen.")


class Lekrisico(enum.StrEnum):
    """`risico`: the authority must hear of it; `hoog`: the people themselves too."""

    GEEN = "geen"
    RISICO = "risico"
    HOOG = "hoog"


class Datalek(Base):
    """Data got lost, or somebody saw what they should not; told, judged, reported, closed."""

    __tablename__ = "datalek"
    __table_args__ = (
        CheckConstraint("aantal >= 0", name="aantal"),
        CheckConstraint("(risico IS NULL) = (beoordeeld_op IS NULL)", name="beoordeeld"),
        CheckConstraint("ap_op IS NULL OR risico IN ('risico', 'hoog')", name="ap_bij_risico"),
        CheckConstraint("betrokkenen_op IS NULL OR risico = 'hoog'", name="hoog_risico"),
        CheckConstraint("gesloten_op IS NULL OR risico = 'geen' OR ap_op IS NOT NULL",
                        name="dicht_na_melding"),
        CheckConstraint("gesloten_op IS NULL OR risico <> 'hoog' OR betrokkenen_op IS NOT NULL",
                        name="dicht_na_bericht"),
        CheckConstraint("gesloten_op IS NULL OR risico IS NOT NULL", name="dicht_na_oordeel"),
    )  # fmt: skip

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)
    ontdekt_op: Mapped[datetime]
    vastgelegd_op: Mapped[datetime]
    door_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    wat: Mapped[str] = mapped_column(Text)
    gegevens: Mapped[str] = mapped_column(Text)
    aantal: Mapped[int] = mapped_column(default=0)
    risico: Mapped[Lekrisico | None] = mapped_column(default=None)
    beoordeeld_op: Mapped[datetime | None] = mapped_column(default=None)
    gevolgen: Mapped[str] = mapped_column(Text, default="")
    maatregelen: Mapped[str] = mapped_column(Text, default="")
    ap_op: Mapped[datetime | None] = mapped_column(default=None)
    ap_nummer: Mapped[str] = mapped_column(String(40), default="")
    reden_laat: Mapped[str] = mapped_column(String(2000), default="")
    betrokkenen_op: Mapped[datetime | None] = mapped_column(default=None)
    lering: Mapped[str] = mapped_column(Text, default="")
    gesloten_op: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def meld_voor(self) -> datetime:
        """Until when it can be reported without a reason."""
        return self.ontdekt_op + KLOK

    @property
    def is_gesloten(self) -> bool:
        return self.gesloten_op is not None

    @property
    def moet_naar_ap(self) -> bool:
        """Whether the authority must still hear of it, as far as is known."""
        return self.ap_op is None and not self.is_gesloten and self.risico is not Lekrisico.GEEN

    @property
    def moet_naar_betrokkenen(self) -> bool:
        """Whether the people themselves must still hear of it."""
        return self.risico is Lekrisico.HOOG and self.betrokkenen_op is None

    def is_te_laat(self, nu: datetime) -> bool:
        """Whether the 72 hours are over while the authority may have to hear of it."""
        return self.moet_naar_ap and nu > self.meld_voor

    def uren_over(self, nu: datetime) -> int:
        """Whole hours until the 72 are over; zero afterwards."""
        return max(0, int((self.meld_voor - nu) / timedelta(hours=1)))

    def beoordelen(self, risico: Lekrisico, gevolgen: str, maatregelen: str, nu: datetime) -> None:
        """How bad it is and what is done; can be said again while it is open.

        Raises KanNietMeer once somebody was told, when it is said to be less bad than that.
        """
        self._expect_open()
        told_ap = self.ap_op is not None and risico is Lekrisico.GEEN
        if told_ap or (self.betrokkenen_op is not None and risico is not Lekrisico.HOOG):
            raise KanNietMeer(wat=_l("deze beoordeling"), stand=_l("al gemeld"))
        self.risico, self.beoordeeld_op = risico, nu
        self.gevolgen, self.maatregelen = gevolgen, maatregelen

    def melden_aan_ap(self, nummer: str, reden_laat: str, nu: datetime) -> bool:
        """It was reported to the authority; False when it was before.

        Raises NogBeoordelen, MeldingNietNodig, TeLaatZonderReden.
        """
        self._expect_open()
        if self.ap_op is not None:
            return False
        if self.risico is None:
            raise NogBeoordelen
        if self.risico is Lekrisico.GEEN:
            raise MeldingNietNodig
        if nu > self.meld_voor and not reden_laat.strip():
            raise TeLaatZonderReden
        self.ap_op, self.ap_nummer, self.reden_laat = nu, nummer, reden_laat
        return True

    def inlichten(self, nu: datetime) -> bool:
        """The people themselves were told (AVG 34); False when they were before."""
        self._expect_open()
        if self.betrokkenen_op is not None:
            return False
        if self.risico is not Lekrisico.HOOG:
            raise MeldingNietNodig if self.risico else NogBeoordelen
        self.betrokkenen_op = nu
        return True

    def sluiten(self, lering: str, nu: datetime) -> bool:
        """Everybody who must know does, and we know what to do better. Raises NogNietGemeld."""
        if self.is_gesloten:
            return False
        if self.risico is None:
            raise NogBeoordelen
        if self.moet_naar_ap or self.moet_naar_betrokkenen:
            raise NogNietGemeld
        self.gesloten_op, self.lering = nu, lering
        return True

    def _expect_open(self) -> None:
        if self.is_gesloten:
            raise KanNietMeer(wat=_l("dit datalek"), stand=_l("gesloten"))
