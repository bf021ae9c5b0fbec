"""Calendars that telephones and computers read (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from vereniging.core.clock import AMSTERDAM

if TYPE_CHECKING:
    from icalendar import Event


def event(uid: str, summary: str, begin: datetime, end: datetime, stamp: datetime) -> Event:
    """One entry, with the wall clock of Amsterdam."""
    from icalendar import Event  # noqa: PLC0415  heavy, seldom asked for

    made = Event()
    made.add("uid", f"{uid}@vereniging")
    made.add("dtstamp", stamp)
    made.add("dtstart", begin.astimezone(AMSTERDAM))
    made.add("dtend", end.astimezone(AMSTERDAM))
    made.add("summary", summary)
    return made


def calendar(events: Iterable[Event], name: str = "") -> bytes:
    """A calendar file with its time zone; a name is for who subscribes."""
    from icalendar import Calendar, Timezone  # noqa: PLC0415  heavy, seldom asked for

    made = Calendar()
    made.add("prodid", "-//vereniging//NL")
    made.add("version", "2.0")
    if name:
        made.add("x-wr-calname", name)
    made.add_component(Timezone.from_tzid("Europe/Amsterdam"))
    for each in events:
        made.add_component(each)
    return bytes(made.to_ical())
