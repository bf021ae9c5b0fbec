"""The meetings as a calendar that telephones subscribe to (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from vereniging.commissie.models import Vergadering, VergaderingStand
from vereniging.core.ical import calendar, event
from vereniging.core.web import link

if TYPE_CHECKING:
    from icalendar import Event

DUUR = timedelta(hours=2)


def ics(vergaderingen: Iterable[Vergadering], naam: str, nu: datetime) -> bytes:
    """A calendar with a time zone, stable numbers, and meetings that were called off."""
    return calendar((in_agenda(each, nu) for each in vergaderingen), naam)


def in_agenda(vergadering: Vergadering, nu: datetime) -> Event:
    """One meeting; the same number when it moves."""
    begin = vergadering.begin
    made = event(f"vergadering-{vergadering.slug}", vergadering.titel, begin, begin + DUUR, nu)
    made.add("location", vergadering.plaats)
    made.add("sequence", vergadering.volgnummer)
    made.add("url", link("commissie.toon", slug=vergadering.slug, _external=True))
    if vergadering.stand is VergaderingStand.AFGELAST:
        made.add("status", "CANCELLED")
    return made
