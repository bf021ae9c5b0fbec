"""Reads of the covenant in its versions."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.convenant.models import (
    Artikel,
    Bespreking,
    Convenant,
    ConvenantStand,
    Handtekeningopgave,
    Ondertekening,
    Organisatie,
    Partij,
)
from vereniging.convenant.queries.partijen import opsomming
from vereniging.core.db import db
from vereniging.core.i18n import _

VOLGORDE = (
    ConvenantStand.GETEKEND,
    ConvenantStand.TER_TEKENING,
    ConvenantStand.CONCEPT,
    ConvenantStand.VERVANGEN,
    ConvenantStand.BEEINDIGD,
)


def convenanten() -> list[Convenant]:
    """Every version: the one in force first, then what is coming, then what was."""
    query = select(Convenant).options(joinedload(Convenant.ondertekeningen))
    found = list(db.session.scalars(query.order_by(Convenant.id.desc())).unique())
    return sorted(found, key=lambda convenant: VOLGORDE.index(convenant.stand))


def convenant_met(versie: str) -> Convenant | None:
    """One version with its articles and signatures."""
    query = (
        select(Convenant)
        .where(Convenant.versie == versie)
        .options(
            selectinload(Convenant.artikelen).joinedload(Artikel.thema),
            selectinload(Convenant.artikelen).joinedload(Artikel.partij),
            selectinload(Convenant.wissels),
            selectinload(Convenant.besprekingen).joinedload(Bespreking.partij),
            selectinload(Convenant.ondertekeningen)
            .joinedload(Ondertekening.organisatie)
            .joinedload(Organisatie.partij),
        )
    )
    return db.session.scalars(query).one_or_none()


def opgaven(convenant: Convenant) -> list[Handtekeningopgave]:
    """The signatures that another officer still has to look at."""
    return [each for each in alle_opgaven() if each.convenant_id == convenant.id]


def alle_opgaven() -> list[Handtekeningopgave]:
    """The same of every version, oldest first."""
    query = select(Handtekeningopgave).options(
        joinedload(Handtekeningopgave.organisatie), joinedload(Handtekeningopgave.convenant)
    )
    return list(db.session.scalars(query.order_by(Handtekeningopgave.id)))


def vorige_versie(convenant: Convenant) -> Convenant | None:
    """The version that was made before this one."""
    query = select(Convenant).where(Convenant.id < convenant.id).order_by(Convenant.id.desc())
    return db.session.scalars(query.limit(1)).one_or_none()


def niet_bindend(convenant: Convenant, zetels: list[Partij], dag: date) -> str:
    """The sentence that goes wherever a covenant is cited; empty only when it binds.

    `zetels` come from `partijen_met_organisaties`.
    """
    if convenant.is_bindend(dag):
        return ""
    if convenant.is_ooit_getekend:
        return str(_("Dit convenant geldt niet meer."))
    namen = [partij.naam for partij in convenant.wacht_op(zetels, dag)]
    if not namen:
        return str(_("Nog niet door alle partijen getekend. Dit convenant bindt nog niemand."))
    sentence = _(
        "Nog niet getekend door %(partijen)s. Dit convenant bindt nog niemand.",
        partijen=opsomming(namen),
    )
    return str(sentence)
