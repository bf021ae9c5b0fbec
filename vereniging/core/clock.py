"""The one place where the time comes from."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Clock = Callable[[], datetime]


def system() -> datetime:
    """The time of this machine, in UTC."""
    return datetime.now(UTC)


class ShiftedClock:
    """The machine's time, moved along by an offset that several processes share in a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read_at = -1
        self._offset = timedelta()

    def __call__(self) -> datetime:
        return system() + self.offset

    @property
    def offset(self) -> timedelta:
        """How far this clock runs ahead; read again only when the file changed."""
        try:
            changed = self.path.stat().st_mtime_ns
        except FileNotFoundError:
            return timedelta()
        if changed != self._read_at:
            self._offset = timedelta(seconds=json.loads(self.path.read_text()))
            self._read_at = changed
        return self._offset

    def move(self, by: timedelta) -> None:
        """Run further ahead; a clock never goes back."""
        self.path.write_text(json.dumps((self.offset + max(by, timedelta())).total_seconds()))


_clock: Clock = system


def install(clock: Clock) -> None:
    """Let `now` ask another clock (the demo's, or a test's)."""
    global _clock  # noqa: PLW0603  one clock per process
    _clock = clock


def current() -> Clock:
    """The clock that `now` asks, to put it back later."""
    return _clock


def now() -> datetime:
    """Now, aware, in UTC."""
    return _clock()


def today() -> date:
    """Today in Amsterdam."""
    return now().astimezone(AMSTERDAM).date()


def year_of(moment: datetime) -> int:
    """The calendar year in Amsterdam."""
    return moment.astimezone(AMSTERDAM).year
