"""A promise that comes back: its next time is a promise of its own, with its own findings."""

from __future__ import annotations

from datetime import date, datetime

from vereniging.convenant.models import Afspraak, AfspraakStand, Instemming
from vereniging.convenant.queries import laatste_keren
from vereniging.core.clock import year_of
from vereniging.core.db import db, locked
from vereniging.core.references import next_reference
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.acties import schrijf

INHOUD = (
    "tekst", "maatstaf", "partij", "thema", "artikel", "elke", "eenheid", "herhaal_tot", "bron",
    "verankerd_in", "verankerd_waar",
)  # fmt: skip


def herhaal_afspraken(nu: datetime) -> list[Afspraak]:
    """Write down the next time of every promise whose day is over, or that was kept already.

    Whatever was missed is there too: every time has its own row, and is late when nobody saw it.
    """
    dag, made = amsterdam_day(nu), list[Afspraak]()
    for nummer in laatste_keren():
        current = locked(Afspraak, id=nummer)
        while current is not None and (volgende := _volgende(current, dag)):
            current = _herhaal(current, volgende, nu)
            made.append(current)
    return made


def _volgende(afspraak: Afspraak, dag: date) -> date | None:
    """The day of the next time, when it is time to write it down."""
    voorbij = afspraak.voor_datum is not None and afspraak.voor_datum < dag
    if not (voorbij or afspraak.stand is AfspraakStand.NAGEKOMEN):
        return None
    return afspraak.volgende_dag()


def _herhaal(vorige: Afspraak, voor_datum: date, nu: datetime) -> Afspraak:
    """The parties agreed once, to all of them: their answers go along."""
    afspraak = Afspraak(
        kenmerk=next_reference("A", year_of(nu)),
        voor_datum=voor_datum,
        keer=vorige.keer + 1,
        reeks=vorige.eerste,
        stand=AfspraakStand.VAN_KRACHT,
        gemaakt_op=nu,
        van_kracht_op=vorige.van_kracht_op,
        **{naam: getattr(vorige, naam) for naam in INHOUD},
    )
    afspraak.instemmingen = [
        Instemming(partij=i.partij, antwoord=i.antwoord, reden=i.reden, op=i.op, door=i.door)
        for i in vorige.instemmingen
    ]
    db.session.add(afspraak)
    db.session.flush()
    schrijf("afspraak.herhaald", kenmerk=afspraak.kenmerk, eerste=vorige.eerste.kenmerk)
    return afspraak
