"""Every day: anchor the log, forget what nobody needs any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select

from vereniging.bestuur.acties.alarm import bewaak
from vereniging.bestuur.metingen import KWARTIER
from vereniging.bestuur.models import Alarm, AlarmSoort
from vereniging.core import clock
from vereniging.core.config import setting
from vereniging.core.forms import Formuliersleutel
from vereniging.core.i18n import _l
from vereniging.logboek.acties import first_fault, veranker
from vereniging.logboek.models import Inzagelog, Logboek, LogboekGegeven
from vereniging.taken.bewaren import Bewaring, bewaar, maanden_geleden
from vereniging.taken.models import Taak
from vereniging.taken.worker import daily, quarterly

FORMS = timedelta(days=2)
JOBS = timedelta(days=30)
LOG = 24  # months


@quarterly("bestuur.alarm")
def watch() -> None:
    """Tell when something broke, or works again."""
    if is_in_use():
        nu = clock.now()
        bewaak({soort: meting(nu) for soort, meting in KWARTIER.items()}, nu)


@daily("bestuur.keten")
def check_chain() -> None:
    """Read the whole log: a line that was changed is noticed within a day."""
    if is_in_use():
        bewaak({AlarmSoort.KETEN: bool(first_fault())}, clock.now())


def is_in_use() -> bool:
    """A demo or a try-out on this machine alone has nobody to alarm."""
    return bool(setting("SESSION_COOKIE_SECURE"))


@daily("logboek.veranker")
def anchor() -> None:
    """Note the head of the log of this day."""
    veranker(clock.now())


def is_older_line(nu: datetime) -> ColumnElement[bool]:
    """Whether a fact belongs to a line of the log that is older than its term."""
    old = select(Logboek.id).where(Logboek.tijd < maanden_geleden(nu, LOG))
    return LogboekGegeven.logboek_id.in_(old)


bewaar(
    "bestuur.opruimen",
    Bewaring(_l("Sleutels van formulieren"), _l("2 dagen"), Formuliersleutel,
             lambda nu: Formuliersleutel.op < nu - FORMS),
    Bewaring(_l("Taken die klaar zijn"), _l("30 dagen"), Taak,
             lambda nu: Taak.gedaan_op < nu - JOBS),
    Bewaring(_l("Alarmen die voorbij zijn"), _l("24 maanden"), Alarm,
             lambda nu: Alarm.voorbij_op < maanden_geleden(nu, LOG)),
)  # fmt: skip
bewaar(
    "logboek.opruimen",
    Bewaring(_l("Namen en redenen in het logboek"), _l("24 maanden"), LogboekGegeven,
             is_older_line),
    Bewaring(_l("Wie gegevens van leden bekeek"), _l("24 maanden"), Inzagelog,
             lambda nu: Inzagelog.op < maanden_geleden(nu, LOG)),
)  # fmt: skip
