"""The log: lines with commitments in a hash chain, personal facts apart and erasable.

security-reliability.md section 10.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.triggers import append_only

GENESIS = bytes(32)


def canonical(value: object) -> bytes:
    """The one way to write these words down (stembus.md 4.1)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def commitment(zout: bytes, waarde: str) -> str:
    """A promise of a value that tells nothing once its salt is gone."""
    return hashlib.sha256(b"\x01" + zout + canonical(waarde)).hexdigest()


class Logboek(Base):
    """One line: what happened, without a name in it."""

    __tablename__ = "logboek"

    volgnr: Mapped[int] = mapped_column(unique=True)
    tijd: Mapped[datetime]
    soort: Mapped[str] = mapped_column(String(60))
    wat: Mapped[dict[str, Any]]
    vorige: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    gegevens: Mapped[list[LogboekGegeven]] = relationship(
        default_factory=list, order_by="LogboekGegeven.id"
    )

    def right_hash(self) -> bytes:
        """The hash that this line should have."""
        facts = {
            "soort": self.soort,
            "tijd": self.tijd.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "volgnr": self.volgnr,
            "wat": self.wat,
        }
        return hashlib.sha256(b"\x02" + self.vorige + canonical(facts)).digest()


class LogboekGegeven(Base):
    """Who and why, beside the line: erased after its term, while the chain stays whole."""

    __tablename__ = "logboek_gegeven"

    logboek_id: Mapped[int] = mapped_column(ForeignKey("logboek.id"), index=True, init=False)
    veld: Mapped[str] = mapped_column(String(40))
    zout: Mapped[bytes] = mapped_column(LargeBinary(32))
    waarde: Mapped[str] = mapped_column(String(2000))


class Anker(Base):
    """The head of the chain on a day, told to others so that a rewrite shows."""

    __tablename__ = "anker"

    volgnr: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    dag: Mapped[date] = mapped_column(unique=True)


class Inzagelog(Base):
    """Who looked at whose data, when and why; the only thing that a GET may write."""

    __tablename__ = "inzagelog"

    op: Mapped[datetime]
    account_id: Mapped[int | None]
    wat: Mapped[str] = mapped_column(String(60))
    over: Mapped[str] = mapped_column(String(60), index=True)


append_only(Logboek.__table__)  # type: ignore[arg-type]  # a mapped class has a Table


def compose_line(volgnr: int, vorige: bytes, tijd: datetime, entry: Mapping[str, Any]) -> Logboek:
    """The next line after `vorige`, with the promises of its personal facts."""
    gegevens = [
        LogboekGegeven(veld=veld, zout=secrets.token_bytes(32), waarde=str(waarde)[:2000])
        for veld, waarde in sorted(entry["gegevens"].items())
    ]
    promised = {gegeven.veld: commitment(gegeven.zout, gegeven.waarde) for gegeven in gegevens}
    line = Logboek(
        volgnr=volgnr,
        tijd=tijd,
        soort=entry["soort"],
        wat={**entry["wat"], **({"gegevens": promised} if promised else {})},
        vorige=vorige,
        hash=b"",
        gegevens=gegevens,
    )
    line.hash = line.right_hash()
    return line
