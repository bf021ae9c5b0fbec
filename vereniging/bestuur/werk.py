"""What waits for the board: derived from the rows that wait, never stored."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import flask
from sqlalchemy import func, select

from vereniging.convenant.models import AfspraakStand
from vereniging.convenant.queries import Zoekvraag, afspraken_lijst
from vereniging.core.db import db
from vereniging.core.i18n import _, kort, ngettext
from vereniging.core.web import view_of
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import AanmeldingStand
from vereniging.leden.queries import aanmeldingen
from vereniging.post.models import Mail
from vereniging.statuten.queries import instelling
from vereniging.taken.models import Taak

PATIENCE = timedelta(days=14)
SOON = timedelta(days=14)


class Wanneer(enum.IntEnum):
    LAAT = 0
    NU = 1
    STRAKS = 2


@dataclass(frozen=True, kw_only=True)
class Werk:
    """One thing that waits, why, and the one button that helps."""

    wat: str
    reden: str
    knop: str
    url: str
    wanneer: Wanneer = Wanneer.NU
    dag: date | None = None


Bron = Callable[[datetime], list[Werk]]
BRONNEN: list[Bron] = []


def bron(source: Bron) -> Bron:
    """Register who tells what waits."""
    BRONNEN.append(source)
    return source


def mag_openen(path: str) -> bool:
    """Whether who is signed in may open this page."""
    adapter = flask.current_app.url_map.bind("localhost")  # noqa: TID251  the map is the app's
    try:
        endpoint, _values = adapter.match(path.partition("?")[0], method="GET")
    except Exception:  # noqa: BLE001  werkzeug raises several kinds for "no such page"
        return False
    return bool(view_of(endpoint).allow())


def werk(nu: datetime) -> list[Werk]:
    """Everything that waits and that this person can do something about, most urgent first."""
    found = [item for source in BRONNEN for item in source(nu) if mag_openen(item.url)]
    return sorted(found, key=lambda item: (item.wanneer, item.dag or date.max))


@bron
def _aanmeldingen(nu: datetime) -> list[Werk]:
    waiting = aanmeldingen(AanmeldingStand.INGEDIEND)
    if not waiting:
        return []
    since = amsterdam_day(waiting[0].ingediend_op)
    is_late = amsterdam_day(nu) - since > PATIENCE
    return [
        Werk(
            wat=ngettext("%(num)s aanmelding", "%(num)s aanmeldingen", len(waiting)),
            reden=_("De oudste wacht sinds %(dag)s op het bestuur.", dag=kort(since)),
            knop=_("Beslis over de aanmeldingen"),
            url="/bestuur/aanmeldingen",
            wanneer=Wanneer.LAAT if is_late else Wanneer.NU,
            dag=since,
        )
    ]


@bron
def _post(_nu: datetime) -> list[Werk]:
    refused, letters = db.session.execute(
        select(
            func.count().filter(Mail.mislukt_op.is_not(None)),
            func.count().filter(Mail.is_brief, Mail.gedaan_op.is_(None), Mail.mailing_id.is_(None)),
        )
    ).one()
    rows = [
        (
            refused,
            ngettext("%(num)s e-mail kwam niet aan", "%(num)s e-mails kwamen niet aan", refused),
            _("Kijk of het adres klopt, of bel."),
        ),
        (
            letters,
            ngettext("%(num)s brief ligt klaar", "%(num)s brieven liggen klaar", letters),
            _("Deze leden lezen geen e-mail. Print de brief en doe hem op de post."),
        ),
    ]
    return [
        Werk(wat=wat, reden=reden, knop=_("Bekijk de post"), url="/bestuur/post")
        for count, wat, reden in rows
        if count
    ]


@bron
def _taken(_nu: datetime) -> list[Werk]:
    query = select(func.count()).select_from(Taak).where(Taak.mislukt_op.is_not(None))
    count = db.session.scalar(query) or 0
    if not count:
        return []
    return [
        Werk(
            wat=ngettext("%(num)s taak is mislukt", "%(num)s taken zijn mislukt", count),
            reden=_(
                "Het programma probeerde het acht keer. Bel de beheerder als het weer misgaat."
            ),
            knop=_("Bekijk de taken"),
            url="/bestuur/taken",
            wanneer=Wanneer.LAAT,
        )
    ]


@bron
def _afspraken(nu: datetime) -> list[Werk]:
    dag = amsterdam_day(nu)
    found = []
    for afspraak in afspraken_lijst(Zoekvraag(stand="open", intern=True), dag):
        url, wat = f"/bestuur/convenant/afspraken/{afspraak.kenmerk}", afspraak.tekst
        if afspraak.stand is AfspraakStand.KLAAR_GEMELD:
            reden = _("%(wie)s zegt: klaar. Een ander moet kijken.", wie=afspraak.partij.naam)
            found.append(Werk(wat=wat, reden=reden, knop=_("Leg het oordeel vast"), url=url))
        elif afspraak.is_te_laat(dag) and afspraak.stand is not AfspraakStand.OPGESCHAALD:
            reden = _(
                "%(wie)s zou dit doen voor %(dag)s.",
                wie=afspraak.partij.naam,
                dag=kort(afspraak.voor_datum),
            )
            late = Werk(
                wat=wat, reden=reden, knop=_("Bekijk de afspraak"), url=url,
                wanneer=Wanneer.LAAT, dag=afspraak.voor_datum,
            )  # fmt: skip
            found.append(late)
    return found


@bron
def _inrichting(_nu: datetime) -> list[Werk]:
    missing = [
        (not instelling("postadres"), _("Vul het postadres in"), "naam"),
        (not instelling("werkgebied"), _("Vul de straten van het werkgebied in"), "werkgebied"),
    ]
    return [
        Werk(
            wat=wat,
            reden=_("Zonder dit kan de site nog niet alles."),
            knop=_("Vul het in"),
            url=f"/bestuur/instellingen/{groep}",
            wanneer=Wanneer.STRAKS,
        )
        for is_missing, wat, groep in missing
        if is_missing
    ]
