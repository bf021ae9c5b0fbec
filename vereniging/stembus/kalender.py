"""A vote as one entry for a calendar (RFC 5545), with an alarm a day before the close."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from vereniging.core.i18n import _
from vereniging.core.ical import calendar, event
from vereniging.core.web import link
from vereniging.stembus.models import Stemming, StemmingStand

if TYPE_CHECKING:
    from icalendar import Event

VOORAF = timedelta(days=1)
VERVALLEN = {StemmingStand.GEANNULEERD, StemmingStand.VERNIETIGD}


def ics(stemming: Stemming, nu: datetime) -> bytes:
    """One vote as a file."""
    return calendar([in_agenda(stemming, nu)])


def in_agenda(stemming: Stemming, nu: datetime) -> Event:
    """The hours in which members can vote; it does not make anyone look busy."""
    from icalendar import Alarm  # noqa: PLC0415  heavy, seldom asked for

    titel = _("Stemmen: %(titel)s", titel=stemming.titel)
    made = event(f"stemming-{stemming.slug}", titel, stemming.open_op, stemming.sluit_op, nu)
    made.add("url", link("stembus.biljet", slug=stemming.slug, _external=True))
    made.add("transp", "TRANSPARENT")
    made.add("status", "CANCELLED" if stemming.stand in VERVALLEN else "CONFIRMED")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("De stembus gaat morgen dicht: %(titel)s", titel=stemming.titel))
    alarm.add("trigger", -VOORAF, parameters={"RELATED": "END"})
    made.add_component(alarm)
    return made
