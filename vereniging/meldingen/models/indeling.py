"""What a report can be about, and where it can be."""

from __future__ import annotations

import enum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models import Organisatie, Partij, Thema
from vereniging.core.db import Base


class PlekSoort(enum.StrEnum):
    STRAAT = "straat"
    STRAATDEEL = "straatdeel"
    PLEIN = "plein"
    PARK = "park"
    GEBOUW = "gebouw"


class Plek(Base):
    """A street or square that a reporter picks from the list."""

    __tablename__ = "plek"

    naam: Mapped[str] = mapped_column(String(120), unique=True)
    soort: Mapped[PlekSoort] = mapped_column(default=PlekSoort.STRAAT)
    lat: Mapped[float | None] = mapped_column(default=None)
    lon: Mapped[float | None] = mapped_column(default=None)


class MeldingCategorie(Base):
    """One kind of trouble within a theme, with the party that it usually goes to."""

    __tablename__ = "categorie"

    code: Mapped[str] = mapped_column(String(30), unique=True)
    naam: Mapped[str] = mapped_column(String(120))
    volgorde: Mapped[int] = mapped_column(unique=True)
    thema_id: Mapped[int] = mapped_column(ForeignKey("thema.id"), index=True, init=False)
    thema: Mapped[Thema] = relationship()
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    gemeente_eerst: Mapped[bool] = mapped_column(default=False)


class Routering(Base):
    """At this place another organisation takes care of this kind of trouble."""

    __tablename__ = "routering"
    __table_args__ = (UniqueConstraint("categorie_id", "plek_id"),)

    categorie_id: Mapped[int] = mapped_column(ForeignKey("categorie.id"), init=False)
    categorie: Mapped[MeldingCategorie] = relationship()
    plek_id: Mapped[int] = mapped_column(ForeignKey("plek.id"), index=True, init=False)
    plek: Mapped[Plek] = relationship()
    organisatie_id: Mapped[int] = mapped_column(
        ForeignKey("organisatie.id"), index=True, init=False
    )
    organisatie: Mapped[Organisatie] = relationship()
