"""A member, the periods of membership and the household."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.links import new_seed
from vereniging.leden.models.adres import Adres
from vereniging.leden.models.zoeken import fold, klank

GEWIST = "Gewist"  # stands where a name stood: the row stays for the books


class LidSoort(enum.StrEnum):
    LID = "lid"
    ERELID = "erelid"
    BEDRIJF = "bedrijf"
    DONATEUR = "donateur"


class LidStand(enum.StrEnum):
    """Derived from the periods, never stored (domain.md 4.2)."""

    TOEKOMSTIG = "toekomstig"
    ACTIEF = "actief"
    OPGEZEGD = "opgezegd"
    GESCHORST = "geschorst"
    BEEINDIGD = "beeindigd"
    GEEN_LID = "geen_lid"


class Huishouden(Base):
    """People who pay one nota together; one of them is addressed."""

    __tablename__ = "huishouden"

    adres_id: Mapped[int] = mapped_column(ForeignKey("adres.id"), index=True, init=False)
    adres: Mapped[Adres] = relationship()
    betaler_id: Mapped[int | None] = mapped_column(
        ForeignKey("lid.id", use_alter=True, name="fk_huishouden_betaler_id"), default=None
    )
    leden: Mapped[list[Lid]] = relationship(
        back_populates="huishouden",
        foreign_keys="Lid.huishouden_id",
        default_factory=list,
        order_by="Lid.id",
    )

    def betaler(self) -> Lid | None:
        """Who is addressed: the one chosen, else the first member."""
        chosen = [lid for lid in self.leden if lid.id == self.betaler_id]
        return next(iter(chosen or self.leden), None)


class Lid(Base):
    """A person (or firm) in the register; no birth date, gender or remarks are kept."""

    __tablename__ = "lid"

    lidnummer: Mapped[int] = mapped_column(unique=True)
    voornaam: Mapped[str] = mapped_column(String(120))
    achternaam: Mapped[str] = mapped_column(String(120))
    adres_id: Mapped[int] = mapped_column(ForeignKey("adres.id"), index=True, init=False)
    adres: Mapped[Adres] = relationship()
    voorletters: Mapped[str] = mapped_column(String(20), default="")
    tussenvoegsel: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str | None] = mapped_column(unique=True, default=None)
    telefoon: Mapped[str | None] = mapped_column(String(20), default=None)
    taal: Mapped[str] = mapped_column(String(2), default="nl")
    overleden_op: Mapped[date | None] = mapped_column(default=None)
    huishouden_id: Mapped[int | None] = mapped_column(
        ForeignKey("huishouden.id"), index=True, init=False
    )
    huishouden: Mapped[Huishouden | None] = relationship(
        back_populates="leden", foreign_keys=[huishouden_id], default=None
    )
    lidmaatschappen: Mapped[list[Lidmaatschap]] = relationship(
        back_populates="lid", default_factory=list, order_by="(Lidmaatschap.begin, Lidmaatschap.id)"
    )
    kiem: Mapped[bytes] = mapped_column(
        LargeBinary(16), unique=True, default_factory=new_seed, insert_default=new_seed, init=False
    )
    zoeknaam: Mapped[str] = mapped_column(String(700), index=True, default="", init=False)
    zoekklank: Mapped[str] = mapped_column(String(400), default="", init=False)
    gewist_op: Mapped[datetime | None] = mapped_column(default=None, init=False)

    @property
    def naam(self) -> str:
        """`Kim van der Berg`."""
        return " ".join(
            part for part in (self.voornaam, self.tussenvoegsel, self.achternaam) if part
        )

    @property
    def zoekwoorden(self) -> str:
        """The name as lists sort it, without accents, and what else an officer searches by."""
        return _zoekwoorden(self.lijstnaam, self.lidnummer, self.email)

    @property
    def lijstnaam(self) -> str:
        """`Berg, Kim van der`, as lists sort it."""
        return _lijstnaam(self.voornaam, self.tussenvoegsel, self.achternaam)

    def wis(self, nergens: Adres, nu: datetime) -> None:
        """Of this person only the number and the periods stay (AVG 17)."""
        self.voornaam = self.tussenvoegsel = self.voorletters = ""
        self.achternaam, self.email, self.telefoon = GEWIST, None, None
        self.adres, self.huishouden, self.kiem = nergens, None, new_seed()
        self.gewist_op = nu

    def lidmaatschap_op(self, dag: date) -> Lidmaatschap | None:
        """The period that covers this day, else the latest one."""
        periods = sorted(self.lidmaatschappen, key=lambda period: period.begin)
        covering = [period for period in periods if period.begin <= dag and period.loopt_op(dag)]
        return next(reversed(covering or periods), None)

    def stand(self, dag: date) -> LidStand:
        """Where this membership stands on a day (domain.md 4.2); the last day counts."""
        period = self.lidmaatschap_op(dag)
        if period is None:
            return LidStand.GEEN_LID
        if period.begin > dag:
            return LidStand.TOEKOMSTIG
        if not period.loopt_op(dag):
            return LidStand.BEEINDIGD
        if period.geschorst_op(dag):
            return LidStand.GESCHORST
        return LidStand.OPGEZEGD if period.einde else LidStand.ACTIEF

    def is_lid_op(self, dag: date) -> bool:
        """Whether the membership runs on this day, suspended or not."""
        return self.stand(dag) in {LidStand.ACTIEF, LidStand.OPGEZEGD, LidStand.GESCHORST}

    def soort_op(self, dag: date) -> LidSoort | None:
        """The kind of member on this day, if a membership runs."""
        period = self.lidmaatschap_op(dag)
        return period.soort if period and self.is_lid_op(dag) else None


class Lidmaatschap(Base):
    """One period of membership; begin and end are both inside it."""

    __tablename__ = "lidmaatschap"
    __table_args__ = (CheckConstraint("einde IS NULL OR einde >= begin", name="einde_na_begin"),)

    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship(back_populates="lidmaatschappen", default=None)
    soort: Mapped[LidSoort]
    begin: Mapped[date] = mapped_column(index=True)
    einde: Mapped[date | None] = mapped_column(default=None, index=True)
    eindreden: Mapped[str | None] = mapped_column(String(60), default=None)
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), default=None)
    geschorst_van: Mapped[date | None] = mapped_column(default=None)
    geschorst_tot: Mapped[date | None] = mapped_column(default=None)
    ingevoerd_op: Mapped[datetime]

    def loopt_op(self, dag: date) -> bool:
        return self.begin <= dag and (self.einde is None or self.einde >= dag)

    def geschorst_op(self, dag: date) -> bool:
        if self.geschorst_van is None or dag < self.geschorst_van:
            return False
        return self.geschorst_tot is None or dag <= self.geschorst_tot


@event.listens_for(Lid, "before_insert")
@event.listens_for(Lid, "before_update")
def _keep_findable(_mapper: Any, _connection: Any, lid: Lid) -> None:
    lid.zoeknaam = lid.zoekwoorden
    lid.zoekklank = _zoekklank(lid.lijstnaam)


def zoekvelden(
    *, voornaam: str, tussenvoegsel: str, achternaam: str, lidnummer: int, email: str | None
) -> tuple[str, str]:
    """`zoeknaam` and `zoekklank` of a member that is stored without an object."""
    naam = _lijstnaam(voornaam, tussenvoegsel, achternaam)
    return _zoekwoorden(naam, lidnummer, email), _zoekklank(naam)


def _lijstnaam(voornaam: str, tussenvoegsel: str, achternaam: str) -> str:
    return f"{achternaam}, {voornaam} {tussenvoegsel}".strip()


def _zoekwoorden(lijstnaam: str, lidnummer: int, email: str | None) -> str:
    return fold(f"{lijstnaam} {lidnummer} {email or ''}")


def _zoekklank(lijstnaam: str) -> str:
    return f" {klank(lijstnaam)}"
