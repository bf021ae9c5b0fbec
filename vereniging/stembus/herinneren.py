"""When members who did not vote yet hear of it again (stembus.md section 7); no clock here."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from vereniging.core.clock import AMSTERDAM

VROEGST, LAATST = time(9), time(20)
LANG = timedelta(days=5)
EERST, LAATSTE = timedelta(hours=72), timedelta(hours=24)


def momenten(open_op: datetime, sluit_op: datetime) -> list[datetime]:
    """At most two: three days before the close of a long vote, and a day before each close."""
    vooraf = [EERST, LAATSTE] if sluit_op - open_op >= LANG else [LAATSTE]
    wanted = [overdag(sluit_op - each) for each in vooraf]
    return [moment for moment in wanted if open_op < moment < sluit_op]


def zodra_dag(moment: datetime) -> datetime:
    """The same moment by day; before nine it waits until nine, after eight until tomorrow."""
    morgen = moment.astimezone(AMSTERDAM).date() + timedelta(days=1)
    wacht = overdag(moment)
    if wacht < moment:
        return datetime.combine(morgen, VROEGST, AMSTERDAM).astimezone(moment.tzinfo)
    return wacht


def overdag(moment: datetime) -> datetime:
    """The same day in Amsterdam, between nine in the morning and eight in the evening."""
    local = moment.astimezone(AMSTERDAM)
    hour = min(max(local.time(), VROEGST), LAATST)
    return datetime.combine(local.date(), hour, AMSTERDAM).astimezone(moment.tzinfo)
