"""Who signed the covenant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models.partij import Organisatie
from vereniging.core.db import Base
from vereniging.core.triggers import append_only

if TYPE_CHECKING:
    from vereniging.convenant.models.tekst import Convenant


class Ondertekening(Base):
    """A signature of an organisation, final once written; the name is not public."""

    __tablename__ = "ondertekening"
    __table_args__ = (
        UniqueConstraint("convenant_id", "organisatie_id"),
        CheckConstraint("(scan = '') = (scan_sha256 = '')", name="scan"),
    )

    convenant_id: Mapped[int] = mapped_column(ForeignKey("convenant.id"), index=True, init=False)
    convenant: Mapped[Convenant] = relationship(back_populates="ondertekeningen", default=None)
    organisatie_id: Mapped[int] = mapped_column(
        ForeignKey("organisatie.id"), index=True, init=False
    )
    organisatie: Mapped[Organisatie] = relationship()
    naam: Mapped[str] = mapped_column(String(120))
    functie: Mapped[str] = mapped_column(String(120))
    datum: Mapped[date]
    scan: Mapped[str] = mapped_column(String(40), default="")  # of the paper; not public
    scan_sha256: Mapped[str] = mapped_column(String(64), default="")


append_only(Ondertekening.__table__)  # type: ignore[arg-type]  # a mapped class has a Table
