"""The meetings as a calendar that telephones subscribe to (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from vereniging.commissie.models import Vergadering, VergaderingStand
from vereniging.core.clock import AMSTERDAM
from vereniging.core.web import link

DUUR = timedelta(hours=2)


def ics(vergaderingen: Iterable[Vergadering], naam: str, nu: datetime) -> bytes:
    """A calendar with a time zone, stable numbers, and meetings that were called off."""
    from icalendar import Calendar, Event, Timezone  # noqa: PLC0415  heavy, seldom asked for

    calendar = Calendar()
    calendar.add("prodid", "-//vereniging//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", naam)
    calendar.add_component(Timezone.from_tzid("Europe/Amsterdam"))
    for vergadering in vergaderingen:
        event = Event()
        event.add("uid", f"vergadering-{vergadering.slug}@vereniging")
        event.add("dtstamp", nu)
        event.add("dtstart", vergadering.begin.astimezone(AMSTERDAM))
        event.add("dtend", (vergadering.begin + DUUR).astimezone(AMSTERDAM))
        event.add("summary", vergadering.titel)
        event.add("location", vergadering.plaats)
        event.add("sequence", vergadering.volgnummer)
        event.add("url", link("commissie.toon", slug=vergadering.slug, _external=True))
        if vergadering.stand is VergaderingStand.AFGELAST:
            event.add("status", "CANCELLED")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
