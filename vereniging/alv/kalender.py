"""A general meeting as one entry for a calendar (RFC 5545)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from vereniging.alv.models import Alv, AlvStand
from vereniging.core.i18n import _
from vereniging.core.ical import event
from vereniging.core.web import link

if TYPE_CHECKING:
    from icalendar import Event

DUUR = timedelta(hours=2)


def in_agenda(alv: Alv, nu: datetime) -> Event:
    """The meeting that a member was called to."""
    made = event(f"alv-{alv.slug}", _("Ledenvergadering"), alv.begin, alv.begin + DUUR, nu)
    made.add("location", alv.plaats)
    made.add("url", link("alv.toon", slug=alv.slug, _external=True))
    if alv.stand is AlvStand.AFGELAST:
        made.add("status", "CANCELLED")
    return made
