"""Which cells of streets and themes stay hidden, so that no household can be recognised.

A cell shows when its reports that are not public come from no household or from at least five.
What is hidden must not follow from the rest: the total of a theme is known, and so is every
public report. So a theme hides at least two streets, with five households and more reports than
streets between them; when there are not enough of those, it hides all its streets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vereniging.leefbaarheid.statistiek import KLEINST


@dataclass(frozen=True)
class Vak:
    """The reports of one theme in one street, in one calendar year."""

    meldingen: int = 0
    niet_openbaar: int = 0  # reports
    huishoudens: int = 0  # households behind what is not public, as far as we know them

    @property
    def is_klein(self) -> bool:
        """Whether this alone could point at somebody."""
        return self.niet_openbaar > 0 and self.huishoudens < KLEINST


def verborgen(kolom: Mapping[str, Vak]) -> set[str]:
    """The streets of one theme whose number stays hidden."""
    hidden = {straat for straat, vak in kolom.items() if vak.is_klein}
    if not hidden:
        return hidden
    others = [straat for straat, vak in kolom.items() if vak.niet_openbaar and straat not in hidden]
    others.sort(key=lambda straat: (-kolom[straat].meldingen, straat))
    while not _is_veilig([kolom[straat] for straat in hidden]):
        if not others:
            return set(kolom)
        hidden.add(others.pop())
    return hidden


def _is_veilig(vakken: list[Vak]) -> bool:
    known = sum(vak.huishoudens for vak in vakken)
    reports = sum(vak.niet_openbaar for vak in vakken)
    return len(vakken) >= 2 and known >= KLEINST and reports > len(vakken)
