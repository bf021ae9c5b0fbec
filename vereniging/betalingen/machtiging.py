"""A SEPA mandate: what a member signed, word for word, and whether it may be used."""

from __future__ import annotations

import enum
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.triggers import append_only
from vereniging.core.workdays import add_months, amsterdam_day
from vereniging.leden.models import Lid

GELDIG = text("stand = 'geldig'")
TEKSTVERSIE = 3
MAANDEN_ONGEBRUIKT = 36  # after so many months without a collection a mandate ends (SEPA rulebook)


class MachtigingStand(enum.StrEnum):
    AANGEVRAAGD = "aangevraagd"
    GELDIG = "geldig"
    ONGELDIG = "ongeldig"
    INGETROKKEN = "ingetrokken"
    VERLOPEN = "verlopen"


LEVEND = (MachtigingStand.AANGEVRAAGD, MachtigingStand.GELDIG)


class Machtigingweg(enum.StrEnum):
    """Where somebody signed: on our site, or on paper that the treasurer keeps."""

    SITE = "site"
    PAPIER = "papier"


@dataclass(frozen=True, kw_only=True)
class Machtigingsgegevens:
    """Whose account, and how it was signed; of paper also where it is kept and who typed it in."""

    naam: str
    iban: str  # compact and valid; never stored
    op: datetime
    bewijs: str = ""
    door: int | None = None

    @property
    def weg(self) -> Machtigingweg:
        return Machtigingweg.PAPIER if self.bewijs else Machtigingweg.SITE


class Machtigingstekst(Base):
    """The words that were agreed to; the database refuses to change them."""

    __tablename__ = "machtigingstekst"

    kenmerk: Mapped[str] = mapped_column(String(35), unique=True)
    versie: Mapped[int]
    tekst: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))

    def klopt(self) -> bool:
        """Whether the words still have the fingerprint they were signed with."""
        return sha256(self.tekst.encode()).hexdigest() == self.sha256


append_only(Machtigingstekst.__table__)  # type: ignore[arg-type]  # declarative tables are Tables


class Machtiging(Base):
    """The permission of one member to collect; of the account only the last four signs are kept."""

    __tablename__ = "machtiging"
    __table_args__ = (
        CheckConstraint("stand <> 'geldig' OR mdt_id IS NOT NULL", name="geldig_bij_mollie"),
        CheckConstraint("(stand = 'ingetrokken') = (ingetrokken_op IS NOT NULL)",
                        name="wanneer_ingetrokken"),
        CheckConstraint(
            "length(iban_laatste4) = 4 OR (iban_laatste4 = '' AND stand <> 'geldig')",
            name="laatste_vier",
        ),
        CheckConstraint("(weg = 'papier') = (bewijs <> '')", name="papier_met_bewijs"),
        CheckConstraint("weg <> 'papier' OR door_id IS NOT NULL", name="papier_door_iemand"),
        Index("uq_machtiging_geldig", "lid_id", "modus", unique=True,
              sqlite_where=GELDIG, postgresql_where=GELDIG),
    )  # fmt: skip

    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    tekst_id: Mapped[int] = mapped_column(
        ForeignKey("machtigingstekst.id"), unique=True, init=False
    )
    tekst: Mapped[Machtigingstekst] = relationship()
    modus: Mapped[str] = mapped_column(String(4))
    kenmerk: Mapped[str] = mapped_column(String(35), unique=True)
    naam: Mapped[str] = mapped_column(String(120))
    iban_laatste4: Mapped[str] = mapped_column(String(4))  # empty until a first payment tells
    aankondiging_dagen: Mapped[int]
    getekend_op: Mapped[datetime]
    vastgelegd_op: Mapped[datetime]
    weg: Mapped[Machtigingweg] = mapped_column(default=Machtigingweg.SITE)
    bewijs: Mapped[str] = mapped_column(String(200), default="")  # where the paper is kept
    door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    stand: Mapped[MachtigingStand] = mapped_column(default=MachtigingStand.AANGEVRAAGD)
    cst_id: Mapped[str | None] = mapped_column(String(70), default=None)
    mdt_id: Mapped[str | None] = mapped_column(String(70), unique=True, default=None)
    sleutel: Mapped[str] = mapped_column(
        String(36), unique=True, default_factory=lambda: str(uuid.uuid4()), init=False
    )
    bankkenmerk: Mapped[str] = mapped_column(String(35), default="")  # given by Mollie, if it did
    gepauzeerd_op: Mapped[datetime | None] = mapped_column(default=None)
    ingetrokken_op: Mapped[datetime | None] = mapped_column(default=None)
    gebruikt_op: Mapped[datetime | None] = mapped_column(default=None)
    gevolgd_op: Mapped[datetime | None] = mapped_column(default=None)  # asked of Mollie last

    @property
    def op_afschrift(self) -> str:
        """The number that a bank statement shows."""
        return self.bankkenmerk or self.kenmerk

    def noteer(self, mdt_id: str, laatste4: str | None, bankkenmerk: str | None) -> None:
        """What Mollie knows since a first payment: the mandate and the account it stands for."""
        self.mdt_id = self.mdt_id or mdt_id
        if not self.iban_laatste4 and laatste4:
            self.iban_laatste4, self.bankkenmerk = laatste4, (bankkenmerk or "")[:35]

    def is_bruikbaar(self) -> bool:
        return self.stand is MachtigingStand.GELDIG and self.gepauzeerd_op is None

    def trek_in(self, nu: datetime) -> bool:
        """From now on nothing is collected; False when it was over already."""
        if self.stand not in LEVEND:
            return False
        self.stand, self.ingetrokken_op = MachtigingStand.INGETROKKEN, nu
        return True

    def volg(self, status: str) -> None:
        """Take over what Mollie says of it: valid, pending or invalid; what is over stays over."""
        if self.stand not in LEVEND:
            return
        if status == "valid" and self.iban_laatste4:
            self.stand = MachtigingStand.GELDIG
        elif status not in {"valid", "pending"}:
            self.stand = MachtigingStand.ONGELDIG

    def is_verlopen(self, dag: date) -> bool:
        """Whether it was not used for three years."""
        last = amsterdam_day(self.gebruikt_op or self.getekend_op)
        return add_months(last, MAANDEN_ONGEBRUIKT) < dag
