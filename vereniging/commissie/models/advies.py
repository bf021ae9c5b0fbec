"""Advice on how means are used: from proposal to what came of it (domain.md 4.11)."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models.partijstandpunt import ZonderUitleg
from vereniging.convenant.models import Partij, Partijantwoord, Thema
from vereniging.convenant.models.instemming import UITLEG
from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.money import Bedrag
from vereniging.statuten.models import Besluit

if TYPE_CHECKING:
    from vereniging.commissie.models.adviesvraag import Adviesvraag

STILTE = timedelta(days=42)


class NogNietGehoord(DomainError):
    """An advice is of the commission when each of its parties said something."""

    message = _l("Nog geen antwoord van %(partijen)s.")


class RedenNodig(DomainError):
    """Who does not follow an advice says why."""

    message = _l("Leg uit waarom het advies niet of deels is gevolgd (minstens 10 tekens).")


class MetingNodig(DomainError):
    """A goal that is measured has an end value."""

    message = _l("Vul in wat de meting nu is.")


class Adviessoort(enum.StrEnum):
    GELD = "geld"
    INZET = "inzet"
    MAATREGEL = "maatregel"
    ONDERZOEK = "onderzoek"


class Adviesstand(enum.StrEnum):
    CONCEPT = "concept"
    UITGEBRACHT = "uitgebracht"
    GEVOLGD = "gevolgd"
    DEELS_GEVOLGD = "deels_gevolgd"
    NIET_GEVOLGD = "niet_gevolgd"


REACTIES = (Adviesstand.GEVOLGD, Adviesstand.DEELS_GEVOLGD, Adviesstand.NIET_GEVOLGD)


class Advies(Base):
    """What the commission wants somebody to do with money, people or rules."""

    __tablename__ = "advies"
    __table_args__ = (
        CheckConstraint("bedrag >= 0", name="bedrag"),
        CheckConstraint("besteed >= 0", name="besteed"),
        CheckConstraint("stand = 'concept' OR uitgebracht_op IS NOT NULL", name="uitgebracht"),
        CheckConstraint(
            "stand NOT IN ('deels_gevolgd', 'niet_gevolgd') OR reactie <> ''", name="reden"
        ),
        CheckConstraint("(bereikt = '') = (verantwoord_op IS NULL)", name="verantwoord"),
        CheckConstraint(
            "(indicator = '') = (nulwaarde IS NULL) AND (indicator = '') = (streefwaarde IS NULL)",
            name="indicator",
        ),
        CheckConstraint("eindwaarde IS NULL OR indicator <> ''", name="eindwaarde"),
    )

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)
    titel: Mapped[str] = mapped_column(String(120))
    soort: Mapped[Adviessoort]
    aanleiding: Mapped[str] = mapped_column(Text)
    voorstel: Mapped[str] = mapped_column(Text)
    doel: Mapped[str] = mapped_column(Text)
    doel_op: Mapped[date]
    gemaakt_op: Mapped[datetime]
    thema_id: Mapped[int] = mapped_column(ForeignKey("thema.id"), index=True, init=False)
    thema: Mapped[Thema] = relationship()
    aan_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    aan: Mapped[Partij] = relationship()
    bedrag: Mapped[Bedrag | None] = mapped_column(default=None)
    dekking: Mapped[str] = mapped_column(String(500), default="")  # from which budget
    # what the goal is measured by, and its values in hundredths
    indicator: Mapped[str] = mapped_column(String(120), default="")
    nulwaarde: Mapped[int | None] = mapped_column(default=None)
    streefwaarde: Mapped[int | None] = mapped_column(default=None)
    eindwaarde: Mapped[int | None] = mapped_column(default=None)
    leden_slug: Mapped[str] = mapped_column(String(60), default="")
    leden_vinden: Mapped[str] = mapped_column(Text, default="")
    stand: Mapped[Adviesstand] = mapped_column(default=Adviesstand.CONCEPT)
    uitgebracht_op: Mapped[datetime | None] = mapped_column(default=None)
    besluit_id: Mapped[int | None] = mapped_column(
        ForeignKey("besluit.id"), unique=True, init=False
    )
    besluit: Mapped[Besluit | None] = relationship(default=None)
    reactie: Mapped[str] = mapped_column(Text, default="")
    reactie_op: Mapped[date | None] = mapped_column(default=None)
    besteed: Mapped[Bedrag | None] = mapped_column(default=None)
    bereikt: Mapped[str] = mapped_column(Text, default="")
    verantwoord_op: Mapped[date | None] = mapped_column(default=None)
    stemmen: Mapped[list[Adviesstem]] = relationship(
        back_populates="advies", default_factory=list, order_by="Adviesstem.id"
    )

    vragen: Mapped[list[Adviesvraag]] = relationship(
        back_populates="advies", default_factory=list, order_by="Adviesvraag.id"
    )

    @property
    def is_openbaar(self) -> bool:
        return self.stand is not Adviesstand.CONCEPT

    def antwoord_voor(self) -> date | None:
        """The last day on which an answer is not late; None before it was given."""
        if self.uitgebracht_op is None:
            return None
        return self.uitgebracht_op.astimezone(AMSTERDAM).date() + STILTE

    def is_stil(self, dag: date) -> bool:
        """Whether six weeks passed without an answer."""
        voor = self.antwoord_voor()
        return self.stand is Adviesstand.UITGEBRACHT and voor is not None and dag > voor

    def moet_verantwoorden(self, dag: date) -> bool:
        """Whether the day came to tell what was spent and what came of it."""
        gevolgd = self.stand in {Adviesstand.GEVOLGD, Adviesstand.DEELS_GEVOLGD}
        return gevolgd and self.verantwoord_op is None and dag >= self.doel_op

    def stem_van(self, partij: Partij) -> str:
        """What this party said, or `wacht`."""
        found = [each.antwoord for each in self.stemmen if each.partij_id == partij.id]
        return found[0].value if found else "wacht"

    def stem(self, gezegd: Adviesstem) -> None:
        """One voice per party, until the advice is given; raises ZonderUitleg."""
        self._expect(Adviesstand.CONCEPT)
        nee = gezegd.antwoord is Partijantwoord.NIET_EENS
        if nee and len(gezegd.toelichting.strip()) < UITLEG:
            raise ZonderUitleg
        gezegd.partij_id = gezegd.partij.id
        found = [each for each in self.stemmen if each.partij_id == gezegd.partij_id]
        if found:
            found[0].antwoord, found[0].toelichting = gezegd.antwoord, gezegd.toelichting
        else:
            self.stemmen.append(gezegd)

    def expect_concept(self) -> None:
        """Raise KanNietMeer once it was given."""
        self._expect(Adviesstand.CONCEPT)

    def uitbrengen(self, partijen: Iterable[Partij], nu: datetime) -> None:
        """Give the advice; a minority stands beside it. Raises NogNietGehoord."""
        self._expect(Adviesstand.CONCEPT)
        gezegd = {each.partij_id for each in self.stemmen}
        wacht = [partij.naam for partij in partijen if partij.id not in gezegd]
        if wacht:
            raise NogNietGehoord(partijen=", ".join(wacht))
        self.stand, self.uitgebracht_op = Adviesstand.UITGEBRACHT, nu

    def reageren(self, stand: Adviesstand, tekst: str, dag: date) -> None:
        """Who was advised says what it does with it; raises RedenNodig."""
        self._expect(Adviesstand.UITGEBRACHT)
        if stand is not Adviesstand.GEVOLGD and len(tekst.strip()) < 10:
            raise RedenNodig
        self.stand, self.reactie, self.reactie_op = stand, tekst, dag

    @property
    def is_doel_bereikt(self) -> bool | None:
        """Whether the indicator came where it should; None when that was not measured."""
        if self.nulwaarde is None or self.streefwaarde is None or self.eindwaarde is None:
            return None
        if self.streefwaarde < self.nulwaarde:
            return self.eindwaarde <= self.streefwaarde
        return self.eindwaarde >= self.streefwaarde

    def verantwoorden(
        self, besteed: Bedrag | None, bereikt: str, dag: date, eindwaarde: int | None = None
    ) -> None:
        """What was spent, what came of it, and where the indicator is now; told once.

        Raises MetingNodig when the goal is measured and nobody did.
        """
        self._expect(Adviesstand.GEVOLGD, Adviesstand.DEELS_GEVOLGD)
        if self.verantwoord_op is not None:
            raise KanNietMeer(wat=_l("dit advies"), stand=_l("verantwoord"))
        if self.indicator and eindwaarde is None:
            raise MetingNodig
        self.besteed, self.bereikt, self.verantwoord_op = besteed, bereikt, dag
        self.eindwaarde = eindwaarde if self.indicator else None

    def _expect(self, *standen: Adviesstand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("dit advies"), stand=self.stand)


class Adviesstem(Base):
    """What one party thinks of an advice; a minority is printed."""

    __tablename__ = "adviesstem"
    __table_args__ = (
        UniqueConstraint("advies_id", "partij_id"),
        CheckConstraint("antwoord <> 'niet_eens' OR length(toelichting) >= 20", name="want"),
    )

    advies_id: Mapped[int] = mapped_column(ForeignKey("advies.id"), index=True, init=False)
    advies: Mapped[Advies] = relationship(back_populates="stemmen", default=None)
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    antwoord: Mapped[Partijantwoord]
    toelichting: Mapped[str] = mapped_column(Text, default="")
