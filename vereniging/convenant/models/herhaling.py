"""How often a promise comes back: every so many weeks or months, for a while or for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from vereniging.core.i18n import ngettext
from vereniging.core.workdays import add_months
from vereniging.leden.opzegtermijn import Termijneenheid

VOORUIT = 12  # months that everyone may look ahead


@dataclass(frozen=True)
class Ritme:
    """Every so many weeks or months, up to and including a day if there is an end."""

    elke: int
    eenheid: Termijneenheid
    tot: date | None = None

    def dag(self, eerste: date, keer: int) -> date | None:
        """The day of the so-manieth time, counted from the first; None when it is past the end.

        Counted from the first day, so that the 31st comes back after a short month.
        """
        verder = self.elke * (keer - 1)
        if self.eenheid is Termijneenheid.WEKEN:
            found = eerste + timedelta(weeks=verder)
        else:
            found = add_months(eerste, verder)
        return None if self.tot is not None and found > self.tot else found

    def dagen(self, eerste: date, vanaf: int, laatste: date) -> Iterator[date]:
        """The days from this time on, up to and including a last one."""
        for keer in count(vanaf):
            dag = self.dag(eerste, keer)
            if dag is None or dag > laatste:
                return
            yield dag

    @property
    def woorden(self) -> str:
        """`elke 3 maanden`, for people."""
        if self.eenheid is Termijneenheid.WEKEN:
            return ngettext("elke week", "elke %(num)s weken", self.elke)
        if self.elke % 12 == 0:
            return ngettext("elk jaar", "elke %(num)s jaar", self.elke // 12)
        return ngettext("elke maand", "elke %(num)s maanden", self.elke)

    @property
    def iso(self) -> str:
        """`P3M`, for programs (ISO 8601)."""
        return f"P{self.elke}{'W' if self.eenheid is Termijneenheid.WEKEN else 'M'}"
