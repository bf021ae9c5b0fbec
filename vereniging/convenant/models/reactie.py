"""What residents say about an article, and what the commission does with it."""

from __future__ import annotations

import enum
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models.tekst import Artikel
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l

BEVESTIGEN_BINNEN = timedelta(days=7)


class ReactietijdVoorbij(DomainError):
    """Residents react while the final concept is theirs to read."""

    message = _l("U kunt op dit artikel niet meer reageren.")


class Reactiesoort(enum.StrEnum):
    STEUN = "steun"
    BEZWAAR = "bezwaar"
    VRAAG = "vraag"
    VOORSTEL = "voorstel"


class Reactiestand(enum.StrEnum):
    TE_BEVESTIGEN = "te_bevestigen"
    INGEDIEND = "ingediend"
    GEPLAATST = "geplaatst"
    VERBORGEN = "verborgen"


class Reactielot(enum.StrEnum):
    OVERGENOMEN = "overgenomen"
    DEELS = "deels_overgenomen"
    NIET = "niet_overgenomen"


class Artikelreactie(Base):
    """One reaction to one article; everyone reads it once a moderator placed it."""

    __tablename__ = "artikelreactie"
    __table_args__ = (
        CheckConstraint("lid_id IS NOT NULL OR email IS NOT NULL", name="van_iemand"),
        CheckConstraint("(lot IS NULL) = (antwoord = '')", name="antwoord_met_lot"),
        CheckConstraint("stand <> 'verborgen' OR reden <> ''", name="verborgen_met_reden"),
    )

    artikel_id: Mapped[int] = mapped_column(ForeignKey("artikel.id"), index=True, init=False)
    artikel: Mapped[Artikel] = relationship()
    soort: Mapped[Reactiesoort]
    tekst: Mapped[str] = mapped_column(Text)
    naam: Mapped[str] = mapped_column(String(120))
    naam_tonen: Mapped[bool]
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    op: Mapped[datetime]
    taal: Mapped[str] = mapped_column(String(2), default="nl")
    email: Mapped[str | None] = mapped_column(default=None)
    lid_id: Mapped[int | None] = mapped_column(ForeignKey("lid.id"), index=True, default=None)
    stand: Mapped[Reactiestand] = mapped_column(default=Reactiestand.TE_BEVESTIGEN, index=True)
    reden: Mapped[str] = mapped_column(String(500), default="")
    lot: Mapped[Reactielot | None] = mapped_column(default=None)
    antwoord: Mapped[str] = mapped_column(Text, default="")
    beantwoord_op: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def afzender(self) -> str:
        """The name, if its owner wants it shown; else nothing."""
        return self.naam if self.naam_tonen else ""

    def is_verlopen(self, nu: datetime) -> bool:
        """Nobody pressed the button behind the mail in time."""
        return self.stand is Reactiestand.TE_BEVESTIGEN and nu - self.op > BEVESTIGEN_BINNEN

    def bevestigen(self) -> bool:
        """Its writer read the mail; False when that was so already."""
        if self.stand is not Reactiestand.TE_BEVESTIGEN:
            return False
        self.stand = Reactiestand.INGEDIEND
        return True

    def plaatsen(self) -> None:
        """A moderator read it: everyone may."""
        self._expect(Reactiestand.INGEDIEND)
        self.stand = Reactiestand.GEPLAATST

    def verbergen(self, reden: str) -> None:
        """A moderator keeps it from the page and says why to its writer."""
        self._expect(Reactiestand.INGEDIEND, Reactiestand.GEPLAATST)
        self.stand, self.reden = Reactiestand.VERBORGEN, reden

    def beantwoorden(self, lot: Reactielot, antwoord: str, nu: datetime) -> None:
        """The commission says what it does with it; a better answer takes its place."""
        self._expect(Reactiestand.GEPLAATST)
        self.lot, self.antwoord, self.beantwoord_op = lot, antwoord, nu

    def _expect(self, *standen: Reactiestand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("deze reactie"), stand=self.stand)
