"""The reports that officers see: what waits with the oldest term first, or what is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.meldingen.models import (
    AANGEVULD,
    DICHT,
    Melding,
    MeldingCategorie,
    MeldingGebeurtenis,
    MeldingStand,
)
from vereniging.meldingen.queries import MET, is_vastgehouden

PER_BLAD = 50
ZONDER_WERK = (*DICHT, MeldingStand.TE_BEVESTIGEN)


@dataclass(frozen=True, kw_only=True)
class Werkvraag:
    """What an officer looks for; who may not see confidential reports never gets them."""

    ook_vertrouwelijk: bool
    is_dicht: bool = False
    te_laat_op: datetime | None = None
    zoek: str = ""
    thema: str = ""
    partij: str = ""
    blad: int = 1


@dataclass(frozen=True)
class Werkblad:
    """One page of reports."""

    meldingen: list[Melding]
    aantal: int
    blad: int

    @property
    def bladen(self) -> int:
        return max(1, -(-self.aantal // PER_BLAD))


def werkblad(vraag: Werkvraag) -> Werkblad:
    """A page of what fits; past the last page is the last page."""
    query = _passend(vraag)
    aantal = db.session.scalar(query.with_only_columns(func.count(Melding.id))) or 0
    blad = min(max(vraag.blad, 1), max(1, -(-aantal // PER_BLAD)))
    oudste = (Melding.termijn.is_(None), Melding.termijn, Melding.id)
    order = (Melding.stand_sinds.desc(), Melding.id.desc()) if vraag.is_dicht else oudste
    page = query.options(*MET).order_by(*order).limit(PER_BLAD).offset((blad - 1) * PER_BLAD)
    return Werkblad(list(db.session.scalars(page)), aantal, blad)


def _passend(vraag: Werkvraag) -> Select[Melding]:
    """What came without an address or was held waits too: nobody else can confirm it."""
    held = (Melding.stand == MeldingStand.TE_BEVESTIGEN) & is_vastgehouden()
    open_ = or_(Melding.stand.not_in(ZONDER_WERK), held)
    query = select(Melding).where(Melding.stand.in_(DICHT) if vraag.is_dicht else open_)
    if not vraag.ook_vertrouwelijk:
        query = query.where(Melding.is_vertrouwelijk.is_(False))
    if vraag.te_laat_op:
        query = query.where(
            Melding.termijn < amsterdam_day(vraag.te_laat_op),
            Melding.stand != MeldingStand.VRAAG_AAN_MELDER,
        )
    if vraag.thema:
        query = query.where(Melding.categorie.has(MeldingCategorie.thema.has(code=vraag.thema)))
    if vraag.partij:
        query = query.where(Melding.partij.has(code=vraag.partij))
    for woord in vraag.zoek.split():
        query = query.where(
            or_(
                Melding.kenmerk.icontains(woord, autoescape=True),
                Melding.straat.icontains(woord, autoescape=True),
                Melding.tekst.icontains(woord, autoescape=True),
            )
        )
    return query


def met_nieuws() -> list[Melding]:
    """Open reports to which the reporter added something that no officer has seen."""
    nieuws, later = aliased(MeldingGebeurtenis), aliased(MeldingGebeurtenis)
    ouder = select(later.id).where(
        later.melding_id == Melding.id, later.id > nieuws.id, later.soort != AANGEVULD
    )
    found = select(nieuws.id).where(
        nieuws.melding_id == Melding.id, nieuws.soort == AANGEVULD, ~ouder.exists()
    )
    query = select(Melding).where(Melding.stand.not_in(ZONDER_WERK), found.exists())
    return list(db.session.scalars(query.order_by(Melding.id)))
