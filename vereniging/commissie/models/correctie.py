"""What a later decision says was wrong in an outcome; the outcome itself stays as it was."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models.agendapunt import Agendapunt, Uitkomst
from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.triggers import append_only
from vereniging.statuten.models import Besluit, Orgaan


class GeenLaterBesluit(DomainError):
    """The five correct what the five decided, and later."""

    message = _l("Dit is geen later besluit van de commissie. Kijk het nummer na.")


class Correctie(Base):
    """A later decision of all five that puts an outcome right; both are read side by side."""

    __tablename__ = "correctie"

    uitkomst_id: Mapped[int] = mapped_column(ForeignKey("uitkomst.id"), index=True, init=False)
    uitkomst: Mapped[Uitkomst] = relationship()
    besluit_id: Mapped[int] = mapped_column(ForeignKey("besluit.id"), unique=True, init=False)
    besluit: Mapped[Besluit] = relationship()
    tekst: Mapped[str] = mapped_column(Text)


append_only(Correctie.__table__)  # type: ignore[arg-type]  # a mapped class has a Table


def corrigeer(punt: Agendapunt, besluit: Besluit, tekst: str) -> Correctie:
    """What another decision puts right; raises KanNietMeer or GeenLaterBesluit."""
    punt.vergadering.expect_gehouden()
    uitkomst = punt.uitkomst
    van_vijf = besluit.orgaan is Orgaan.COMMISSIE
    if uitkomst is None or not van_vijf or besluit.genomen_op <= uitkomst.vastgelegd_op:
        raise GeenLaterBesluit
    if uitkomst.besluit is besluit:
        raise GeenLaterBesluit
    return Correctie(uitkomst=uitkomst, besluit=besluit, tekst=tekst)
