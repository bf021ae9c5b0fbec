"""Plan a general meeting, build its agenda, hold it or call it off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from vereniging.alv import mail
from vereniging.alv.models import Alv, Alvpunt, AlvStand, Alvstuk
from vereniging.alv.queries import oproepingen, stemmingen
from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.logboek.acties import schrijf
from vereniging.stembus.acties import annuleer
from vereniging.stembus.models import Stemming, StemmingStand


class AlvdagBezet(DomainError):
    """One general meeting a day."""

    message = _l("Op die dag is al een ledenvergadering. Kies een andere dag.")


class NietVooruit(DomainError):
    """A meeting is planned ahead."""

    message = _l("Kies een moment dat nog komt.")


class HeeftStemming(DomainError):
    """A vote hangs on this item or on this moment."""

    message = _l("Bij dit punt staat al een stemming klaar. Annuleer die eerst.")


class StemmingLoopt(DomainError):
    """What members vote on now is not called off."""

    message = _l("Er is al gestemd of er wordt nu gestemd. Vernietig eerst die stemming.")


def plan_alv(begin: datetime, plaats: str, nu: datetime, **velden: Any) -> Alv:
    """Prepare a general meeting (soort, vorm, toelichting, voorwaarden); its address is its day.

    Raises AlvdagBezet, NietVooruit.
    """
    slug = _vrije_dag(begin, nu)
    alv = Alv(slug=slug, begin=begin, plaats=plaats, **velden)
    db.session.add(alv)
    schrijf("alv.gepland", alv=slug)
    return alv


def wijzig(alv: Alv, begin: datetime, nu: datetime, **velden: Any) -> None:
    """Change a meeting that nobody was called to yet.

    Raises KanNietMeer, AlvdagBezet, NietVooruit, HeeftStemming.
    """
    alleen(alv).expect(AlvStand.CONCEPT)
    if begin != alv.begin:
        if stemmingen(alv):
            raise HeeftStemming
        alv.slug, alv.begin = _vrije_dag(begin, nu, alv), begin
    for naam, waarde in velden.items():
        setattr(alv, naam, waarde)
    schrijf("alv.gewijzigd", alv=alv.slug)


def _vrije_dag(begin: datetime, nu: datetime, zelf: Alv | None = None) -> str:
    if begin <= nu:
        raise NietVooruit
    slug = f"{begin.astimezone(AMSTERDAM):%Y-%m-%d}"
    ander = db.session.scalars(select(Alv).where(Alv.slug == slug)).one_or_none()
    if ander is not None and ander is not zelf:
        raise AlvdagBezet
    return slug


def zet_op_agenda(alv: Alv, titel: str, **velden: Any) -> Alvpunt:
    """Add an item at the end (toelichting, soort), until the members are called."""
    alleen(alv).expect(AlvStand.CONCEPT)
    volgorde = max((punt.volgorde for punt in alv.punten), default=0) + 1
    punt = Alvpunt(alv=alv, titel=titel, volgorde=volgorde, **velden)
    db.session.add(punt)
    schrijf("alvpunt.geplaatst", alv=alv.slug, titel=titel)
    return punt


def haal_punt_weg(punt: Alvpunt) -> None:
    """Take an item off the agenda; raises KanNietMeer, HeeftStemming."""
    alleen(punt.alv).expect(AlvStand.CONCEPT)
    if punt.stemming is not None and punt.stemming.stand is not StemmingStand.GEANNULEERD:
        raise HeeftStemming
    schrijf("alvpunt.weg", alv=punt.alv.slug, titel=punt.titel)
    punt.alv.punten.remove(punt)


def plaats_stuk(stuk: Alvstuk) -> None:
    """Add a paper for the members; raises KanNietMeer when the meeting is over."""
    alleen(stuk.alv).expect(AlvStand.CONCEPT, AlvStand.OPGEROEPEN)
    db.session.add(stuk)
    schrijf("alvstuk.geplaatst", alv=stuk.alv.slug, sha256=stuk.sha256)


def houd(alv: Alv, nu: datetime) -> None:
    """The meeting took place."""
    alleen(alv).houden(nu)
    schrijf("alv.gehouden", alv=alv.slug)


def gelast_af(alv: Alv, nu: datetime) -> None:
    """Call the meeting off with its votes; who was called hears of it. Raises StemmingLoopt."""
    alleen(alv).expect(AlvStand.CONCEPT, AlvStand.OPGEROEPEN)
    for stemming in stemmingen(alv):
        _haal_weg(stemming, nu)
    if alv.afgelasten():
        db.session.add_all(mail.afgelast(alv, each.lid) for each in oproepingen(alv))
    schrijf("alv.afgelast", alv=alv.slug)


def _haal_weg(stemming: Stemming, nu: datetime) -> None:
    if stemming.stand is not StemmingStand.CONCEPT:
        raise StemmingLoopt
    annuleer(stemming, nu)


def alleen(alv: Alv) -> Alv:
    """Lock the meeting, so that this unit decides on it alone, as it is now."""
    db.session.flush()
    locked(Alv, id=alv.id)
    return alv
