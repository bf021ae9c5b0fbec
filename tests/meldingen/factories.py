"""A street, a kind of trouble, an organisation that answers, and reports about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import een_organisatie
from vereniging.convenant.acties import seed_themas_en_partijen
from vereniging.convenant.models import Organisatie, Partij
from vereniging.meldingen.acties import Meldgegevens, indienen, seed_categorieen
from vereniging.meldingen.models import Melding, MeldingCategorie, Plek
from vereniging.meldingen.queries import categorie_met


@dataclass(frozen=True)
class Buurt:
    """What a report needs to exist."""

    categorie: MeldingCategorie
    plek: Plek
    gemeente: Organisatie


def een_buurt(data: Session) -> Buurt:
    """Themes, kinds of trouble, one street, and a town hall with a contact."""
    seed_themas_en_partijen()
    data.flush()
    seed_categorieen()
    partij = data.scalars(select(Partij).where(Partij.code == "gemeente")).one()
    gemeente = een_organisatie(partij=partij)
    plek = Plek(naam="Da Costastraat")
    data.add_all([gemeente, plek])
    data.flush()
    categorie = categorie_met("zwerfvuil")
    assert categorie is not None
    return Buurt(categorie, plek, gemeente)


def een_melding(buurt: Buurt, nu: datetime, **anders: Any) -> Melding:
    """A report about litter, with a mail address and not yet confirmed."""
    velden: dict[str, Any] = {
        "categorie": buurt.categorie,
        "plek": buurt.plek,
        "straat": buurt.plek.naam,
        "tekst": "Er ligt al een week vuilnis naast de container.",
        "naam": "Mila Winkel",
        "email": "mila@example.org",
    }
    return indienen(Meldgegevens(**{**velden, **anders}), nu)
