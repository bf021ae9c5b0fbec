"""Numbers people read out: V-2026-0007, gapless per kind and year."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import String
from werkzeug.routing import BaseConverter, IntegerConverter

from vereniging.core.db import Base, db

WIDTHS = {"A": 3, "B": 3}


class Nummer(Base):
    """The last number given out in a series of one year."""

    __tablename__ = "nummer"

    reeks: Mapped[str] = mapped_column(String(12), unique=True)
    laatste: Mapped[int]


_UPSERT = text(
    "INSERT INTO nummer (reeks, laatste) VALUES (:reeks, :aantal)"
    " ON CONFLICT (reeks) DO UPDATE SET laatste = nummer.laatste + :aantal RETURNING laatste"
)


def reserve(letter: str, jaar: int, aantal: int = 1) -> int:
    """Take a run of numbers; the first of them. Rolled back numbers are given out again."""
    found = db.session.execute(_UPSERT, {"reeks": f"{letter}-{jaar}", "aantal": aantal})
    return int(found.scalar_one()) - aantal + 1


def reference(letter: str, jaar: int, nummer: int) -> str:
    """`V-2026-0007` of its parts."""
    return f"{letter}-{jaar}-{nummer:0{WIDTHS.get(letter, 4)}d}"


def next_reference(letter: str, jaar: int) -> str:
    """The next free number of this kind and year."""
    return reference(letter, jaar, reserve(letter, jaar))


class NumberConverter(IntegerConverter):
    """The number of a row; longer ones do not fit a database, so there is no such page."""

    regex = r"\d{1,9}"


class YearConverter(IntegerConverter):
    """A year that a calendar can hold."""

    regex = r"[12]\d{3}"


class KenmerkConverter(BaseConverter):
    """A reference in an address: capital letters, year, number."""

    regex = r"[A-Z]{1,2}-\d{4}-\d{3,6}"


class SlugConverter(BaseConverter):
    """Small letters and digits, joined by single hyphens."""

    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*"


class TokenConverter(BaseConverter):
    """A secret in an address: base64url, 43 characters."""

    regex = r"[A-Za-z0-9_-]{43}"
