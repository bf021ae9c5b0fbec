"""Reads of walks, and the list that the parties sign."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.convenant.queries import partijen
from vereniging.core.db import db
from vereniging.core.i18n import _, datum, kort
from vereniging.meldingen.models import Melding, MeldingCategorie, Schouw, Schouwpunt
from vereniging.meldingen.papier import maak

HOOGSTENS = 50


def schouwen() -> list[Schouw]:
    """The walks, newest first."""
    query = select(Schouw).options(selectinload(Schouw.punten))
    return list(db.session.scalars(query.order_by(Schouw.id.desc()).limit(HOOGSTENS)))


def schouw_met(kenmerk: str) -> Schouw | None:
    """One walk with its findings."""
    punten = selectinload(Schouw.punten)
    query = (
        select(Schouw)
        .where(Schouw.kenmerk == kenmerk)
        .options(
            punten.joinedload(Schouwpunt.categorie).joinedload(MeldingCategorie.partij),
            punten.joinedload(Schouwpunt.melding).options(
                joinedload(Melding.partij), selectinload(Melding.gebeurtenissen)
            ),
            punten.selectinload(Schouwpunt.fotos),
        )
    )
    return db.session.scalars(query).one_or_none()


def lijst_pdf(schouw: Schouw) -> bytes:
    """What was seen, whose it is, before when; and a line to sign for each party."""
    namen = {partij.code: partij.naam for partij in partijen()}
    return maak("schouw.typ", {
        "titel": _("Schouw van %(dag)s", dag=datum(schouw.datum)),
        "nummer": schouw.kenmerk,
        "route": schouw.route,
        "kop": [_("Nr."), _("Wat en waar"), _("Voor wie"), _("Wij kijken ernaar voor")],
        "punten": [_regel(punt) for punt in schouw.punten if punt.melding],
        "leeg": _("Er zijn geen meldingen gedaan."),
        "tekenen": _("Gezien door"),
        "uitleg": _("Tekenen betekent: wij liepen mee en zagen dit. Het is nog geen belofte."),
        "partijen": [namen.get(code, str(code)) for code in schouw.partijen],
        "velden": [_("Naam"), _("Handtekening")],
    })  # fmt: skip


def _regel(punt: Schouwpunt) -> list[Any]:
    melding = punt.melding
    partij = melding.partij if melding and melding.partij else punt.categorie.partij
    waar = ", ".join(filter(None, (punt.straat, punt.waar_precies)))
    return [
        melding.kenmerk if melding else "",
        f"{punt.categorie.naam}, {waar}: {punt.tekst}",
        partij.naam,
        kort(melding.termijn) if melding and melding.termijn else "",
    ]
