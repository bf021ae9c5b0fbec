"""The statistics of the monitor, by hand: Kaplan-Meier, Wilson, means (meldingen.md 9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp, log, sqrt

Z = 1.959964  # the standard normal at 97.5 %
BIJNA = 1e-12  # what products of fractions may differ from one half
KLEINST = 5  # below this many nothing is drawn or shown

Waarneming = tuple[int, bool, int]  # days, whether it ended, how many of these


@dataclass(frozen=True)
class Interval:
    """Between these two the real value lies in 95 of 100 such samples; None is not reached."""

    onder: float | None
    boven: float | None


@dataclass(frozen=True)
class Stap:
    """The curve from this day on."""

    dag: int
    deel: float  # S(t): the share that is still open after this day
    onder_risico: int  # how many were still followed just before this day
    onder: float
    boven: float


@dataclass(frozen=True)
class Overleving:
    """How long things stay open, what is still open included."""

    n: int
    klaar: int
    stappen: tuple[Stap, ...]
    gevolgd: int  # days: the longest that anything was followed

    def na(self, deel: float) -> int | None:
        """The least number of days after which at most this share is open; None: not reached."""
        return next((stap.dag for stap in self.stappen if stap.deel <= deel + BIJNA), None)

    def interval_na(self, deel: float) -> Interval:
        """Brookmeyer and Crowley: the days on which this share cannot be excluded."""
        first = next((s.dag for s in self.stappen if s.onder <= deel + BIJNA), None)
        last = next((s.dag for s in self.stappen if s.boven <= deel + BIJNA), None)
        return Interval(first, last)

    def open_na(self, dagen: int) -> Stap | None:
        """The curve at this day; None when nothing was followed that long."""
        before = [stap for stap in self.stappen if stap.dag <= dagen]
        if before and (before[-1].deel <= BIJNA or dagen <= self.gevolgd):
            return before[-1]
        return Stap(dagen, 1.0, self.n, 1.0, 1.0) if self.n and dagen <= self.gevolgd else None

    @property
    def te_tekenen(self) -> tuple[Stap, ...]:
        """The part of the curve that rests on at least five things."""
        return tuple(stap for stap in self.stappen if stap.onder_risico >= KLEINST)


def kaplan_meier(waarnemingen: Iterable[Waarneming]) -> Overleving:
    """Estimate how long things stay open; ends count before what is only followed that long.

    The interval is Greenwood's, on the scale log(-log S), so that it stays between 0 and 1.
    """
    rows = sorted(waarnemingen)
    left = total = sum(aantal for _dag, _klaar, aantal in rows)
    share, variance, steps = 1.0, 0.0, []
    for dag, same in groupby(rows, key=lambda row: row[0]):
        today = list(same)
        ended = sum(aantal for _dag, klaar, aantal in today if klaar)
        if ended:
            share *= 1 - ended / left
            variance += ended / (left * (left - ended)) if left > ended else 0.0
            steps.append(Stap(dag, share, left, *_grenzen(share, variance)))
        left -= sum(aantal for _dag, _klaar, aantal in today)
    done = sum(aantal for _dag, klaar, aantal in rows if klaar)
    return Overleving(total, done, tuple(steps), rows[-1][0] if rows else 0)


def _grenzen(deel: float, variantie: float) -> tuple[float, float]:
    if deel <= BIJNA:
        return 0.0, 0.0
    width = Z * sqrt(variantie) / abs(log(deel))
    return deel ** exp(width), deel ** exp(-width)


def wilson(aantal: int, n: int) -> Interval | None:
    """Where a share really lies, also for few and for none; None without anything to count."""
    if n == 0:
        return None
    p, zz = aantal / n, Z * Z
    middle = p + zz / (2 * n)
    half = Z * sqrt(p * (1 - p) / n + zz / (4 * n * n))
    return Interval((middle - half) / (1 + zz / n), (middle + half) / (1 + zz / n))


def mediaan(waarden: Sequence[int]) -> float | None:
    """The middle one, or halfway between the middle two."""
    if not waarden:
        return None
    ordered, half = sorted(waarden), len(waarden) // 2
    if len(ordered) % 2:
        return float(ordered[half])
    return (ordered[half - 1] + ordered[half]) / 2


def gemiddelde(verdeling: dict[int, int]) -> tuple[float, Interval] | None:
    """The mean of grades with its interval, of how many gave which; None for fewer than two."""
    n = sum(verdeling.values())
    if n < 2:
        return None
    mean = sum(cijfer * aantal for cijfer, aantal in verdeling.items()) / n
    squares = sum(aantal * (cijfer - mean) ** 2 for cijfer, aantal in verdeling.items())
    half = Z * sqrt(squares / (n - 1) / n)
    return mean, Interval(mean - half, mean + half)
