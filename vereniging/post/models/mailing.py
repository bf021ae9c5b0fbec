"""A text to many members: one person writes it, another lets it go (security-reliability.md 4)."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from vereniging.core.db import Base
from vereniging.core.errors import DomainError, EenAnder, KanNietMeer
from vereniging.core.i18n import _l


class GeenOntvangers(DomainError):
    message = _l("Niemand krijgt deze mailing. Kies andere ontvangers.")


class NietMeerTeWijzigen(DomainError):
    message = _l("Deze mailing ligt al bij een ander bestuurslid. Neem hem eerst terug.")


class AndereTekst(DomainError):
    message = _l("De mailing is net veranderd. Lees hem opnieuw voordat u hem goedkeurt.")


class MailingStand(enum.StrEnum):
    CONCEPT = "concept"
    VOORGELEGD = "voorgelegd"
    LOOPT = "loopt"
    VERSTUURD = "verstuurd"
    GESTOPT = "gestopt"
    INGETROKKEN = "ingetrokken"


WOORD = {
    MailingStand.CONCEPT: _l("een concept"),
    MailingStand.VOORGELEGD: _l("voorgelegd"),
    MailingStand.LOOPT: _l("onderweg"),
    MailingStand.VERSTUURD: _l("verstuurd"),
    MailingStand.GESTOPT: _l("gestopt"),
    MailingStand.INGETROKKEN: _l("weggegooid"),
}


class Mailing(Base):
    """One text, for whom, about what, and how far it got."""

    __tablename__ = "mailing"
    __table_args__ = (
        CheckConstraint(
            "goedgekeurd_door_id IS NULL"
            " OR (voorgelegd_door_id IS NOT NULL AND goedgekeurd_door_id <> voorgelegd_door_id)",
            name="twee_personen",
        ),
        CheckConstraint(
            "(goedgekeurd_op IS NULL) = (stand IN ('concept', 'voorgelegd', 'ingetrokken'))",
            name="goedgekeurd_voor_verzenden",
        ),
        CheckConstraint(
            "(goedgekeurd_op IS NULL) = (goedgekeurd_door_id IS NULL)", name="wie_keurde_goed"
        ),
        CheckConstraint(
            "stand <> 'voorgelegd' OR voorgelegd_door_id IS NOT NULL", name="wie_legde_voor"
        ),
        CheckConstraint("(tekst_en = '') = (titel_en = '')", name="engels_is_heel"),
    )

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)
    onderwerp: Mapped[str] = mapped_column(String(40))
    titel: Mapped[str] = mapped_column(String(120))
    tekst: Mapped[str] = mapped_column(Text)
    keuze: Mapped[dict[str, Any]]
    gemaakt_op: Mapped[datetime]
    gemaakt_door_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    titel_en: Mapped[str] = mapped_column(String(120), default="")
    tekst_en: Mapped[str] = mapped_column(Text, default="")
    is_belangrijk: Mapped[bool] = mapped_column(default=False)
    versie: Mapped[int] = mapped_column(default=1)
    stand: Mapped[MailingStand] = mapped_column(default=MailingStand.CONCEPT, index=True)
    voorgelegd_op: Mapped[datetime | None] = mapped_column(default=None)
    voorgelegd_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    goedgekeurd_op: Mapped[datetime | None] = mapped_column(default=None)
    goedgekeurd_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    anker: Mapped[str] = mapped_column(String(60), default="")
    klaargezet_op: Mapped[datetime | None] = mapped_column(default=None)
    klaar_op: Mapped[datetime | None] = mapped_column(default=None)
    uitkomst: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)

    def mag_wijzigen(self) -> bool:
        return self.stand is MailingStand.CONCEPT

    def mag_goedkeuren(self, door_id: int) -> bool:
        return self.stand is MailingStand.VOORGELEGD and door_id != self.voorgelegd_door_id

    def wijzigen(self, **velden: Any) -> None:
        """Another text, topic or choice of members. Raises NietMeerTeWijzigen."""
        if not self.mag_wijzigen():
            raise NietMeerTeWijzigen
        for naam, waarde in velden.items():
            setattr(self, naam, waarde)
        self.versie += 1

    def voorleggen(self, door_id: int, aantal: int, nu: datetime) -> None:
        """Ask another person to look. Raises KanNietMeer, GeenOntvangers."""
        self._moet(MailingStand.CONCEPT)
        if not aantal:
            raise GeenOntvangers
        self.stand = MailingStand.VOORGELEGD
        self.voorgelegd_op, self.voorgelegd_door_id = nu, door_id

    def terugnemen(self) -> None:
        """Not yet: it becomes a draft again. Raises KanNietMeer."""
        self._moet(MailingStand.VOORGELEGD)
        self.stand = MailingStand.CONCEPT
        self.voorgelegd_op = self.voorgelegd_door_id = None

    def goedkeuren(self, door_id: int, versie: int, nu: datetime) -> None:
        """Another person read this text: it goes. Raises KanNietMeer, EenAnder, AndereTekst."""
        self._moet(MailingStand.VOORGELEGD)
        if door_id == self.voorgelegd_door_id:
            raise EenAnder
        if versie != self.versie:
            raise AndereTekst
        self.stand = MailingStand.LOOPT
        self.goedgekeurd_op, self.goedgekeurd_door_id = nu, door_id

    def intrekken(self) -> None:
        """A draft that is not wanted any more. Raises KanNietMeer."""
        self._moet(MailingStand.CONCEPT)
        self.stand = MailingStand.INGETROKKEN

    def stoppen(self) -> None:
        """What has not left stays here. Raises KanNietMeer."""
        self._moet(MailingStand.LOOPT)
        self.stand = MailingStand.GESTOPT

    def afronden(self, uitkomst: dict[str, Any], nu: datetime) -> None:
        """Nothing of it waits any more: remember how it went, the messages themselves go."""
        if self.stand is MailingStand.LOOPT:
            self.stand = MailingStand.VERSTUURD
        self.klaar_op, self.uitkomst = nu, uitkomst

    def _moet(self, stand: MailingStand) -> None:
        if self.stand is not stand:
            raise KanNietMeer(wat=_l("deze mailing"), stand=WOORD[self.stand])
