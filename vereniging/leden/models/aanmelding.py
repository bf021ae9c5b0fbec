"""An application: a request to become a member, decided by the board (BW 2:33)."""

from __future__ import annotations

import enum
from datetime import datetime, timedelta
from hmac import compare_digest

from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.links import new_seed
from vereniging.leden.models.adres import Adres
from vereniging.leden.models.lid import GEWIST, LidSoort

BEVESTIGEN_BINNEN = timedelta(days=7)
POGINGEN = 5
WAITS = text("stand = 'ingediend'")


class LinkVerlopen(DomainError):
    """An application is confirmed within seven days or not at all."""

    message = _l("Deze link is verlopen. Vul het formulier opnieuw in.")


class BesluitAlvNodig(DomainError):
    """After a refusal only the general meeting admits (BW 2:33)."""

    message = _l("Vul het besluit van de ALV in.")


class AlAangemeld(DomainError):
    """One application at a time per mail address waits for the board."""

    message = _l("Met dit e-mailadres is al een aanmelding bevestigd. U hoeft niets meer te doen.")


class AanmeldingStand(enum.StrEnum):
    TE_BEVESTIGEN = "te_bevestigen"
    INGEDIEND = "ingediend"
    TOEGELATEN = "toegelaten"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"


class Aanmeldkanaal(enum.StrEnum):
    """How an application came in; the secretary enters what did not come by the site."""

    WEB = "web"
    PAPIER = "papier"
    TELEFOON = "telefoon"


class Aanmelding(Base):
    """Somebody asks to become a member; paying never admits."""

    __tablename__ = "aanmelding"
    __table_args__ = (
        Index("uq_aanmelding_email_wacht", "email", unique=True,
              sqlite_where=WAITS, postgresql_where=WAITS),
    )  # fmt: skip

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    voornaam: Mapped[str] = mapped_column(String(120))
    tussenvoegsel: Mapped[str] = mapped_column(String(20), default="")
    achternaam: Mapped[str] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(index=True)
    telefoon: Mapped[str | None] = mapped_column(String(20), default=None)
    taal: Mapped[str] = mapped_column(String(2), default="nl")
    adres_id: Mapped[int] = mapped_column(ForeignKey("adres.id"), index=True, init=False)
    adres: Mapped[Adres] = relationship()
    soort: Mapped[LidSoort]
    is_zestien: Mapped[bool]
    akkoord: Mapped[str]
    kanaal: Mapped[Aanmeldkanaal] = mapped_column(default=Aanmeldkanaal.WEB)
    huisgenoot_is_lid: Mapped[bool] = mapped_column(default=False)
    ingediend_op: Mapped[datetime]
    bevestigd_op: Mapped[datetime | None] = mapped_column(default=None)
    besloten_op: Mapped[datetime | None] = mapped_column(default=None)
    reden: Mapped[str | None] = mapped_column(String(2000), default=None)
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), default=None)
    lid_id: Mapped[int | None] = mapped_column(ForeignKey("lid.id"), default=None)
    stand: Mapped[AanmeldingStand] = mapped_column(default=AanmeldingStand.TE_BEVESTIGEN)
    pogingen: Mapped[int] = mapped_column(default=0)
    gewist_op: Mapped[datetime | None] = mapped_column(default=None, init=False)

    @property
    def naam(self) -> str:
        return " ".join(
            part for part in (self.voornaam, self.tussenvoegsel, self.achternaam) if part
        )

    @property
    def is_open(self) -> bool:
        """Whether the board still decides."""
        return self.stand is AanmeldingStand.INGEDIEND

    def is_verlopen(self, nu: datetime) -> bool:
        """Whether nobody can confirm this any more."""
        late = nu - self.ingediend_op > BEVESTIGEN_BINNEN
        return late and self.stand is AanmeldingStand.TE_BEVESTIGEN

    def is_code(self, getypt: str, code: str) -> bool:
        """Whether this is the code of the mail; after five tries only the link works."""
        self.pogingen += 1
        return self.pogingen <= POGINGEN and compare_digest(getypt.encode(), code.encode())

    def bevestigen(self, nu: datetime) -> bool:
        """The applicant's mail address works; False when it was confirmed before."""
        if self.stand is not AanmeldingStand.TE_BEVESTIGEN:
            return False
        if self.is_verlopen(nu):
            raise LinkVerlopen
        self.stand, self.bevestigd_op = AanmeldingStand.INGEDIEND, nu
        return True

    def toelaten(self, nu: datetime, *, besluit_alv: bool = False) -> bool:
        """The board admits; after a refusal only the general meeting does (BW 2:33)."""
        if self.stand is AanmeldingStand.TOEGELATEN:
            return False
        if self.stand is AanmeldingStand.AFGEWEZEN and not besluit_alv:
            raise BesluitAlvNodig
        self._expect(AanmeldingStand.INGEDIEND, AanmeldingStand.AFGEWEZEN)
        self.stand, self.besloten_op = AanmeldingStand.TOEGELATEN, nu
        return True

    def afwijzen(self, nu: datetime, reden: str) -> bool:
        """The board refuses, with the reason that the applicant reads."""
        if self.stand is AanmeldingStand.AFGEWEZEN:
            return False
        self._expect(AanmeldingStand.INGEDIEND)
        self.stand, self.besloten_op, self.reden = AanmeldingStand.AFGEWEZEN, nu, reden
        return True

    def intrekken(self, nu: datetime) -> bool:
        """The applicant changes their mind."""
        if self.stand is AanmeldingStand.INGETROKKEN:
            return False
        self._expect(AanmeldingStand.TE_BEVESTIGEN, AanmeldingStand.INGEDIEND)
        self.stand, self.besloten_op = AanmeldingStand.INGETROKKEN, nu
        return True

    def wis(self, nergens: Adres, nu: datetime) -> None:
        """Of this person only the number, the days and the end stay (AVG 17)."""
        self.voornaam, self.tussenvoegsel, self.achternaam = "", "", GEWIST
        self.email = self.telefoon = self.reden = None
        self.adres, self.kiem, self.gewist_op = nergens, new_seed(), nu

    def _expect(self, *standen: AanmeldingStand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("deze aanmelding"), stand=self.stand)
