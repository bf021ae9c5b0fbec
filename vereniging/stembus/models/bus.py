"""The frozen roll, the sealed envelopes, and what is published of them (stembus.md 4)."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError, EenAnder, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.leden.models import Lid
from vereniging.stembus.models.stemming import Stemming

WEB, PAPIER = "web", "papier"


class AlGestemd(DomainError):
    """Who voted online keeps voting online; nobody votes twice."""

    message = _l("Dit lid stemde al online. Wijzigen kan alleen online.")


class VolmachtLoopt(DomainError):
    """Somebody else votes for this member."""

    message = _l("Dit lid gaf een volmacht. Trek die eerst in.")


class Kiesregister(Base):
    """A member on the frozen roll; `revisie` counts their votes, nothing tells what they chose."""

    __tablename__ = "kiesregister"
    __table_args__ = (
        UniqueConstraint("stemming_id", "lid_id"),
        CheckConstraint("revisie >= 0", name="revisie"),
        CheckConstraint("kanaal = 'web' OR (kanaal = 'papier' AND revisie = 0)", name="kanaal"),
        CheckConstraint("in_door_id IS NULL OR kanaal = 'papier'", name="papier_in"),
        CheckConstraint("bevestigd_door_id <> in_door_id", name="een_ander"),
        CheckConstraint("bevestigd_door_id IS NULL OR in_door_id IS NOT NULL", name="eerst_in"),
        CheckConstraint("geweigerd_door_id <> in_door_id", name="een_ander_weigert"),
        CheckConstraint(
            "geweigerd_door_id IS NULL OR (in_door_id IS NOT NULL AND bevestigd_door_id IS NULL)",
            name="geweigerd",
        ),
        CheckConstraint("houder_id <> lid_id", name="houder_is_ander"),
        CheckConstraint("houder_id IS NULL OR kanaal = 'web'", name="volmacht_op_web"),
    )

    stemming_id: Mapped[int] = mapped_column(ForeignKey("stemming.id"), init=False)
    stemming: Mapped[Stemming] = relationship()
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship(foreign_keys=[lid_id])
    lidnummer: Mapped[str] = mapped_column(String(20))
    grond: Mapped[str] = mapped_column(String(40))
    zout: Mapped[bytes] = mapped_column(LargeBinary(16))
    kanaal: Mapped[str] = mapped_column(String(8), default="web")
    revisie: Mapped[int] = mapped_column(default=0)
    bevestiging: Mapped[bytes | None] = mapped_column(LargeBinary(32), default=None)
    in_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    bevestigd_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    geweigerd_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    terug_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    houder_id: Mapped[int | None] = mapped_column(ForeignKey("lid.id"), init=False)
    houder: Mapped[Lid | None] = relationship(foreign_keys=[houder_id], default=None)

    @property
    def is_papier(self) -> bool:
        return self.kanaal == PAPIER

    def uitreiken(self) -> None:
        """A paper ballot instead of voting online; raises AlGestemd once a vote is in the box."""
        if self.revisie:
            raise AlGestemd
        if self.houder_id is not None:
            raise VolmachtLoopt
        self.kanaal = PAPIER

    def innemen(self, account_id: int) -> None:
        """The closed envelope is in the box. Raises KanNietMeer."""
        self._expect_papier()
        self._expect_niet_in()
        self.in_door_id, self.geweigerd_door_id, self.terug_door_id = account_id, None, None

    def inname_bevestigen(self, account_id: int) -> None:
        """Somebody else saw it too. Raises EenAnder, KanNietMeer."""
        self._expect_papier()
        self._expect_ander(account_id)
        self.bevestigd_door_id = account_id

    def inname_weigeren(self, account_id: int) -> None:
        """Somebody else looked: the envelope is not there. Raises EenAnder, KanNietMeer."""
        self._expect_papier()
        self._expect_ander(account_id)
        self.geweigerd_door_id = account_id

    def _expect_niet_in(self) -> None:
        if self.in_door_id is not None and self.geweigerd_door_id is None:
            raise KanNietMeer(wat=_l("dit biljet"), stand=_l("ingenomen"))

    def _expect_ander(self, account_id: int) -> None:
        if self.in_door_id is None or self.bevestigd_door_id is not None:
            raise KanNietMeer(wat=_l("dit biljet"), stand=_l("bevestigd"))
        if self.geweigerd_door_id is not None:
            raise KanNietMeer(wat=_l("dit biljet"), stand=_l("geweigerd"))
        if account_id == self.in_door_id:
            raise EenAnder

    def terugnemen(self, account_id: int) -> None:
        """The blank ballot came back; the second officer opens voting online again.

        Raises EenAnder, KanNietMeer.
        """
        self._expect_papier()
        self._expect_niet_in()
        if self.terug_door_id is None:
            self.terug_door_id = account_id
        elif self.terug_door_id == account_id:
            raise EenAnder
        else:
            self.kanaal, self.terug_door_id = WEB, None
            self.in_door_id = self.geweigerd_door_id = None

    def _expect_papier(self) -> None:
        if not self.is_papier:
            raise KanNietMeer(wat=_l("dit biljet"), stand=_l("teruggegeven"))


# Natural keys, no serial number and no time: the order of rows must tell nothing (stembus.md 4.4).
envelop = Table(
    "envelop",
    Base.metadata,
    Column("stemming_id", ForeignKey("stemming.id"), primary_key=True),
    Column("lid_id", ForeignKey("lid.id"), primary_key=True),
    Column("envelop", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
bus = Table(
    "bus",
    Base.metadata,
    Column("stemming_id", ForeignKey("stemming.id"), primary_key=True),
    Column("zegel", String(64), primary_key=True),
    Column("data", LargeBinary),
    sqlite_with_rowid=False,
)
stembiljet = Table(
    "stembiljet",
    Base.metadata,
    Column("stemming_id", ForeignKey("stemming.id"), primary_key=True),
    Column("code", String(16), primary_key=True),
    Column("woord", String(40), nullable=False),
    Column("naam", String(120), nullable=False),
    Column("waarden", Text, nullable=False),
    sqlite_with_rowid=False,
)


class StembusBestand(Base):
    """A published file, its bytes stored once."""

    __tablename__ = "stembus_bestand"
    __table_args__ = (UniqueConstraint("stemming_id", "naam"),)

    stemming_id: Mapped[int] = mapped_column(ForeignKey("stemming.id"), init=False)
    stemming: Mapped[Stemming] = relationship()
    naam: Mapped[str] = mapped_column(String(40))
    inhoud: Mapped[bytes] = mapped_column(LargeBinary)
