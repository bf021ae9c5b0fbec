"""Accounts, sessions as rows, login requests and second factors (security-reliability.md 3)."""

from __future__ import annotations

import enum
import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError, EenAnder
from vereniging.core.i18n import _l

LOGIN_VALID = timedelta(minutes=10)
STEP_UP_VALID = timedelta(minutes=10)
OWN_DEVICE = timedelta(days=90)
SHARED_DEVICE = timedelta(hours=12)
ATTEMPTS = 5
ATTEMPTS_WITHIN = timedelta(minutes=15)
ASKED_WITHIN = timedelta(hours=1)
CHALLENGE_VALID = timedelta(minutes=5)
HERSTEL_WACHT = timedelta(hours=24)
LOOPT = text("uitgevoerd_op IS NULL AND gesloten_op IS NULL")


class Rol(enum.StrEnum):
    """A role that audiences are made of (domain.md section 7)."""

    ASPIRANT = "aspirant"
    LID = "lid"
    DONATEUR = "donateur"
    AFGEVAARDIGDE = "afgevaardigde"
    SECRETARIS = "secretaris"
    PENNINGMEESTER = "penningmeester"
    VOORZITTER = "voorzitter"
    BESTUURSLID = "bestuurslid"
    KASCOMMISSIE = "kascommissie"
    TELLER = "teller"
    MODERATOR = "moderator"


BESTUUR = frozenset({Rol.SECRETARIS, Rol.PENNINGMEESTER, Rol.VOORZITTER, Rol.BESTUURSLID})
TWEEDE_FACTOR = BESTUUR | {Rol.AFGEVAARDIGDE, Rol.TELLER, Rol.MODERATOR, Rol.KASCOMMISSIE}


class Account(Base):
    """An e-mail address that can sign in; the member behind it is known to `leden`."""

    __tablename__ = "account"

    email: Mapped[str] = mapped_column(unique=True)
    gemaakt_op: Mapped[datetime]
    lid_id: Mapped[int | None] = mapped_column(
        ForeignKey("lid.id", use_alter=True, name="fk_account_lid_id"), unique=True, default=None
    )
    totp: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    totp_stap: Mapped[int] = mapped_column(default=0)
    totp_sinds: Mapped[datetime | None] = mapped_column(default=None)
    totp_nieuw: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    passkeys: Mapped[list[Passkey]] = relationship(
        back_populates="account",
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="Passkey.id",
    )

    @property
    def heeft_tweede_factor(self) -> bool:
        return self.totp_sinds is not None or bool(self.passkeys)

    def bevestig_totp(self, stap: int, nu: datetime) -> None:
        """The new code app showed a right code: from now on it counts, an older one no more."""
        self.totp, self.totp_nieuw = self.totp_nieuw, None
        self.totp_stap, self.totp_sinds = stap, nu

    def vergeet_totp(self) -> None:
        """The code app no longer counts."""
        self.totp = self.totp_nieuw = self.totp_sinds = None

    def is_laatste_middel(self) -> bool:
        """Whether taking away one way would leave no second factor."""
        return len(self.passkeys) + (self.totp_sinds is not None) <= 1


class SessieSoort(enum.StrEnum):
    PASSKEY = "passkey"
    MAILCODE = "mailcode"


class Sessie(Base):
    """One signed-in device; deleting the row signs it out at once, copied cookie or not."""

    __tablename__ = "sessie"

    sleutel_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True, init=False)
    account: Mapped[Account] = relationship()
    soort: Mapped[SessieSoort]
    bevestigd_op: Mapped[datetime]
    verloopt_op: Mapped[datetime] = mapped_column(index=True)
    apparaat: Mapped[str] = mapped_column(String(120), default="")
    eigen_apparaat: Mapped[bool] = mapped_column(default=False)
    tweede_factor_op: Mapped[datetime | None] = mapped_column(default=None)
    ingelogd_op: Mapped[datetime | None] = mapped_column(default=None)

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __post_init__(self) -> None:
        self.raw_key = ""

    def get_id(self) -> str:
        """The raw key, known only at the moment of creation (Flask-Login puts it in the cookie)."""
        return str(getattr(self, "raw_key", ""))

    @property
    def kenmerk(self) -> str:
        """What an address may show of this row."""
        return self.sleutel_hash.hex()[:16]

    @property
    def sinds(self) -> datetime:
        """When somebody signed in here."""
        return self.ingelogd_op or self.bevestigd_op

    def is_vers(self, nu: datetime, *, officer: bool) -> bool:
        """Whether somebody proved lately who they are; officers with their second factor."""
        proof = self.tweede_factor_op if officer else self.bevestigd_op
        return proof is not None and nu - proof <= STEP_UP_VALID


class Doel(enum.StrEnum):
    INLOGGEN = "inloggen"
    STAP = "stap"


class Inlogverzoek(Base):
    """A mailed link and code, good once, in the browser that asked, for ten minutes."""

    __tablename__ = "inlogverzoek"

    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True, init=False)
    doel: Mapped[Doel]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    code_hmac: Mapped[bytes] = mapped_column(LargeBinary(32))
    browser_hash: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    gevraagd_op: Mapped[datetime] = mapped_column(index=True)
    verloopt_op: Mapped[datetime]
    adres_hash: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    adres: Mapped[bytes] = mapped_column(LargeBinary)
    account: Mapped[Account | None] = relationship(default=None)
    naar: Mapped[str] = mapped_column(String(400), default="/")
    eigen_apparaat: Mapped[bool] = mapped_column(default=False)
    pogingen: Mapped[int] = mapped_column(default=0)
    gebruikt_op: Mapped[datetime | None] = mapped_column(default=None)


class FoutePoging(Base):
    """A wrong second factor; five in a quarter of an hour and the account waits."""

    __tablename__ = "foute_poging"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    op: Mapped[datetime] = mapped_column(index=True)


class Passkeyvraag(Base):
    """A challenge for a passkey: good once, for five minutes, in the browser that asked."""

    __tablename__ = "passkeyvraag"

    vraag_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    browser_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    verloopt_op: Mapped[datetime] = mapped_column(index=True)


class Passkey(Base):
    """A discoverable key on a device of the account's owner."""

    __tablename__ = "passkey"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True, init=False)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    publieke_sleutel: Mapped[bytes] = mapped_column(LargeBinary)
    teller: Mapped[int]
    naam: Mapped[str] = mapped_column(String(60))
    gemaakt_op: Mapped[datetime]
    account: Mapped[Account] = relationship(back_populates="passkeys", default=None)
    gebruikt_op: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def kenmerk(self) -> str:
        """What an address may show of this row."""
        return hashlib.sha256(self.credential_id).hexdigest()[:16]


class Herstelcode(Base):
    """One of ten codes on paper, for when telephone and passkey are gone; each works once."""

    __tablename__ = "herstelcode"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    code_hmac: Mapped[bytes] = mapped_column(LargeBinary(32))
    gebruikt_op: Mapped[datetime | None] = mapped_column(default=None)


class HerstelGesloten(DomainError):
    """It was withdrawn, refused or carried out meanwhile."""

    message = _l("Dit verzoek loopt niet meer. Er is niets veranderd.")


class EigenHerstel(DomainError):
    """Nobody lets themselves in."""

    message = _l("Over uw eigen verzoek beslissen twee anderen.")


class Inlogherstel(Base):
    """Somebody lost every second factor: two others agree, and a day passes."""

    __tablename__ = "inlogherstel"
    __table_args__ = (
        CheckConstraint("eerste_id <> account_id", name="eerste_is_ander"),
        CheckConstraint("tweede_id <> account_id", name="tweede_is_ander"),
        CheckConstraint("tweede_id <> eerste_id", name="twee_personen"),
        CheckConstraint("tweede_id IS NULL OR eerste_id IS NOT NULL", name="op_volgorde"),
        CheckConstraint("(tweede_id IS NULL) = (tweede_op IS NULL)", name="tweede_met_moment"),
        CheckConstraint("uitgevoerd_op IS NULL OR tweede_id IS NOT NULL", name="pas_na_twee"),
        CheckConstraint("uitgevoerd_op IS NULL OR gesloten_op IS NULL", name="een_einde"),
        Index("uq_inlogherstel_loopt", "account_id", unique=True,
              sqlite_where=LOOPT, postgresql_where=LOOPT),
    )  # fmt: skip

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True, init=False)
    account: Mapped[Account] = relationship(foreign_keys=[account_id])
    gevraagd_op: Mapped[datetime]
    eerste_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    tweede_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    tweede_op: Mapped[datetime | None] = mapped_column(default=None)
    uitgevoerd_op: Mapped[datetime | None] = mapped_column(default=None)
    gesloten_op: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def is_open(self) -> bool:
        return self.uitgevoerd_op is None and self.gesloten_op is None

    @property
    def vanaf(self) -> datetime | None:
        """When it may be carried out; None while somebody still has to agree."""
        return self.tweede_op + HERSTEL_WACHT if self.tweede_op else None

    def keur_goed(self, door_id: int, nu: datetime) -> None:
        """One of two others knows who this is."""
        if not self.is_open or self.tweede_id is not None:
            raise HerstelGesloten
        if door_id == self.account_id:
            raise EigenHerstel
        if door_id == self.eerste_id:
            raise EenAnder
        if self.eerste_id is None:
            self.eerste_id = door_id
        else:
            self.tweede_id, self.tweede_op = door_id, nu

    def sluit(self, nu: datetime) -> None:
        """The owner takes it back, or a board member does not trust it."""
        if not self.is_open:
            raise HerstelGesloten
        self.gesloten_op = nu

    def voer_uit(self, nu: datetime) -> bool:
        """Two agreed and a day passed in which nobody objected; False when that is not so."""
        if not self.is_open or self.vanaf is None or nu < self.vanaf:
            return False
        self.uitgevoerd_op = nu
        return True


def hashed(secret: str) -> bytes:
    """What the table keeps of a random secret."""
    return hashlib.sha256(secret.encode()).digest()


def session_end(nu: datetime, *, eigen_apparaat: bool, rollen: Any) -> datetime:
    """When a new session ends at the latest; sooner for roles with a second factor."""
    long = eigen_apparaat and not TWEEDE_FACTOR & set(rollen)
    return nu + (OWN_DEVICE if long else SHARED_DEVICE)
