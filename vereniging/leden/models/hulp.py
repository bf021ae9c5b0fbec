"""Somebody helps a member who reads no mail: the letters go to the helper."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.leden.models.lid import Lid

LOOPT = text("einde IS NULL")


class LeestZelf(DomainError):
    """Who reads mail needs nobody to read it."""

    message = _l("%(naam)s leest zelf e-mail. Een helper is niet nodig.")


class GeenHelper(DomainError):
    """A helper is another member, who reads mail."""

    message = _l("Kies als helper een ander lid, dat e-mail leest.")


class AlGeholpen(DomainError):
    """One helper at a time."""

    message = _l("%(naam)s heeft al een helper. Beëindig die hulp eerst.")


class Hulp(Base):
    """From this day the helper reads the letters of this member, with their consent."""

    __tablename__ = "hulp"
    __table_args__ = (
        CheckConstraint("lid_id <> helper_id", name="een_ander"),
        CheckConstraint("einde IS NULL OR einde >= begin", name="einde_na_begin"),
        Index("uq_hulp_loopt", "lid_id", unique=True, sqlite_where=LOOPT, postgresql_where=LOOPT),
    )

    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship(foreign_keys=[lid_id])
    helper_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    helper: Mapped[Lid] = relationship(foreign_keys=[helper_id])
    begin: Mapped[date]
    akkoord: Mapped[str] = mapped_column(String(300))  # how the member said yes
    einde: Mapped[date | None] = mapped_column(default=None)

    def werkt_op(self, dag: date) -> bool:
        """Whether the letters go to the helper: both are members, and only one reads mail."""
        loopt = self.begin <= dag and self.einde is None
        both = self.lid.is_lid_op(dag) and self.helper.is_lid_op(dag)
        return loopt and both and not self.lid.email and bool(self.helper.email)

    def stoppen(self, dag: date) -> bool:
        """From now the letters go by post again; False when they did."""
        if self.einde is not None:
            return False
        self.einde = max(dag, self.begin)
        return True
