"""What waits for the treasurer: money that does not add up, and notas of who died."""

from __future__ import annotations

from datetime import datetime, timedelta

from vereniging.bestuur.werk import Wanneer, Werk, bron
from vereniging.betalingen.models import Terugstand
from vereniging.betalingen.queries import open_verschillen, terugbetalingen
from vereniging.contributie.models import Minimauitkomst
from vereniging.contributie.queries import (
    aantal_open_bankregels,
    minima_vragen,
    open_van_overledenen,
)
from vereniging.core.i18n import _, kort, ngettext
from vereniging.core.workdays import amsterdam_day

LANG = timedelta(days=7)


@bron
def _verschillen(nu: datetime) -> list[Werk]:
    found = open_verschillen()
    if not found:
        return []
    since = found[0].ontdekt_op
    return [
        Werk(
            wat=ngettext(
                "%(num)s verschil in het geld", "%(num)s verschillen in het geld", len(found)
            ),
            reden=_("Het oudste is gevonden op %(dag)s.", dag=kort(amsterdam_day(since))),
            knop=_("Bekijk de verschillen"),
            url="/bestuur/contributie/verschillen",
            wanneer=Wanneer.LAAT if nu - since > LANG else Wanneer.NU,
            dag=amsterdam_day(since),
        )
    ]


@bron
def _overledenen(_nu: datetime) -> list[Werk]:
    return [
        Werk(
            wat=_("Nota %(kenmerk)s van iemand die is overleden", kenmerk=nota.kenmerk),
            reden=_("Er gaan geen brieven meer uit. Het bestuur beslist of de nota vervalt."),
            knop=_("Bekijk de nota"),
            url=f"/bestuur/contributie/notas/{nota.kenmerk}",
        )
        for nota in open_van_overledenen()
    ]


@bron
def _terugbetalingen(_nu: datetime) -> list[Werk]:
    waiting = terugbetalingen(Terugstand.GEVRAAGD)
    return [
        Werk(
            wat=_("Terugbetaling van %(bedrag)s", bedrag=terug.bedrag),
            reden=_("Een ander bestuurslid dan de aanvrager keurt dit goed."),
            knop=_("Bekijk de terugbetaling"),
            url=f"/bestuur/contributie/terugbetalingen/{terug.kenmerk}",
            dag=amsterdam_day(terug.gevraagd_op),
        )
        for terug in waiting
    ]


@bron
def _minima(_nu: datetime) -> list[Werk]:
    count = len(minima_vragen(Minimauitkomst.GEVRAAGD))
    if not count:
        return []
    return [
        Werk(
            wat=ngettext("%(num)s vraag om laag tarief", "%(num)s vragen om laag tarief", count),
            reden=_("Deze leden hebben weinig geld. Zij wachten op uw antwoord."),
            knop=_("Beantwoord de vragen"),
            url="/bestuur/contributie/minima",
        )
    ]


@bron
def _bankregels(_nu: datetime) -> list[Werk]:
    count = aantal_open_bankregels()
    if not count:
        return []
    return [
        Werk(
            wat=ngettext(
                "%(num)s open regel van de bank", "%(num)s open regels van de bank", count
            ),
            reden=_("Kies voor elke regel de nota, of zet hem opzij."),
            knop=_("Bekijk de bank"),
            url="/bestuur/contributie/bank",
        )
    ]
