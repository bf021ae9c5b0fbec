"""Three tellers hold the key of a secret vote; any two of them open its box (protocol 4.2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l, tijd
from vereniging.leden.models import Lid
from vereniging.stembus.models.stemming import Stemming, StemmingStand
from vereniging.stembus.protocol.tellers import TELLERS, Tellersleutel

PROEF_GELDIG = timedelta(days=14)
TUSSENWAARDE_GELDIG = timedelta(hours=24)
POGINGEN, BLOKKADE = 5, timedelta(minutes=15)


class WachtzinGeblokkeerd(DomainError):
    """Five wrong passphrases: somebody may be guessing."""

    message = _l("De wachtzin was te vaak fout. U kunt het weer proberen na %(tijd)s.")


class GeenTellersleutel(DomainError):
    """Without a key there is nothing to try or to open with."""

    message = _l("U heeft nog geen sleutel voor deze stemming. Maak die eerst.")


class WortelNietGenoteerd(DomainError):
    """Who opens the box first writes down what was sealed."""

    message = _l("Noteer eerst de wortel van de bus.")


class Stemteller(Base):
    """One of the three who hold the key of a secret vote, and how far they are."""

    __tablename__ = "stemteller"
    __table_args__ = (
        UniqueConstraint("stemming_id", "nummer"),
        UniqueConstraint("stemming_id", "lid_id"),
        CheckConstraint("nummer BETWEEN 1 AND 3", name="nummer"),
        CheckConstraint("pogingen BETWEEN 0 AND 5", name="pogingen"),
        CheckConstraint(
            "(publiek IS NULL) = (zout IS NULL) AND (publiek IS NULL) = (verpakt IS NULL)",
            name="hele_sleutel",
        ),
        CheckConstraint("publiek IS NULL OR sleutel_op IS NOT NULL", name="sleutel_op"),
        CheckConstraint("proef_op IS NULL OR sleutel_op IS NOT NULL", name="eerst_sleutel"),
    )

    stemming_id: Mapped[int] = mapped_column(ForeignKey("stemming.id"), init=False)
    stemming: Mapped[Stemming] = relationship()
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    nummer: Mapped[int]
    publiek: Mapped[bytes | None] = mapped_column(LargeBinary(32), default=None)
    zout: Mapped[bytes | None] = mapped_column(LargeBinary(16), default=None)
    verpakt: Mapped[bytes | None] = mapped_column(LargeBinary(60), default=None)
    sleutel_op: Mapped[datetime | None] = mapped_column(default=None)
    proef_op: Mapped[datetime | None] = mapped_column(default=None)
    wortel_op: Mapped[datetime | None] = mapped_column(default=None)
    geopend_op: Mapped[datetime | None] = mapped_column(default=None)
    pogingen: Mapped[int] = mapped_column(default=0)
    geblokkeerd_tot: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def sleutel(self) -> Tellersleutel:
        """The key as stored: useless without the wachtzin. Raises GeenTellersleutel."""
        if self.publiek is None or self.zout is None or self.verpakt is None:
            raise GeenTellersleutel
        return Tellersleutel(self.publiek, self.zout, self.verpakt)

    @property
    def heeft_sleutel(self) -> bool:
        return self.publiek is not None

    def is_klaar(self) -> bool:
        """Whether this teller proved to know the wachtzin, at most 14 days before opening."""
        proef, opens = self.proef_op, self.stemming.open_op
        return self.heeft_sleutel and proef is not None and proef >= opens - PROEF_GELDIG

    def geef_sleutel(self, sleutel: Tellersleutel, nu: datetime) -> None:
        """A new key, before the opening; the old one and its trial count no longer."""
        self.stemming.expect(StemmingStand.CONCEPT)
        self.publiek, self.zout, self.verpakt = sleutel.publiek, sleutel.zout, sleutel.verpakt
        self.sleutel_op, self.proef_op = nu, None
        self.poging_gelukt()

    def begin_poging(self, nu: datetime) -> None:
        """Count a wachtzin before it is tried. Raises WachtzinGeblokkeerd, GeenTellersleutel."""
        if not self.heeft_sleutel:
            raise GeenTellersleutel
        if self.geblokkeerd_tot is not None:
            if nu < self.geblokkeerd_tot:
                raise WachtzinGeblokkeerd(tijd=tijd(self.geblokkeerd_tot))
            self.poging_gelukt()
        self.pogingen += 1
        if self.pogingen == POGINGEN:
            self.geblokkeerd_tot = nu + BLOKKADE

    def poging_gelukt(self) -> None:
        """The wachtzin was right: earlier mistakes are forgotten."""
        self.pogingen, self.geblokkeerd_tot = 0, None

    def proef_gelukt(self, nu: datetime) -> None:
        """The trial unlock worked, before the opening."""
        self.stemming.expect(StemmingStand.CONCEPT)
        self.poging_gelukt()
        self.proef_op = nu

    def noteer_wortel(self, nu: datetime) -> bool:
        """The root of the closed box is written down; False when it was before."""
        self.stemming.expect(StemmingStand.GESLOTEN)
        if self.wortel_op is not None:
            return False
        self.wortel_op = nu
        return True

    def expect_genoteerd(self) -> None:
        """Raise WortelNietGenoteerd, or KanNietMeer when the box is not shut or was counted."""
        self.stemming.expect(StemmingStand.GESLOTEN)
        if self.wortel_op is None:
            raise WortelNietGenoteerd

    def vergeet_sleutel(self) -> None:
        """After the declaration, or an annulment: this key opens nothing any more."""
        self.publiek = self.zout = self.verpakt = None


class Tussenwaarde(Base):
    """What the first teller leaves: sealed for each of the others, so one alone learns nothing."""

    __tablename__ = "tussenwaarde"
    __table_args__ = (CheckConstraint("van BETWEEN 1 AND 3", name="van"),)

    stemming_id: Mapped[int] = mapped_column(ForeignKey("stemming.id"), unique=True, init=False)
    stemming: Mapped[Stemming] = relationship()
    van: Mapped[int]  # the number of the first teller
    waarden: Mapped[dict[str, Any]]  # number of the second teller: hex
    op: Mapped[datetime]

    def is_bruikbaar(self, nu: datetime) -> bool:
        """Kept for a day at most."""
        return nu < self.op + TUSSENWAARDE_GELDIG

    def voor_tweede(self) -> dict[int, bytes]:
        """What was sealed, by the number of the second teller."""
        return {int(nummer): bytes.fromhex(waarde) for nummer, waarde in self.waarden.items()}


class DrieTellers(DomainError):
    """Two of three: so there are three, with a key that works."""

    message = _l("Er zijn drie tellers nodig.")


class TellersNietKlaar(DomainError):
    """Nobody votes into a box that perhaps cannot be opened."""

    message = _l(
        "De stemming kan nog niet open. Deze tellers moeten eerst hun sleutel proberen: %(namen)s."
    )


def expect_klaar(tellers: list[Stemteller]) -> None:
    """Raise DrieTellers or TellersNietKlaar unless all three have a key that was tried."""
    if [teller.nummer for teller in tellers] != list(TELLERS):
        raise DrieTellers
    wachten = [teller.lid.naam for teller in tellers if not teller.is_klaar()]
    if wachten:
        raise TellersNietKlaar(namen=", ".join(wachten))
