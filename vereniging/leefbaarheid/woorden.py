"""Numbers as people read them; page, CSV and paper say them with the same functions."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from vereniging.core.i18n import _, current_language, ngettext
from vereniging.leefbaarheid.monitor import Deel
from vereniging.leefbaarheid.statistiek import Interval, Overleving, Stap


def getal(waarde: float | None, cijfers: int = 1) -> str:
    """`7,3`; empty when there is none."""
    return "" if waarde is None else f"{waarde:.{cijfers}f}".replace(".", ",")


def maand(dag: date) -> str:
    """`nov. 2026`."""
    return format_date(dag, "MMM y", locale=current_language())


def procent(deel: Deel) -> str:
    """`83%`, or a dash of nothing."""
    return "–" if deel.procent is None else f"{getal(deel.procent, 0)}%"


def marge(deel: Deel) -> str:
    """`49 tot 94%`: between which shares it lies."""
    if deel.interval is None:
        return "–"
    return _("%(onder)s tot %(boven)s%%", **_honderd(deel.interval))


def dagen(over: Overleving, deel: float) -> str:
    """`20 dagen`, or that so many have yet to end."""
    if over.n == 0:
        return "–"
    found = over.na(deel)
    if found is None:
        return _("nog niet bereikt")
    return ngettext("%(num)s dag", "%(num)s dagen", found)


def dagen_marge(over: Overleving, deel: float) -> str:
    """`13 tot 30`; open above when the data do not say."""
    found = over.interval_na(deel)
    if found.onder is None:
        return "–"
    if found.boven is None:
        return _("%(onder)s of meer", onder=int(found.onder))
    return _("%(onder)s tot %(boven)s", onder=int(found.onder), boven=int(found.boven))


def nog_open(over: Overleving, na_dagen: int) -> str:
    """`60% (28 tot 82%)` still open after so many days."""
    stap = over.open_na(na_dagen)
    if stap is None:
        return "–"
    share = f"{getal(100 * stap.deel, 0)}%"
    return f"{share} ({_stapmarge(stap)})" if stap.deel < 1 else share


def _stapmarge(stap: Stap) -> str:
    return _("%(onder)s tot %(boven)s%%", **_honderd(Interval(stap.onder, stap.boven)))


def _honderd(interval: Interval) -> dict[str, str]:
    ends = {"onder": interval.onder, "boven": interval.boven}
    return {naam: getal(100 * (waarde or 0.0), 0) for naam, waarde in ends.items()}
