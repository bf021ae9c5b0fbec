"""Parties put items forward by their own link; officers place them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from vereniging.commissie.models import Agendapunt, Vergadering, Voorstellink
from vereniging.convenant.models import Partij, Thema
from vereniging.core.db import db, locked
from vereniging.core.links import new_seed
from vereniging.logboek.acties import schrijf


def voorstellink(vergadering: Vergadering, partij: Partij) -> Voorstellink:
    """The link of this party for this meeting, made when there is none."""
    query = select(Voorstellink).where(
        Voorstellink.vergadering_id == vergadering.id, Voorstellink.partij_id == partij.id
    )
    found = db.session.scalars(query).one_or_none()
    if found is None:
        found = Voorstellink(vergadering=vergadering, partij=partij, kiem=new_seed())
        db.session.add(found)
        db.session.flush()
    return found


def stel_punt_voor(
    link: Voorstellink, titel: str, toelichting: str, thema: Thema, naam: str
) -> Agendapunt:
    """A party puts an item forward; raises KanNietMeer or GenoegVoorgesteld."""
    db.session.flush()
    locked(Vergadering, id=link.vergadering_id)
    punt = link.stel_voor(titel, toelichting, thema)
    db.session.add(punt)
    schrijf(
        "agendapunt.voorgesteld",
        vergadering=link.vergadering.slug,
        partij=link.partij.code,
        gegevens={"naam": naam, "titel": titel},
    )
    return punt


def plaats_punt(punt: Agendapunt, dag: date, reden: str) -> None:
    """It stands on the agenda; once the papers are out with a reason. Raises AgendaDicht."""
    punt.plaatsen(dag, reden)
    schrijf("agendapunt.geplaatst", vergadering=punt.vergadering.slug, titel=punt.titel)
