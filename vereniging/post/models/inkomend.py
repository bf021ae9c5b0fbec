"""What comes in by mail: every message once, what found no place, and what came back."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from vereniging.core.db import Base


class Postlot(enum.StrEnum):
    """What became of a message that came in."""

    ANTWOORD = "antwoord"
    TERUGBERICHT = "terugbericht"
    POSTBAK = "postbak"
    GENEGEERD = "genegeerd"


class Binnenpost(Base):
    """A message that came in: the second time it comes, nothing happens."""

    __tablename__ = "binnenpost"

    message_id: Mapped[str] = mapped_column(String(255), unique=True)
    op: Mapped[datetime] = mapped_column(index=True)
    lot: Mapped[Postlot]


class Postbakreden(enum.StrEnum):
    """Why a message found no place by itself."""

    GEEN_ADRES = "geen_adres"
    VREEMDE = "vreemde"
    ONLEESBAAR = "onleesbaar"


class Postbak(Base):
    """A message that a person must place; its text is sealed."""

    __tablename__ = "postbak"

    message_id: Mapped[str] = mapped_column(String(255), unique=True)
    op: Mapped[datetime] = mapped_column(index=True)
    van: Mapped[str]
    onderwerp: Mapped[str]
    tekst: Mapped[bytes] = mapped_column(LargeBinary)
    reden: Mapped[Postbakreden]
    bijlagen: Mapped[int] = mapped_column(default=0)
    kiem: Mapped[bytes | None] = mapped_column(LargeBinary(8), default=None)


class Terugbericht(Base):
    """A mail server told that it could not deliver one of our messages."""

    __tablename__ = "terugbericht"

    mailnummer: Mapped[str] = mapped_column(String(32), unique=True)
    adres: Mapped[str] = mapped_column(index=True)
    op: Mapped[datetime]
    is_hard: Mapped[bool]
    status: Mapped[str] = mapped_column(String(12), default="")
    uitleg: Mapped[str] = mapped_column(default="")
