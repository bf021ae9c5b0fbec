"""A report sent on to an organisation, what it answered, and the meeting that treats it."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models import Agendapunt
from vereniging.convenant.models import Organisatie
from vereniging.core.db import Base
from vereniging.core.links import new_seed
from vereniging.core.workdays import midnight_after
from vereniging.meldingen.models.melding import Melding
from vereniging.meldingen.models.standen import Zichtbaar

GELDIG = timedelta(days=30)


def _postkiem() -> bytes:
    return new_seed()[:8]


class AntwoordSoort(enum.StrEnum):
    OPPAKKEN = "oppakken"
    KLAAR = "klaar"
    VRAAG = "vraag"
    NIET_VOOR_ONS = "niet_voor_ons"
    KAN_NIET = "kan_niet"
    AGENDA = "agenda"
    MAIL = "mail"


class Betekenis(enum.StrEnum):
    """What an answer by mail means, as an officer reads it."""

    DOORGEVEN = "doorgeven"
    OPPAKKEN = "oppakken"
    KLAAR = "klaar"
    INTERN = "intern"


BEWEEGT = frozenset({Betekenis.OPPAKKEN, Betekenis.KLAAR})  # these are an answer to the report


class Doorzending(Base):
    """What one organisation was sent, frozen, with the day to answer before."""

    __tablename__ = "doorzending"
    # what the monitor counts by, from when it was sent and to when an answer was due
    __table_args__ = tuple(
        Index(f"ix_doorzending_{dag}_tellen", dag, "organisatie_id", "melding_id",
              "beantwoord_op", "geldig_tot", "onbestelbaar_op")
        for dag in ("verzonden_op", "antwoord_voor")
    )  # fmt: skip

    melding_id: Mapped[int] = mapped_column(ForeignKey("melding.id"), index=True, init=False)
    melding: Mapped[Melding] = relationship()
    organisatie_id: Mapped[int] = mapped_column(
        ForeignKey("organisatie.id"), index=True, init=False
    )
    organisatie: Mapped[Organisatie] = relationship()
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    postkiem: Mapped[bytes] = mapped_column(LargeBinary(8), unique=True, default_factory=_postkiem)
    verzonden_op: Mapped[datetime]
    antwoord_voor: Mapped[date]
    geldig_tot: Mapped[datetime]
    toelichting: Mapped[str] = mapped_column(Text, default="")
    met_contact: Mapped[bool] = mapped_column(default=False)
    beantwoord_op: Mapped[datetime | None] = mapped_column(default=None)
    onbestelbaar_op: Mapped[datetime | None] = mapped_column(default=None)
    bundel: Mapped[str | None] = mapped_column(String(40), default=None, index=True)
    antwoorden: Mapped[list[Antwoord]] = relationship(
        back_populates="doorzending", default_factory=list, order_by="Antwoord.id"
    )

    def is_te_laat(self, nu: datetime) -> bool:
        """No answer before the end of the day that was given."""
        return self.beantwoord_op is None and nu >= midnight_after(self.antwoord_voor)

    def vervangen(self, nu: datetime) -> None:
        """It was sent on again: this link works no longer."""
        self.geldig_tot = min(self.geldig_tot, nu)

    def kwam_niet_aan(self, nu: datetime) -> None:
        """The organisation never got it: an officer finds out why; said once."""
        if self.onbestelbaar_op is None:
            self.onbestelbaar_op = nu
            self.melding.noteer(nu, "adres_klopt_niet", zichtbaar=Zichtbaar.KANTOOR)

    def is_verlopen(self, nu: datetime) -> bool:
        return nu >= self.geldig_tot

    def beantwoord(self, antwoord: Antwoord) -> None:
        """Keep an answer; the last one counts, all stay."""
        self.antwoorden.append(antwoord)
        self.beantwoord_op = self.beantwoord_op or antwoord.op

    def telt_niet(self, antwoord: Antwoord) -> None:
        """A mail was no answer after all: from when the answers that do stand count."""
        if self.beantwoord_op == antwoord.op:
            self.beantwoord_op = min(
                (each.op for each in self.antwoorden if each is not antwoord and each.staat),
                default=None,
            )


class Antwoord(Base):
    """What somebody at the organisation answered, through the link or by mail.

    What came by mail is for our eyes until an officer said what it means.
    """

    __tablename__ = "melding_antwoord"
    __table_args__ = (
        CheckConstraint("soort = 'mail' OR (NOT is_intern AND origineel IS NULL)", name="per_mail"),
        CheckConstraint("betekenis IS NULL OR bekeken_op IS NOT NULL", name="bekeken"),
    )

    doorzending_id: Mapped[int] = mapped_column(
        ForeignKey("doorzending.id"), index=True, init=False
    )
    doorzending: Mapped[Doorzending] = relationship(back_populates="antwoorden", default=None)
    op: Mapped[datetime]
    naam: Mapped[str] = mapped_column(String(120))
    soort: Mapped[AntwoordSoort]
    tekst: Mapped[str] = mapped_column(Text, default="")
    voor_datum: Mapped[date | None] = mapped_column(default=None)
    is_intern: Mapped[bool] = mapped_column(default=False)
    bekeken_op: Mapped[datetime | None] = mapped_column(default=None)
    betekenis: Mapped[Betekenis | None] = mapped_column(default=None)
    origineel: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)

    @property
    def wacht(self) -> bool:
        """Whether an officer still has to say what this mail means."""
        return self.soort is AntwoordSoort.MAIL and self.bekeken_op is None

    @property
    def staat(self) -> bool:
        """Whether it counts as an answer: a mail does until an officer says it is none."""
        return self.soort is not AntwoordSoort.MAIL or self.wacht or self.betekenis in BEWEEGT


class Herinnering(Base):
    """A reminder that went out; each kind once."""

    __tablename__ = "doorzending_herinnering"
    __table_args__ = (UniqueConstraint("doorzending_id", "soort"),)

    doorzending_id: Mapped[int] = mapped_column(ForeignKey("doorzending.id"), init=False)
    doorzending: Mapped[Doorzending] = relationship()
    soort: Mapped[str] = mapped_column(String(20))
    op: Mapped[datetime]


class MeldingOpAgenda(Base):
    """The agenda item that treats a report."""

    __tablename__ = "melding_op_agenda"
    __table_args__ = (UniqueConstraint("melding_id", "agendapunt_id"),)

    melding_id: Mapped[int] = mapped_column(ForeignKey("melding.id"), init=False)
    melding: Mapped[Melding] = relationship()
    agendapunt_id: Mapped[int] = mapped_column(ForeignKey("agendapunt.id"), index=True, init=False)
    agendapunt: Mapped[Agendapunt] = relationship()
