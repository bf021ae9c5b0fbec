"""A month in which members may leave at once, because of a decision (BW 2:36 lid 3 and 4)."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.leden.models.lid import Lid, LidSoort
from vereniging.leden.opzegtermijn import Opzeggrond
from vereniging.statuten.models import Besluit


class GeenUittreedvenster(DomainError):
    """Leaving at once needs a decision that burdens this member, heard of within a month."""

    message = _l("Meteen stoppen kan nu niet. Zeg op met de gewone einddatum.")


class VensterSoort(enum.StrEnum):
    """What was decided: more duties or fewer rights, or another legal form."""

    VERZWARING = "verzwaring"
    OMZETTING = "omzetting"


class Uittreedvenster(Base):
    """Opened by a decision; it counts for the kinds of member whom the decision burdens."""

    __tablename__ = "uittreedvenster"
    __table_args__ = (CheckConstraint("tot > meegedeeld_op", name="tot_na_mededeling"),)

    besluit_id: Mapped[int] = mapped_column(ForeignKey("besluit.id"), unique=True, init=False)
    besluit: Mapped[Besluit] = relationship(lazy="joined", innerjoin=True)
    soort: Mapped[VensterSoort]
    lidsoorten: Mapped[str] = mapped_column(String(60))  # `bedrijf lid`
    meegedeeld_op: Mapped[date]
    tot: Mapped[date] = mapped_column(index=True)

    @property
    def grond(self) -> Opzeggrond:
        """The ground of a notice that uses this window."""
        return Opzeggrond(self.soort.value)

    @property
    def voor(self) -> list[LidSoort]:
        """The kinds of member whom the decision burdens."""
        return [LidSoort(soort) for soort in self.lidsoorten.split()]

    def geldt_voor(self, lid: Lid, dag: date) -> bool:
        """Whether this member may leave at once with notice received on this day."""
        period = lid.lidmaatschap_op(dag)
        if period is None or not self.meegedeeld_op <= dag <= self.tot:
            return False
        return period.soort in self.voor and period.begin <= self.meegedeeld_op
