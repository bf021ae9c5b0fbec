"""The link by which a party puts something forward for the agenda, without an account."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models.agendapunt import Agendapunt, PuntStand
from vereniging.commissie.models.bloksoort import Blok
from vereniging.commissie.models.vergadering import Vergadering
from vereniging.convenant.models import Partij, Thema
from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l

HOOGSTENS = 5


class GenoegVoorgesteld(DomainError):
    """A meeting is short; what a party has more it brings next time."""

    message = _l("U stelde al %(aantal)s punten voor. Meer past niet op één agenda.")


class Voorstellink(Base):
    """One for each party and meeting."""

    __tablename__ = "voorstellink"
    __table_args__ = (UniqueConstraint("vergadering_id", "partij_id"),)

    vergadering_id: Mapped[int] = mapped_column(ForeignKey("vergadering.id"), init=False)
    vergadering: Mapped[Vergadering] = relationship()
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)

    @property
    def voorgesteld(self) -> list[Agendapunt]:
        """What this party put forward, placed or not."""
        return [
            punt
            for punt in self.vergadering.agendapunten
            if punt.partij_id == self.partij_id and punt.is_voorstel
        ]

    def stel_voor(self, titel: str, toelichting: str, thema: Thema) -> Agendapunt:
        """Put an item forward; officers place it. Raises KanNietMeer or GenoegVoorgesteld."""
        self.vergadering.expect_vooraf()
        if len(self.voorgesteld) >= HOOGSTENS:
            raise GenoegVoorgesteld(aantal=HOOGSTENS)
        return Agendapunt(
            vergadering=self.vergadering,
            titel=titel,
            toelichting=toelichting,
            thema=thema,
            partij=self.partij,
            volgorde=max((each.volgorde for each in self.vergadering.agendapunten), default=0) + 1,
            stand=PuntStand.VOORGESTELD,
            is_voorstel=True,
            blok=int(Blok.PARTIJEN),
        )
