"""The project's own test data, read once (stembus-vectors.json)."""

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def vectoren() -> Any:
    return json.loads(Path(__file__).with_name("stembus-vectors.json").read_text("utf-8"))


def publicatie() -> dict[str, bytes]:
    """The published files of the example, byte for byte."""
    bestanden = vectoren()["publicatie"]["bestanden"]
    return {naam: tekst.encode() for naam, tekst in bestanden.items()}


def telwaarden(profiel: list[list[Any]]) -> dict[str, int]:
    """A profile of [waarde, how often] as counts."""
    return {waarde: aantal for waarde, aantal in profiel}  # noqa: C416 lists, not pairs
