"""A vote as one entry for a calendar (RFC 5545), with an alarm a day before the close."""

from __future__ import annotations

from datetime import datetime, timedelta

from vereniging.core.clock import AMSTERDAM
from vereniging.core.i18n import _
from vereniging.core.web import link
from vereniging.stembus.models import Stemming, StemmingStand

VOORAF = timedelta(days=1)
VERVALLEN = {StemmingStand.GEANNULEERD, StemmingStand.VERNIETIGD}


def ics(stemming: Stemming, nu: datetime) -> bytes:
    """The hours in which members can vote; it does not make anyone look busy."""
    from icalendar import Alarm, Calendar, Event, Timezone  # noqa: PLC0415  heavy, seldom asked for

    event = Event()
    event.add("uid", f"stemming-{stemming.slug}@vereniging")
    event.add("dtstamp", nu)
    event.add("dtstart", stemming.open_op.astimezone(AMSTERDAM))
    event.add("dtend", stemming.sluit_op.astimezone(AMSTERDAM))
    event.add("summary", _("Stemmen: %(titel)s", titel=stemming.titel))
    event.add("url", link("stembus.biljet", slug=stemming.slug, _external=True))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if stemming.stand in VERVALLEN else "CONFIRMED")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("De stembus gaat morgen dicht: %(titel)s", titel=stemming.titel))
    alarm.add("trigger", -VOORAF, parameters={"RELATED": "END"})
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//vereniging//NL")
    calendar.add("version", "2.0")
    calendar.add_component(Timezone.from_tzid("Europe/Amsterdam"))
    calendar.add_component(event)
    return bytes(calendar.to_ical())
