"""Promises that came due, per party, and how long the agenda drags things along."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from vereniging.commissie.models import Agendapunt, PuntStand, Vergadering
from vereniging.convenant.models import Afspraak, AfspraakStand, Waarneming
from vereniging.convenant.models.afspraakstand import BINNENSKAMERS, TEKORT
from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.leefbaarheid.perioden import Periode
from vereniging.leefbaarheid.statistiek import mediaan

OP_TIJD, TE_LAAT, DEELS, NIET = "op_tijd", "te_laat", "deels", "niet"
IN_BEOORDELING, TE_LAAT_OPEN = "in_beoordeling", "te_laat_open"
AFLOPEN = (OP_TIJD, TE_LAAT, DEELS, NIET, IN_BEOORDELING, TE_LAAT_OPEN)
BUITEN = (*BINNENSKAMERS, AfspraakStand.VERVALLEN, AfspraakStand.VERVANGEN)


@dataclass
class Belofteteller:
    """The promises of one party that came due, by what came of them."""

    aantallen: dict[str, int] = field(default_factory=lambda: dict.fromkeys(AFLOPEN, 0))
    dagen_te_laat: list[int] = field(default_factory=list)

    def tel(self, afloop: str, dagen: int = 0) -> None:
        self.aantallen[afloop] += 1
        if afloop in {TE_LAAT, TE_LAAT_OPEN}:
            self.dagen_te_laat.append(dagen)

    @property
    def n(self) -> int:
        return sum(self.aantallen.values())

    @property
    def mediaan_te_laat(self) -> float | None:
        """Days late of what was or is late; None when nothing was."""
        return mediaan(self.dagen_te_laat)


def afloop(afspraak: Afspraak, dag: date) -> tuple[str, int]:
    """What came of a promise as of this day, and how many days late.

    A negative finding says nothing until the party could answer to it (meldingen.md 6).
    """
    voor = afspraak.voor_datum or dag
    if afspraak.stand is AfspraakStand.NAGEKOMEN:
        late = (_klaar_op(afspraak, voor) - voor).days
        return (TE_LAAT, late) if late > 0 else (OP_TIJD, 0)
    if afspraak.stand is AfspraakStand.KLAAR_GEMELD or afspraak.wederhoor_tot(dag):
        return IN_BEOORDELING, 0
    if afspraak.stand in TEKORT:
        return (DEELS if afspraak.stand is AfspraakStand.DEELS_NAGEKOMEN else NIET), 0
    return TE_LAAT_OPEN, (dag - voor).days


def _klaar_op(afspraak: Afspraak, anders: date) -> date:
    """The day the owner said it was done, else the day another party saw it."""
    if afspraak.klaar_gemeld_op:
        return amsterdam_day(afspraak.klaar_gemeld_op)
    return afspraak.waarnemingen[-1].op if afspraak.waarnemingen else anders


def per_partij(periode: Periode, dag: date) -> dict[int, Belofteteller]:
    """The promises due in the period and before today; of repeated ones each time is one."""
    found: dict[int, Belofteteller] = defaultdict(Belofteteller)
    for afspraak in _vervallen(periode, dag):
        found[afspraak.partij_id].tel(*afloop(afspraak, dag))
    return found


def _vervallen(periode: Periode, dag: date) -> list[Afspraak]:
    query = (
        select(Afspraak)
        .where(Afspraak.voor_datum >= periode.van, Afspraak.voor_datum < min(periode.tot, dag))
        .where(Afspraak.stand.not_in(BUITEN))
        .options(selectinload(Afspraak.waarnemingen).joinedload(Waarneming.wederhoor))
    )
    return list(db.session.scalars(query))


@dataclass(frozen=True)
class Agendaduur:
    """How often an item comes back, and which open one has been there the longest."""

    punten: int
    mediaan_keer: float | None
    oudste: str
    oudste_keer: int


def agenda(periode: Periode) -> Agendaduur:
    """Items of meetings in the period; the open item that is on for the most meetings."""
    van, tot = periode.grenzen
    counted = (
        select(Agendapunt.keer)
        .join(Agendapunt.vergadering)
        .where(Vergadering.begin >= van, Vergadering.begin < tot)
        .where(Agendapunt.stand != PuntStand.TERUGGETROKKEN)
    )
    keren = list(db.session.scalars(counted))
    still = select(Agendapunt.titel, Agendapunt.keer).where(Agendapunt.stand == PuntStand.GEPLAATST)
    oudste = db.session.execute(
        still.order_by(Agendapunt.keer.desc(), Agendapunt.id).limit(1)
    ).first()
    titel, keer = oudste or ("", 0)
    return Agendaduur(len(keren), mediaan(keren), titel, keer)
