"""Plan meetings, build an agenda, and call who belongs there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from vereniging.commissie.acties.bevriezen import ontdooi
from vereniging.commissie.acties.voorstellen import voorstellink
from vereniging.commissie.haken import Voorstel
from vereniging.commissie.mail import aan_lid, aan_partij
from vereniging.commissie.models import (
    AgendaDicht,
    Agendapunt,
    Blok,
    Vergadering,
    VergaderingStand,
)
from vereniging.commissie.queries import (
    aantal_in,
    leden_met_mail,
    vergadering_met,
)
from vereniging.commissie.signals import voorstel_geplaatst
from vereniging.convenant.queries import contacten, partijen_met_organisaties
from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import db
from vereniging.core.i18n import _
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.acties import schrijf
from vereniging.statuten.queries import instelling


def plan_vergadering(titel: str, begin: datetime, plaats: str) -> Vergadering:
    """Put a meeting in the calendar; its address is its day."""
    slug = f"{begin.astimezone(AMSTERDAM):%Y-%m-%d}"
    vergadering = Vergadering(
        slug=slug,
        titel=titel,
        begin=begin,
        plaats=plaats,
        stukken_vooraf=int(instelling("stukken_vooraf")),
    )
    db.session.add(vergadering)
    schrijf("vergadering.gepland", vergadering=slug)
    return vergadering


# where something that waited belongs on the agenda follows from its key
PLEK = {
    "toezegging": Blok.AFGESPROKEN,
    "actiepunt": Blok.AFGESPROKEN,
    "afspraak": Blok.AFGESPROKEN,
    "punt": Blok.AFGESPROKEN,
    "patroon": Blok.MELDINGEN,
    "voorstel": Blok.PARTIJEN,
    "standpunt": Blok.STANDPUNTEN,
    "mandaat": Blok.STANDPUNTEN,
}


def zet_op_agenda(vergadering: Vergadering, titel: str, **velden: Any) -> Agendapunt:
    """Add an item at the end of its part (toelichting, thema, partij, keer, blok)."""
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


def voeg_punt_toe(
    vergadering: Vergadering, titel: str, dag: date, reden: str, **velden: Any
) -> Agendapunt:
    """Add an item by hand; once the papers are out everyone reads why. Raises AgendaDicht."""
    is_dicht = vergadering.is_aankomend and dag > vergadering.stukken_op
    if is_dicht and not reden.strip():
        raise AgendaDicht
    return zet_op_agenda(vergadering, titel, reden=reden if is_dicht else None, **velden)


def neem_over(vergadering: Vergadering, voorstel: Voorstel, dag: date) -> Agendapunt:
    """Put something that waited on the agenda; who proposed it hears where it stands now."""
    punt = voeg_punt_toe(
        vergadering,
        voorstel.titel,
        dag,
        voorstel.waarom,
        toelichting=voorstel.waarom,
        thema=voorstel.thema,
        partij=voorstel.partij,
        keer=voorstel.keer,
        sleutel=voorstel.sleutel,
        blok=PLEK.get(voorstel.sleutel.partition(":")[0], Blok.PARTIJEN),
    )
    soort, _scheiding, nummer = voorstel.sleutel.partition(":")
    if soort == "voorstel" and (eerder := db.session.get(Agendapunt, int(nummer))):
        eerder.terugtrekken()  # it moved on with the parties
    voorstel_geplaatst.send(punt)
    return punt


def roep_op(vergadering: Vergadering, nu: datetime) -> None:
    """Send the agenda to the contact of every organisation, and tell the members."""
    vergadering.oproepen()
    _vertel(vergadering, "oproep", nu)
    schrijf("vergadering.opgeroepen", vergadering=vergadering.slug)


def _vertel(vergadering: Vergadering, wat: str, nu: datetime) -> None:
    """Mail who comes to the table, and every member, each once per change."""
    dag = amsterdam_day(nu)
    for partij in partijen_met_organisaties():
        voorstel = voorstellink(vergadering, partij) if wat == "oproep" else None
        for contact in contacten(partij, dag):
            db.session.add(aan_partij(vergadering, contact, wat, voorstel))
    db.session.add_all(aan_lid(vergadering, lid, wat) for lid in leden_met_mail(dag))


def verzet(vergadering: Vergadering, begin: datetime, plaats: str, nu: datetime) -> None:
    """Another moment or place; who was called hears of it, the address stays the same."""
    was_opgeroepen = vergadering.stand is VergaderingStand.OPGEROEPEN
    vergadering.verzetten(begin, plaats)
    if amsterdam_day(nu) < vergadering.stukken_op:
        ontdooi(vergadering)
    schrijf("vergadering.verzet", vergadering=vergadering.slug, begin=begin.isoformat())
    if was_opgeroepen:
        _vertel(vergadering, "verzet", nu)


def plan_jaar(momenten: Iterable[datetime], plaats: str) -> list[Vergadering]:
    """Put a year of meetings in the calendar, numbered within their year; days taken are skipped.

    Gives the meetings that are new.
    """
    nieuw = []
    for begin in sorted(momenten):
        jaar, slug = begin.astimezone(AMSTERDAM).year, f"{begin.astimezone(AMSTERDAM):%Y-%m-%d}"
        if vergadering_met(slug) is None:
            nummer = aantal_in(jaar) + 1
            titel = _("Vergadering %(nummer)s van %(jaar)s", nummer=nummer, jaar=jaar)
            nieuw.append(plan_vergadering(titel, begin, plaats))
    return nieuw


def gelast_af(vergadering: Vergadering, nu: datetime) -> None:
    """Call the meeting off; who was called hears of it."""
    was_opgeroepen = vergadering.stand is VergaderingStand.OPGEROEPEN
    vergadering.afgelasten()
    if was_opgeroepen:
        _vertel(vergadering, "afgelast", nu)
    schrijf("vergadering.afgelast", vergadering=vergadering.slug)
