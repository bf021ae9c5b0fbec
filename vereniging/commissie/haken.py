"""What packages above add to the agenda, without an import from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Aanleiding:
    """Why an item is on the agenda: a line with its page, and what is known about it."""

    titel: str
    url: str
    uitleg: str = ""


Vinder = Callable[[Iterable[int]], dict[int, list[Aanleiding]]]
VINDERS: list[Vinder] = []


def register_aanleidingen(vind: Vinder) -> None:
    """Add what belongs to agenda items: ids in, lines for everyone out."""
    if vind not in VINDERS:
        VINDERS.append(vind)


def aanleidingen(punten: Iterable[int]) -> dict[int, list[Aanleiding]]:
    """What the packages above know about these items."""
    ids = list(punten)
    found: dict[int, list[Aanleiding]] = {}
    for vind in VINDERS:
        for punt, regels in vind(ids).items():
            found.setdefault(punt, []).extend(regels)
    return found
