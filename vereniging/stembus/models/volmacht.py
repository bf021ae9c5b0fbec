"""Let another member vote for you at a general meeting (BW 2:38 lid 4, stembus.md section 3)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import EenAnder, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.leden.models import Lid
from vereniging.stembus.models.bus import PAPIER, WEB
from vereniging.stembus.models.stemming import Stemming


class Volmacht(Base):
    """A member lets another one vote; on paper it counts once a second officer saw it."""

    __tablename__ = "volmacht"
    __table_args__ = (
        UniqueConstraint("stemming_id", "gever_id"),
        CheckConstraint("gever_id <> houder_id", name="niet_zichzelf"),
        CheckConstraint("via IN ('web', 'papier')", name="via"),
        CheckConstraint("(via = 'papier') = (in_door_id IS NOT NULL)", name="papier_in"),
        CheckConstraint("bevestigd_door_id IS NULL OR via = 'papier'", name="papier_bevestigd"),
        CheckConstraint("bevestigd_door_id <> in_door_id", name="een_ander"),
    )

    stemming_id: Mapped[int] = mapped_column(ForeignKey("stemming.id"), init=False)
    stemming: Mapped[Stemming] = relationship()
    gever_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    gever: Mapped[Lid] = relationship(foreign_keys=[gever_id])
    houder_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    houder: Mapped[Lid] = relationship(foreign_keys=[houder_id])
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    gegeven_op: Mapped[datetime]
    via: Mapped[str] = mapped_column(String(8), default=WEB)
    in_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    bevestigd_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)

    @property
    def is_geldig(self) -> bool:
        """Whether the holder may vote with it."""
        return self.via == WEB or self.bevestigd_door_id is not None

    def bevestigen(self, account_id: int) -> None:
        """A second officer saw the signed paper. Raises EenAnder, KanNietMeer."""
        if self.via != PAPIER or self.bevestigd_door_id is not None:
            raise KanNietMeer(wat=_l("deze volmacht"), stand=_l("bevestigd"))
        if account_id == self.in_door_id:
            raise EenAnder
        self.bevestigd_door_id = account_id
