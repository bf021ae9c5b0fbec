"""The seven themes, the five seats and who sits in them."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l


class OpvolgingKanNiet(DomainError):
    """A seat is handed over once, on a day that its holder reached."""

    message = _l("%(organisatie)s kan op deze dag geen opvolger krijgen.")


class Thema(Base):
    """One of the seven themes of the covenant."""

    __tablename__ = "thema"

    code: Mapped[str] = mapped_column(String(20), unique=True)
    naam: Mapped[str] = mapped_column(String(120))
    volgorde: Mapped[int] = mapped_column(unique=True)


class Partij(Base):
    """One of the five equal seats; organisations in it come and go."""

    __tablename__ = "partij"

    code: Mapped[str] = mapped_column(String(20), unique=True)
    naam: Mapped[str] = mapped_column(String(120))
    volgorde: Mapped[int] = mapped_column(unique=True)
    is_eigen: Mapped[bool] = mapped_column(default=False)
    organisaties: Mapped[list[Organisatie]] = relationship(
        back_populates="partij", default_factory=list, order_by="(Organisatie.van, Organisatie.id)"
    )


class Organisatie(Base):
    """A body that fills a seat from a day until a day."""

    __tablename__ = "organisatie"
    __table_args__ = (CheckConstraint("tot IS NULL OR tot >= van", name="periode"),)

    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship(back_populates="organisaties")
    naam: Mapped[str] = mapped_column(String(120), unique=True)
    tekent: Mapped[bool] = mapped_column(default=True)
    alleen_weekoverzicht: Mapped[bool] = mapped_column(default=False, init=False)
    van: Mapped[date]
    tot: Mapped[date | None] = mapped_column(default=None)
    opvolger_id: Mapped[int | None] = mapped_column(ForeignKey("organisatie.id"), default=None)
    opvolger: Mapped[Organisatie | None] = relationship(
        remote_side="Organisatie.id", init=False, viewonly=True
    )
    contacten: Mapped[list[Contact]] = relationship(
        back_populates="organisatie", default_factory=list, order_by="(Contact.van, Contact.id)"
    )

    def is_actief(self, dag: date) -> bool:
        return self.van <= dag and (self.tot is None or self.tot >= dag)

    def opgevolgd_door(self, opvolger: Organisatie) -> None:
        """Leave the seat the day before the next one takes it; raises OpvolgingKanNiet.

        Signatures and promises stay where they are: they are the party's.
        """
        kan = self.opvolger_id is None and self.tot is None and self.van < opvolger.van
        if not kan:
            raise OpvolgingKanNiet(organisatie=self.naam)
        self.tot, self.opvolger_id = opvolger.van - timedelta(days=1), opvolger.id

    def contact_op(self, dag: date) -> Contact | None:
        """Who answers for this organisation on this day."""
        found = [c for c in self.contacten if c.van <= dag and (c.tot is None or c.tot >= dag)]
        return found[-1] if found else None


class Contact(Base):
    """A person at an organisation; works by signed link, without an account."""

    __tablename__ = "contact"

    organisatie_id: Mapped[int] = mapped_column(
        ForeignKey("organisatie.id"), index=True, init=False
    )
    organisatie: Mapped[Organisatie] = relationship(back_populates="contacten")
    naam: Mapped[str] = mapped_column(String(120))
    email: Mapped[str]
    van: Mapped[date]
    tot: Mapped[date | None] = mapped_column(default=None)
