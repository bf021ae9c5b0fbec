"""At the table and afterwards: who was there, what was said, what came of it."""

from __future__ import annotations

from datetime import date, datetime

from vereniging.commissie.acties.bevriezen import bevries
from vereniging.commissie.acties.instemmen import maak_besluiten
from vereniging.commissie.acties.plannen import zet_op_agenda
from vereniging.commissie.models import (
    Aanwezigheid,
    Agendapunt,
    GeenVerslag,
    Niveau,
    NogGeenVolgende,
    Partijstandpunt,
    Uitkomst,
    UitkomstSoort,
    Vergadering,
    Vergaderstuk,
)
from vereniging.commissie.queries import (
    aankomend,
    aanwezigen,
    is_later_vergaderd,
)
from vereniging.commissie.signals import punt_aangehouden, vergadering_gehouden
from vereniging.convenant.models import Partij
from vereniging.core.db import db, locked
from vereniging.logboek.acties import schrijf


def begin_vergadering(vergadering: Vergadering, nu: datetime) -> None:
    """The chair opens the meeting; its agenda is fixed if it was not."""
    if vergadering.beginnen():
        bevries(vergadering, nu)
        schrijf("vergadering.begonnen", vergadering=vergadering.slug)


def meld_aanwezig(vergadering: Vergadering, namen: dict[Partij, str]) -> None:
    """Who was there for each party; a party without names was absent."""
    vergadering.expect_verslag()
    bekend = {each.partij_id: each for each in aanwezigen(vergadering)}
    for partij, wie in namen.items():
        rij = bekend.get(partij.id)
        if rij is None and wie:
            db.session.add(Aanwezigheid(vergadering=vergadering, partij=partij, wie=wie))
        elif rij is not None and wie:
            rij.wie = wie
        elif rij is not None:
            db.session.delete(rij)
    schrijf("vergadering.aanwezig", vergadering=vergadering.slug, partijen=_codes(namen))


def _codes(namen: dict[Partij, str]) -> list[str]:
    return sorted(partij.code for partij, wie in namen.items() if wie)


def leg_standpunt_vast(punt: Agendapunt, gezegd: Partijstandpunt) -> None:
    """Record what a party said about an item; raises ZonderUitleg."""
    punt.leg_standpunt_vast(gezegd)
    schrijf(
        "agendapunt.standpunt",
        vergadering=punt.vergadering.slug,
        punt=punt.id,
        partij=gezegd.partij.code,
        antwoord=gezegd.antwoord.value,
    )


def schrijf_verslag(vergadering: Vergadering, tekst: str, niveau: Niveau, door_id: int) -> None:
    """The minutes, a concept until they are agreed."""
    vergadering.schrijf_verslag(tekst, niveau, door_id)
    schrijf(
        "vergadering.verslag",
        vergadering=vergadering.slug,
        versie=vergadering.verslag_versie,
        niveau=niveau.value,
    )


def geef_verslag_vrij(vergadering: Vergadering, door_id: int) -> None:
    """A second officer lets everyone read the minutes; raises EenAnder."""
    vergadering.geef_verslag_vrij(door_id)
    schrijf("vergadering.verslag_vrij", vergadering=vergadering.slug, account=door_id)


def plaats_stuk(stuk: Vergaderstuk) -> None:
    """Add a paper; what is for everyone waits for a second officer."""
    db.session.add(stuk)
    schrijf(
        "vergaderstuk.geplaatst",
        vergadering=stuk.vergadering.slug,
        sha256=stuk.sha256,
        niveau=stuk.niveau.value,
    )


def geef_stuk_vrij(stuk: Vergaderstuk, door_id: int) -> None:
    """A second officer lets everyone read it; raises EenAnder."""
    stuk.vrijgeven(door_id)
    schrijf("vergaderstuk.vrijgegeven", sha256=stuk.sha256)


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
    """End the meeting; the packages above hear of it.

    A consensus needs all five: parties that were not there are asked. Raises NogZonderUitkomst or
    WieWasEr.
    """
    db.session.flush()
    locked(Vergadering, id=vergadering.id)  # two officers close it, the decisions are made once
    if vergadering.sluiten(nu):
        maak_besluiten(vergadering, nu)
        schrijf("vergadering.gehouden", vergadering=vergadering.slug)
        vergadering_gehouden.send(vergadering, nu=nu)


def stel_verslag_vast(vergadering: Vergadering, dag: date) -> None:
    """A later meeting agrees with the report; raises GeenVerslag or NogGeenVolgende."""
    if vergadering.is_gehouden and not (vergadering.verslag or "").strip():
        raise GeenVerslag
    if vergadering.is_gehouden and not is_later_vergaderd(vergadering):
        raise NogGeenVolgende
    vergadering.vaststellen()
    vergadering.vastgesteld_op = dag
    schrijf("vergadering.vastgesteld", vergadering=vergadering.slug)
