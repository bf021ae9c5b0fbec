"""Plan a meeting, build its agenda, and write down what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vereniging.commissie.mail import oproep
from vereniging.commissie.models import Agendapunt, Uitkomst, UitkomstSoort, Vergadering
from vereniging.commissie.queries import aankomend
from vereniging.commissie.signals import punt_aangehouden, vergadering_gehouden
from vereniging.convenant.queries import partijen
from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import db, locked
from vereniging.logboek.acties import schrijf


def plan_vergadering(titel: str, begin: datetime, plaats: str) -> Vergadering:
    """Put a meeting in the calendar; its address is its day."""
    slug = f"{begin.astimezone(AMSTERDAM):%Y-%m-%d}"
    vergadering = Vergadering(slug=slug, titel=titel, begin=begin, plaats=plaats)
    db.session.add(vergadering)
    schrijf("vergadering.gepland", vergadering=slug)
    return vergadering


def zet_op_agenda(vergadering: Vergadering, titel: str, **velden: Any) -> Agendapunt:
    """Add an item at the end of the agenda (toelichting, thema, partij, keer)."""
    vergadering.expect_agenda()
    punt = Agendapunt(
        vergadering=vergadering,
        titel=titel,
        volgorde=max((punt.volgorde for punt in vergadering.agendapunten), default=0) + 1,
        **velden,
    )
    db.session.add(punt)
    schrijf("agendapunt.geplaatst", vergadering=vergadering.slug, titel=titel)
    return punt


def roep_op(vergadering: Vergadering, nu: datetime) -> None:
    """Send the agenda to the contact of every organisation."""
    vergadering.oproepen()
    dag = nu.astimezone(AMSTERDAM).date()
    for partij in partijen():
        for organisatie in partij.organisaties:
            contact = organisatie.contact_op(dag) if organisatie.is_actief(dag) else None
            if contact:
                db.session.add(oproep(vergadering, contact))
    schrijf("vergadering.opgeroepen", vergadering=vergadering.slug)


def begin_vergadering(vergadering: Vergadering) -> None:
    """The chair opens the meeting."""
    if vergadering.beginnen():
        schrijf("vergadering.begonnen", vergadering=vergadering.slug)


def leg_vast(punt: Agendapunt, uitkomst: Uitkomst, nu: datetime) -> None:
    """Record what the parties came to; what is held over goes to the next meeting."""
    db.session.flush()
    locked(Agendapunt, id=punt.id)
    punt.bespreken(uitkomst)
    schrijf(
        "agendapunt.besproken",
        vergadering=punt.vergadering.slug,
        punt=punt.id,
        uitkomst=uitkomst.soort.value,
    )
    if uitkomst.soort is UitkomstSoort.AANGEHOUDEN:
        _houd_aan(punt, nu)


def _houd_aan(punt: Agendapunt, nu: datetime) -> None:
    later = [each for each in aankomend() if each.begin > punt.vergadering.begin]
    if not later:
        return
    nieuw = zet_op_agenda(
        later[0], punt.titel, toelichting=punt.toelichting, thema=punt.thema,
        partij=punt.partij, keer=punt.keer + 1,
    )  # fmt: skip
    punt_aangehouden.send(punt, nieuw=nieuw, nu=nu)


def sluit_vergadering(vergadering: Vergadering, nu: datetime) -> None:
    """End the meeting; the packages above hear of it."""
    if vergadering.sluiten(nu):
        schrijf("vergadering.gehouden", vergadering=vergadering.slug)
        vergadering_gehouden.send(vergadering, nu=nu)


def stel_verslag_vast(vergadering: Vergadering) -> None:
    """The report is agreed."""
    vergadering.vaststellen()
    schrijf("vergadering.vastgesteld", vergadering=vergadering.slug)


def gelast_af(vergadering: Vergadering) -> None:
    """Call the meeting off."""
    vergadering.afgelasten()
    schrijf("vergadering.afgelast", vergadering=vergadering.slug)
