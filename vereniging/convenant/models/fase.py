"""The road of a concept: from a working group to the text that parties can sign."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models.partij import Partij
from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.triggers import append_only

if TYPE_CHECKING:
    from vereniging.convenant.models.tekst import Convenant

REACTIETERMIJN = 28  # days, unless the board set another


class NogNietBesproken(DomainError):
    """Each party talks about a concept at home before it becomes everybody's."""

    message = _l("Nog niet besproken door %(partijen)s.")


class ReactietijdLoopt(DomainError):
    """What was promised to residents is kept."""

    message = _l("Bewoners kunnen tot en met %(datum)s reageren. Daarna kan de volgende stap.")


class ReactiesOpen(DomainError):
    """Who reacted gets an answer before the text goes on."""

    message = _l("Nog %(aantal)s reacties zonder antwoord.")


class GeenReden(DomainError):
    """Going back is explained to everyone."""

    message = _l("Leg uit waarom (minstens 10 tekens).")


class NogNietAf(DomainError):
    """Parties sign what went all the way."""

    message = _l("De tekst is nog niet bij burgemeester en wethouders geweest.")


class Fase(enum.StrEnum):
    WERKGROEP = "werkgroep"
    BESPROKEN = "besproken"
    DEFINITIEF_CONCEPT = "definitief_concept"
    BIJ_JURISTEN = "bij_juristen"
    BIJ_BENW = "bij_benw"
    AFGEBROKEN = "afgebroken"


WEG = (
    Fase.WERKGROEP,
    Fase.BESPROKEN,
    Fase.DEFINITIEF_CONCEPT,
    Fase.BIJ_JURISTEN,
    Fase.BIJ_BENW,
)

# Here the words may change; in the other phases somebody else is reading them.
SCHRIJVEN = (Fase.WERKGROEP, Fase.BESPROKEN, Fase.BIJ_JURISTEN)


class Besprekinguitkomst(enum.StrEnum):
    POSITIEF = "positief"
    VOORBEHOUD = "voorbehoud"
    AFWIJZEND = "afwijzend"


class Bespreking(Base):
    """What a party thinks of a concept after it talked about it at home."""

    __tablename__ = "bespreking"
    __table_args__ = (UniqueConstraint("convenant_id", "partij_id"),)

    convenant_id: Mapped[int] = mapped_column(ForeignKey("convenant.id"), index=True, init=False)
    convenant: Mapped[Convenant] = relationship(back_populates="besprekingen", default=None)
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    op: Mapped[date]
    uitkomst: Mapped[Besprekinguitkomst]
    samenvatting: Mapped[str] = mapped_column(Text)


class Fasewissel(Base):
    """One step on the road of a concept, forward or back, with its reason."""

    __tablename__ = "fasewissel"
    __table_args__ = (CheckConstraint("van <> naar", name="een_stap"),)

    convenant_id: Mapped[int] = mapped_column(ForeignKey("convenant.id"), index=True, init=False)
    convenant: Mapped[Convenant] = relationship(back_populates="wissels", default=None)
    van: Mapped[Fase]
    naar: Mapped[Fase]
    op: Mapped[datetime]
    reden: Mapped[str] = mapped_column(Text, default="")


append_only(Fasewissel.__table__)  # type: ignore[arg-type]  # a mapped class has a Table
