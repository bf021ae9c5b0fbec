"""Who signed the covenant: told by one officer, checked against the paper by another."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models.partij import Organisatie
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, EenAnder
from vereniging.core.i18n import _l
from vereniging.core.triggers import append_only

if TYPE_CHECKING:
    from vereniging.convenant.models.tekst import Convenant


class AlGetekend(DomainError):
    """A signature is final and given once."""

    message = _l("%(organisatie)s heeft al getekend. Een handtekening staat vast.")


class TekentNiet(DomainError):
    """Not every organisation in a seat signs, and only while it fills that seat."""

    message = _l("%(organisatie)s tekent op deze dag niet mee.")


class Ondertekening(Base):
    """A signature of an organisation, final once written; the name is not public."""

    __tablename__ = "ondertekening"
    __table_args__ = (
        UniqueConstraint("convenant_id", "organisatie_id"),
        CheckConstraint("(scan = '') = (scan_sha256 = '')", name="scan"),
        CheckConstraint("opgegeven_door_id <> gecontroleerd_door_id", name="een_ander"),
    )

    convenant_id: Mapped[int] = mapped_column(ForeignKey("convenant.id"), index=True, init=False)
    convenant: Mapped[Convenant] = relationship(back_populates="ondertekeningen", default=None)
    organisatie_id: Mapped[int] = mapped_column(
        ForeignKey("organisatie.id"), index=True, init=False
    )
    organisatie: Mapped[Organisatie] = relationship()
    naam: Mapped[str] = mapped_column(String(120))
    functie: Mapped[str] = mapped_column(String(120))
    bevoegdheid: Mapped[str] = mapped_column(String(200))  # why this person may sign
    datum: Mapped[date]
    opgegeven_door_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    gecontroleerd_door_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    scan: Mapped[str] = mapped_column(String(40), default="")  # of the paper; not public
    scan_sha256: Mapped[str] = mapped_column(String(64), default="")


class Handtekeningopgave(Base):
    """A signature that one officer told of; it counts for nothing until another looked."""

    __tablename__ = "handtekeningopgave"
    __table_args__ = (
        UniqueConstraint("convenant_id", "organisatie_id"),
        CheckConstraint("(scan = '') = (scan_sha256 = '')", name="scan"),
    )

    convenant_id: Mapped[int] = mapped_column(ForeignKey("convenant.id"), index=True, init=False)
    convenant: Mapped[Convenant] = relationship()
    organisatie_id: Mapped[int] = mapped_column(
        ForeignKey("organisatie.id"), index=True, init=False
    )
    organisatie: Mapped[Organisatie] = relationship()
    naam: Mapped[str] = mapped_column(String(120))
    functie: Mapped[str] = mapped_column(String(120))
    bevoegdheid: Mapped[str] = mapped_column(String(200))
    datum: Mapped[date]
    door_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    op: Mapped[datetime]
    scan: Mapped[str] = mapped_column(String(40), default="")
    scan_sha256: Mapped[str] = mapped_column(String(64), default="")

    def controleren(self, door_id: int) -> Ondertekening:
        """The signature as another officer saw it on paper; raises EenAnder."""
        if door_id == self.door_id:
            raise EenAnder
        return Ondertekening(
            organisatie=self.organisatie,
            naam=self.naam,
            functie=self.functie,
            bevoegdheid=self.bevoegdheid,
            datum=self.datum,
            opgegeven_door_id=self.door_id,
            gecontroleerd_door_id=door_id,
            scan=self.scan,
            scan_sha256=self.scan_sha256,
        )


append_only(Ondertekening.__table__)  # type: ignore[arg-type]  # a mapped class has a Table
