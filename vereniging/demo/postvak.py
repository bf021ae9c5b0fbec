"""Reads the folder where the demo's mail arrives."""

from __future__ import annotations

import email
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

LINK = re.compile(r"https?://[^\s<>]+")
SPLIT = re.compile(r"(https?://[^\s<>]+)")


@dataclass(frozen=True)
class Ontvangen:
    """One message as its receiver sees it."""

    nummer: str
    aan: str
    onderwerp: str
    op: datetime
    tekst: str

    @property
    def delen(self) -> list[tuple[str, bool]]:
        """The text in pieces; the second is whether it is a link."""
        return [(piece, bool(LINK.fullmatch(piece))) for piece in SPLIT.split(self.tekst)]

    def as_dict(self) -> dict[str, Any]:
        """For `/demo/postvak.json`."""
        return {**asdict(self), "op": self.op.isoformat()}


def berichten(folder: Path, aan: str = "", aantal: int = 100) -> list[Ontvangen]:
    """The newest messages, of one receiver or of all."""
    found = [_lees(path) for path in folder.glob("*.eml")]
    wanted = [bericht for bericht in found if not aan or bericht.aan == aan]
    return sorted(wanted, key=lambda bericht: bericht.op, reverse=True)[:aantal]


def _lees(path: Path) -> Ontvangen:
    with path.open("rb") as file:
        letter: EmailMessage = email.message_from_binary_file(file, policy=default)
    body = letter.get_body(("plain",))
    return Ontvangen(
        nummer=path.stem,
        aan=str(letter["To"]),
        onderwerp=str(letter["Subject"]),
        op=parsedate_to_datetime(str(letter["Date"])),
        tekst=body.get_content() if body else "",
    )
