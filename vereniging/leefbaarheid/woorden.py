"""Numbers as people read them; page, CSV and paper say them with the same functions."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from vereniging.core.i18n import _, current_language, ngettext
from vereniging.leefbaarheid.forms import TREND_WOORD
from vereniging.leefbaarheid.models import BUURT, Trend
from vereniging.leefbaarheid.monitor import Deel, Monitor
from vereniging.leefbaarheid.queries import Vraaguitslag
from vereniging.leefbaarheid.statistiek import Interval, Overleving, Stap


def getal(waarde: float | None, cijfers: int = 1) -> str:
    """`7,3`; empty when there is none."""
    return "" if waarde is None else f"{waarde:.{cijfers}f}".replace(".", ",")


def kaal(waarde: float) -> str:
    """`7,6` or `12`: no more digits than were measured."""
    return f"{waarde:.2f}".rstrip("0").rstrip(".").replace(".", ",")


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


def cijfer(uitslag: Vraaguitslag) -> str:
    """`7,3 (7,1 tot 7,5)`, or that too few answered."""
    found = uitslag.gemiddelde if uitslag.is_te_tonen else None
    if found is None:
        return _("minder dan 5 antwoorden")
    mean, interval = found
    ends = {"onder": getal(interval.onder), "boven": getal(interval.boven)}
    return f"{getal(mean)} ({_('%(onder)s tot %(boven)s', **ends)})"


def zes_of_meer(uitslag: Vraaguitslag) -> str:
    """`83% (70 tot 91%)`: how many gave a six or more."""
    if not uitslag.is_te_tonen:
        return "–"
    share = deel(uitslag.voldoende, uitslag.n)
    return f"{procent(share)} ({marge(share)})"


def verdeling(uitslag: Vraaguitslag) -> str:
    """`5: 2, 7: 9`: how often each grade was given."""
    if not uitslag.is_te_tonen:
        return "–"
    return ", ".join(f"{grade}: {n}×" for grade, n in sorted(uitslag.verdeling.items()))


def deel(aantal: int, n: int) -> Deel:
    """So many of so many."""
    return Deel(aantal, n)


def trend(waarde: Trend) -> str:
    """The word for a direction."""
    return str(TREND_WOORD[waarde])


def vragen(m: Monitor) -> list[tuple[str, str]]:
    """The questions that ask a grade, with their names."""
    return [(BUURT, _("De buurt als geheel")), *((thema.code, thema.naam) for thema in m.themas)]


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
