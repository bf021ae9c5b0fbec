"""Make a promise, gather consent, keep it and judge it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from vereniging.convenant.models import (
    Afspraak,
    AfspraakStand,
    Artikel,
    GeenOwner,
    Instemming,
    Oordeel,
    Partij,
    Partijantwoord,
    Thema,
    Waarneming,
)
from vereniging.convenant.queries import partijen
from vereniging.core.clock import year_of
from vereniging.core.db import db
from vereniging.core.references import next_reference
from vereniging.logboek.acties import schrijf
from vereniging.statuten.models import Besluit


@dataclass(frozen=True, kw_only=True)
class Afspraakvoorstel:
    """What is promised, by whom, until when, and how one sees that it is done."""

    tekst: str
    maatstaf: str
    partij: Partij
    thema: Thema
    voor_datum: date | None = None
    herhaling: str = ""
    artikel: Artikel | None = None
    bron: str = ""


def stel_op(wat: Afspraakvoorstel, nu: datetime) -> Afspraak:
    """Write down a promise as a concept; raises GeenOwner without a day."""
    if wat.voor_datum is None and not wat.herhaling.strip():
        raise GeenOwner
    afspraak = Afspraak(kenmerk=next_reference("A", year_of(nu)), gemaakt_op=nu, **vars(wat))
    db.session.add(afspraak)
    schrijf("afspraak.opgesteld", kenmerk=afspraak.kenmerk)
    return afspraak


def leg_voor(afspraak: Afspraak) -> None:
    """Ask all five parties."""
    afspraak.voorleggen()
    schrijf("afspraak.voorgelegd", kenmerk=afspraak.kenmerk)


def leg_vast_instemming(
    afspraak: Afspraak,
    partij: Partij,
    antwoord: Partijantwoord,
    nu: datetime,
    *,
    reden: str = "",
) -> None:
    """Record what a party answered; the fifth yes brings it into force."""
    instemming = Instemming(partij=partij, antwoord=antwoord, reden=reden, op=nu)
    afspraak.instemmen(instemming, partijen())
    schrijf(
        "afspraak.instemming",
        kenmerk=afspraak.kenmerk,
        partij=partij.code,
        antwoord=antwoord.value,
        stand=afspraak.stand.value,
    )


def begin(afspraak: Afspraak) -> None:
    """The owner started."""
    afspraak.beginnen()
    schrijf("afspraak.begonnen", kenmerk=afspraak.kenmerk)


def meld_klaar(afspraak: Afspraak, bewijs: str, nu: datetime) -> None:
    """The owner says it is done."""
    afspraak.klaar_melden(bewijs, nu)
    schrijf("afspraak.klaar_gemeld", kenmerk=afspraak.kenmerk)


def beoordeel(
    afspraak: Afspraak, door: Partij, oordeel: Oordeel, dag: date, *, notitie: str = ""
) -> None:
    """Record what another party found; raises EigenPartij."""
    afspraak.toetsen(Waarneming(partij=door, op=dag, oordeel=oordeel, notitie=notitie))
    schrijf("afspraak.getoetst", kenmerk=afspraak.kenmerk, partij=door.code, oordeel=oordeel.value)


def schaal_op(afspraak: Afspraak, dag: date) -> None:
    """What was not kept goes a step up."""
    afspraak.opschalen(dag)
    schrijf("afspraak.opgeschaald", kenmerk=afspraak.kenmerk)


def trek_in(afspraak: Afspraak, besluit: Besluit, *, vervangen: bool = False) -> None:
    """It lapses, or another takes its place, by a recorded decision."""
    stand = AfspraakStand.VERVANGEN if vervangen else AfspraakStand.VERVALLEN
    afspraak.eindigen(stand, besluit)
    schrijf(f"afspraak.{stand.value}", kenmerk=afspraak.kenmerk, besluit=besluit.kenmerk)
