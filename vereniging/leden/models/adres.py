"""Addresses, and whether they lie in the area the association serves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from vereniging.core.db import Base
from vereniging.leden.models.zoeken import klank

POSTCODE = re.compile(r"\s*([1-9][0-9]{3})\s*([A-Za-z]{2})\s*")
HUISNUMMER = re.compile(r"\s*([0-9]{1,5})\s*([A-Za-z])?\s*[-/ ]?\s*([A-Za-z0-9]{1,4})?\s*")


class Adres(Base):
    """One front door."""

    __tablename__ = "adres"
    __table_args__ = (UniqueConstraint("postcode", "huisnummer", "letter", "toevoeging", "straat"),)

    straat: Mapped[str] = mapped_column(String(120))
    huisnummer: Mapped[int]
    letter: Mapped[str] = mapped_column(String(1), default="")
    toevoeging: Mapped[str] = mapped_column(String(8), default="")
    postcode: Mapped[str] = mapped_column(String(6), index=True)
    plaats: Mapped[str] = mapped_column(String(120))
    in_werkgebied: Mapped[bool]
    zoekklank: Mapped[str] = mapped_column(String(250), default="", init=False)

    def __str__(self) -> str:
        nummer = f"{self.huisnummer}{self.letter}"
        return f"{self.straat} {nummer}" + (f"-{self.toevoeging}" if self.toevoeging else "")

    @property
    def sleutel(self) -> tuple[str, str, str, str]:
        """What makes this door another one than the next."""
        return self.postcode, str(self.huisnummer), self.letter, self.toevoeging


@event.listens_for(Adres, "before_insert")
@event.listens_for(Adres, "before_update")
def _keep_findable(_mapper: Any, _connection: Any, adres: Adres) -> None:
    adres.zoekklank = f" {klank(adres.straat)}"


def read_postcode(typed: str) -> str | None:
    """`2399ZZ` of what people type, or None."""
    found = POSTCODE.fullmatch(typed)
    return f"{found[1]}{found[2].upper()}" if found else None


def read_huisnummer(typed: str) -> tuple[int, str, str] | None:
    """Number, letter and addition of `12`, `12a`, `12 A-2`, or None."""
    found = HUISNUMMER.fullmatch(typed)
    if not found or int(found[1]) == 0:
        return None
    return int(found[1]), (found[2] or "").upper(), (found[3] or "").upper()


def straat_van(postcode: str, huisnummer: int, gebied: Iterable[Mapping[str, Any]]) -> str | None:
    """The street of this address when the board's list of the area has it, else None."""
    for rij in gebied:
        if rij["postcode"] == postcode and rij["van"] <= huisnummer <= rij["tot"]:
            return str(rij["straat"])
    return None
