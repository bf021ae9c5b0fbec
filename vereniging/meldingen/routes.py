"""Who takes care of what: a party per kind of trouble, and organisations for some places."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.convenant.models import Organisatie, Partij
from vereniging.core.db import db
from vereniging.meldingen.models import MeldingCategorie, Plek, Routering
from vereniging.meldingen.queries import wie_beantwoordt


def routeringen(categorie: MeldingCategorie | None = None) -> list[Routering]:
    """The places where it goes to another organisation, of one kind of trouble or of all."""
    query = (
        select(Routering)
        .join(Routering.plek)
        .options(
            joinedload(Routering.plek),
            joinedload(Routering.organisatie).joinedload(Organisatie.partij),
        )
        .order_by(Plek.naam, Routering.id)
    )
    if categorie is not None:
        query = query.where(Routering.categorie_id == categorie.id)
    return list(db.session.scalars(query))


def partij_voor(categorie: MeldingCategorie, plek: Plek | None, dag: date) -> Partij:
    """The party that a report like this usually goes to."""
    organisatie = _uitzondering(categorie, plek, dag)
    return organisatie.partij if organisatie else categorie.partij


def organisatie_voor(
    categorie: MeldingCategorie, plek: Plek | None, dag: date
) -> Organisatie | None:
    """The organisation to propose, if somebody there can be written to."""
    organisatie = _uitzondering(categorie, plek, dag)
    if organisatie is not None and organisatie.contact_op(dag):
        return organisatie
    return wie_beantwoordt(categorie.partij, dag)


def _uitzondering(categorie: MeldingCategorie, plek: Plek | None, dag: date) -> Organisatie | None:
    if plek is None:
        return None
    query = (
        select(Organisatie)
        .join(Routering, Routering.organisatie_id == Organisatie.id)
        .where(Routering.categorie_id == categorie.id, Routering.plek_id == plek.id)
        .options(joinedload(Organisatie.partij), selectinload(Organisatie.contacten))
    )
    found = db.session.scalars(query).one_or_none()
    return found if found is not None and found.is_actief(dag) else None
