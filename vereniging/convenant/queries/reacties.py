"""Reads of what residents said about articles."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from vereniging.convenant.models import Artikel, Artikelreactie, Convenant, Reactiestand
from vereniging.core.db import db

ZICHTBAAR = (Reactiestand.GEPLAATST,)
WACHT = (Reactiestand.INGEDIEND, Reactiestand.GEPLAATST)
MET_ARTIKEL = joinedload(Artikelreactie.artikel).joinedload(Artikel.convenant)


def openbare_reacties(artikel: Artikel) -> list[Artikelreactie]:
    """What everyone may read about this article, oldest first."""
    query = (
        select(Artikelreactie)
        .where(Artikelreactie.artikel_id == artikel.id, Artikelreactie.stand.in_(ZICHTBAAR))
        .order_by(Artikelreactie.op, Artikelreactie.id)
    )
    return list(db.session.scalars(query))


def reacties_op(convenant: Convenant) -> list[Artikelreactie]:
    """What everyone may read about this text, article by article, oldest first."""
    query = (
        select(Artikelreactie)
        .join(Artikelreactie.artikel)
        .where(Artikel.convenant_id == convenant.id, Artikelreactie.stand.in_(ZICHTBAAR))
        .order_by(Artikel.nummer, Artikelreactie.op, Artikelreactie.id)
    )
    return list(db.session.scalars(query))


def aantallen(convenant: Convenant) -> dict[int, int]:
    """How many reactions everyone may read, per article id; articles without any are left out."""
    query = (
        select(Artikelreactie.artikel_id, func.count(Artikelreactie.id))
        .join(Artikelreactie.artikel)
        .where(Artikel.convenant_id == convenant.id, Artikelreactie.stand.in_(ZICHTBAAR))
        .group_by(Artikelreactie.artikel_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def aantal_onbeantwoord(convenant: Convenant) -> int:
    """How many confirmed reactions wait for a moderator or for an answer."""
    query = (
        select(func.count(Artikelreactie.id))
        .join(Artikelreactie.artikel)
        .where(
            Artikel.convenant_id == convenant.id,
            Artikelreactie.stand.in_(WACHT),
            Artikelreactie.lot.is_(None),
        )
    )
    return db.session.scalar(query) or 0


def te_behandelen() -> tuple[Sequence[Artikelreactie], Sequence[Artikelreactie]]:
    """What waits for a moderator, and what waits for the commission's answer."""
    query = (
        select(Artikelreactie)
        .where(Artikelreactie.stand.in_(WACHT), Artikelreactie.lot.is_(None))
        .options(MET_ARTIKEL)
        .order_by(Artikelreactie.op, Artikelreactie.id)
    )
    found = list(db.session.scalars(query))
    nieuw = [each for each in found if each.stand is Reactiestand.INGEDIEND]
    return nieuw, [each for each in found if each.stand is Reactiestand.GEPLAATST]


def reactie_met(kiem: bytes) -> Artikelreactie | None:
    """The reaction behind a link in a mail."""
    query = select(Artikelreactie).where(Artikelreactie.kiem == kiem).options(MET_ARTIKEL)
    return db.session.scalars(query).one_or_none()
