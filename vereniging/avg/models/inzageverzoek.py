"""That somebody took a file with their own data, so that nobody takes it without end."""

from __future__ import annotations

import enum
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l

DAG = timedelta(days=1)
PER_DAG = 10  # security-reliability.md section 9, export


class InzageTeVaak(DomainError):
    """Ten files a day are enough."""

    message = _l("U haalde dit vandaag al 10 keer op. Probeer het morgen weer.")


class Inzagevorm(enum.StrEnum):
    """In which form somebody takes their own data."""

    CSV = "csv"
    JSON = "json"


class Inzageverzoek(Base):
    """Somebody took a file with what we keep of them."""

    __tablename__ = "inzageverzoek"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    vorm: Mapped[Inzagevorm]
    op: Mapped[datetime]
