"""Notice by a member: no approval, an end date by the rules, undo until that day."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l, kort
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models.lid import Lid, Lidmaatschap
from vereniging.leden.models.uittreedvenster import GeenUittreedvenster, Uittreedvenster
from vereniging.leden.opzegtermijn import (
    OpzeggenTegen,
    Opzeggrond,
    Opzegregels,
    Opzegtermijn,
    Termijneenheid,
    einddatum,
)
from vereniging.statuten.models import Profiel

BEVESTIGEN_BINNEN = timedelta(days=7)
REDEN = "opzegging"
MET_VENSTER = "(grond IN ('verzwaring', 'omzetting')) = (venster_id IS NOT NULL)"
RUNS = text("stand = 'ontvangen'")


class OpzeglinkVerlopen(DomainError):
    """Notice is confirmed within seven days, or given again."""

    message = _l("Deze link is verlopen. Zeg opnieuw op.")


class GeenLidmaatschap(DomainError):
    """Only a membership that runs can end."""

    message = _l("U bent geen lid meer. U hoeft niets op te zeggen.")


class AlOpgezegd(DomainError):
    """The membership already has a last day."""

    message = _l("U zegde al op. Uw lidmaatschap stopt na %(datum)s.")


class IntrekkenTeLaat(DomainError):
    """After the last day there is nothing left to undo."""

    message = _l("U kon dit intrekken tot en met %(datum)s.")


class OpzeggingStand(enum.StrEnum):
    TE_BEVESTIGEN = "te_bevestigen"
    ONTVANGEN = "ontvangen"
    INGETROKKEN = "ingetrokken"
    UITGEVOERD = "uitgevoerd"


class Opzegkanaal(enum.StrEnum):
    WEB = "web"
    MAIL = "mail"
    BRIEF = "brief"
    MONDELING = "mondeling"


class Opzegging(Base):
    """A member leaves; received on the day of the form (domain.md 4.3)."""

    __tablename__ = "opzegging"
    __table_args__ = (
        CheckConstraint(MET_VENSTER, name="venster_bij_grond"),
        Index("uq_opzegging_loopt", "lid_id", unique=True,
              sqlite_where=RUNS, postgresql_where=RUNS),
    )  # fmt: skip

    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    gevraagd_op: Mapped[datetime]
    ontvangen_op: Mapped[date]
    einddatum: Mapped[date] = mapped_column(index=True)
    kanaal: Mapped[Opzegkanaal] = mapped_column(default=Opzegkanaal.WEB)
    grond: Mapped[Opzeggrond] = mapped_column(default=Opzeggrond.GEWOON)
    gewenst: Mapped[date | None] = mapped_column(default=None)
    statuten_id: Mapped[int | None] = mapped_column(ForeignKey("statuten.id"), default=None)
    venster_id: Mapped[int | None] = mapped_column(
        ForeignKey("uittreedvenster.id"), index=True, init=False
    )
    venster: Mapped[Uittreedvenster | None] = relationship(default=None)
    bevestigd_op: Mapped[datetime | None] = mapped_column(default=None)
    ingetrokken_op: Mapped[datetime | None] = mapped_column(default=None)
    uitgevoerd_op: Mapped[datetime | None] = mapped_column(default=None)
    stand: Mapped[OpzeggingStand] = mapped_column(default=OpzeggingStand.TE_BEVESTIGEN)

    def bevestigen(self, nu: datetime) -> bool:
        """The notice counts: the membership gets its last day."""
        if self.stand is OpzeggingStand.ONTVANGEN:
            return False
        self._expect(OpzeggingStand.TE_BEVESTIGEN)
        if nu - self.gevraagd_op > BEVESTIGEN_BINNEN:
            raise OpzeglinkVerlopen
        period = lopend(self.lid, amsterdam_day(nu))
        period.einde, period.eindreden = max(self.einddatum, period.begin), REDEN
        self.stand, self.bevestigd_op = OpzeggingStand.ONTVANGEN, nu
        return True

    def treed_uit(self, venster: Uittreedvenster | None) -> None:
        """Leave at once because of a decision; its new burden does not bind (BW 2:36.3).

        Raises GeenUittreedvenster, KanNietMeer.
        """
        self._expect(OpzeggingStand.TE_BEVESTIGEN)
        if venster is None or not venster.geldt_voor(self.lid, self.ontvangen_op):
            raise GeenUittreedvenster
        self.grond, self.venster = venster.grond, venster
        self.einddatum = einddatum(self.ontvangen_op, grond=venster.grond, venster_tot=venster.tot)

    def intrekken(self, nu: datetime) -> bool:
        """The member stays after all; possible until the last day."""
        if self.stand is OpzeggingStand.INGETROKKEN:
            return False
        self._expect(OpzeggingStand.TE_BEVESTIGEN, OpzeggingStand.ONTVANGEN)
        if amsterdam_day(nu) > self.einddatum:
            raise IntrekkenTeLaat(datum=kort(self.einddatum))
        period = self.lid.lidmaatschap_op(amsterdam_day(nu))
        if period and self.stand is OpzeggingStand.ONTVANGEN and period.eindreden == REDEN:
            period.einde = period.eindreden = None
        self.stand, self.ingetrokken_op = OpzeggingStand.INGETROKKEN, nu
        return True

    def uitvoeren(self, nu: datetime) -> bool:
        """The last day is over; False when it is not yet, or was done before."""
        if self.stand is not OpzeggingStand.ONTVANGEN or amsterdam_day(nu) <= self.einddatum:
            return False
        self.stand, self.uitgevoerd_op = OpzeggingStand.UITGEVOERD, nu
        return True

    def mag_intrekken(self, dag: date) -> bool:
        return self.stand is OpzeggingStand.ONTVANGEN and dag <= self.einddatum

    def _expect(self, *standen: OpzeggingStand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("deze opzegging"), stand=self.stand)


def lopend(lid: Lid, dag: date) -> Lidmaatschap:
    """The period that notice on this day ends.

    Raises GeenLidmaatschap, AlOpgezegd.
    """
    period = lid.lidmaatschap_op(dag)
    if period is None or (period.einde is not None and period.einde < dag):
        raise GeenLidmaatschap
    if period.einde is not None:
        raise AlOpgezegd(datum=kort(period.einde))
    return period


def regels_van(profiel: Profiel) -> Opzegregels:
    """The notice rules in the statutes."""
    maanden = profiel.opzegtermijn_maanden
    termijn = (
        Opzegtermijn(maanden, Termijneenheid.MAANDEN)
        if maanden
        else Opzegtermijn(profiel.opzegtermijn_weken, Termijneenheid.WEKEN)
    )
    tegen = OpzeggenTegen(profiel.opzeggen_tegen)
    return Opzegregels(profiel.boekjaar_begint_maand, termijn, tegen)
