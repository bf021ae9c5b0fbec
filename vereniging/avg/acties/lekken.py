"""A breach is written down, and the board hears at once that the clock runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vereniging.avg import mail
from vereniging.avg.models import Datalek, Lekrisico
from vereniging.avg.models.datalek import WAARSCHUWING
from vereniging.core.clock import year_of
from vereniging.core.db import db, locked
from vereniging.core.references import next_reference
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models.functie import BESTUUR
from vereniging.leden.queries import functionarissen
from vereniging.logboek.acties import schrijf
from vereniging.taken.acties import plan

TAAK = "avg.datalek"


@dataclass(frozen=True, kw_only=True)
class Lekbericht:
    """What somebody saw: when, what happened, which data, of how many people."""

    ontdekt_op: datetime
    wat: str
    gegevens: str
    aantal: int


def leg_vast(bericht: Lekbericht, door: int, nu: datetime) -> Datalek:
    """Write down a breach: the board hears of it now, and again a day before the 72 hours end."""
    lek = Datalek(
        kenmerk=next_reference("DL", year_of(nu)),
        ontdekt_op=bericht.ontdekt_op,
        vastgelegd_op=nu,
        door_id=door,
        wat=bericht.wat,
        gegevens=bericht.gegevens,
        aantal=bericht.aantal,
    )
    db.session.add(lek)
    schrijf("datalek.vastgelegd", kenmerk=lek.kenmerk, door=door)
    _mail_bestuur(lek, "nieuw", nu)
    plan(TAAK, f"{TAAK}:{lek.kenmerk}", lek.meld_voor - WAARSCHUWING, kenmerk=lek.kenmerk)
    return lek


def waarschuw(lek: Datalek, nu: datetime) -> bool:
    """A day is left and the authority may still have to hear of it; False when it does not."""
    if not lek.moet_naar_ap:
        return False
    _mail_bestuur(lek, "bijna", nu)
    return True


def beoordeel(
    lek: Datalek, risico: Lekrisico, gevolgen: str, maatregelen: str, nu: datetime
) -> None:
    """Say how bad it is."""
    _alleen(lek).beoordelen(risico, gevolgen, maatregelen, nu)
    schrijf("datalek.beoordeeld", kenmerk=lek.kenmerk, risico=risico.value)


def meld_aan_ap(lek: Datalek, nummer: str, reden_laat: str, nu: datetime) -> bool:
    """Note that the authority knows."""
    if not _alleen(lek).melden_aan_ap(nummer, reden_laat, nu):
        return False
    schrijf("datalek.gemeld", kenmerk=lek.kenmerk, nummer=nummer)
    return True


def licht_in(lek: Datalek, nu: datetime) -> bool:
    """Note that the people themselves know."""
    if not _alleen(lek).inlichten(nu):
        return False
    schrijf("datalek.ingelicht", kenmerk=lek.kenmerk)
    return True


def sluit(lek: Datalek, lering: str, nu: datetime) -> bool:
    """Close it, with what we do better."""
    if not _alleen(lek).sluiten(lering, nu):
        return False
    schrijf("datalek.gesloten", kenmerk=lek.kenmerk)
    return True


def _alleen(lek: Datalek) -> Datalek:
    locked(Datalek, id=lek.id)
    return lek


def _mail_bestuur(lek: Datalek, wat: str, nu: datetime) -> None:
    dag = amsterdam_day(nu)
    adressen = {
        functie.lid.email
        for soort in BESTUUR
        for functie in functionarissen(soort.value, dag)
        if functie.lid is not None and functie.lid.email
    }
    db.session.add_all(mail.datalek_mail(lek, wat, adres, nu) for adres in sorted(adressen))
