"""The register as a file, and a file as register (interfaces.md, Formats)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.core.export import Cell, write_csv
from vereniging.core.i18n import _
from vereniging.leden.acties.inladen import Inlader
from vereniging.leden.invoer import KOLOMMEN, Bestand
from vereniging.leden.invoerkeuzes import Invoerkeuzes
from vereniging.leden.models import Huishouden, Lid, Lidmaatschap
from vereniging.leden.queries import volgend_lidnummer
from vereniging.logboek.acties import schrijf


def exporteer(peildatum: date) -> Iterator[bytes]:
    """The members on this day as CSV that imports again unchanged."""
    return write_csv(KOLOMMEN, [_cellen(lid, peildatum) for lid in _leden_op(peildatum)])


def _leden_op(dag: date) -> list[Lid]:
    runs = (Lidmaatschap.begin <= dag) & or_(
        Lidmaatschap.einde.is_(None), Lidmaatschap.einde >= dag
    )
    query = (
        select(Lid)
        .where(Lid.lidmaatschappen.any(runs))
        .options(
            selectinload(Lid.lidmaatschappen),
            selectinload(Lid.adres),
            selectinload(Lid.huishouden).selectinload(Huishouden.leden),
        )
        .order_by(Lid.lidnummer)
    )
    return list(db.session.scalars(query))


def _cellen(lid: Lid, dag: date) -> list[Cell]:
    adres, periode = lid.adres, lid.lidmaatschap_op(dag)
    return [
        lid.lidnummer, lid.voornaam, lid.voorletters, lid.tussenvoegsel, lid.achternaam,
        adres.straat, adres.huisnummer, adres.letter, adres.toevoeging, adres.postcode,
        adres.plaats, lid.email, lid.telefoon, periode.soort.value if periode else "",
        periode.begin if periode else None, periode.einde if periode else None, _code(lid),
    ]  # fmt: skip


def _code(lid: Lid) -> str:
    if lid.huishouden is None:
        return ""
    return f"H{min(ander.lidnummer for ander in lid.huishouden.leden)}"


def keur(bestand: Bestand) -> None:
    """Add what the register itself says no to: numbers and addresses that are taken."""
    emails = set(db.session.scalars(select(Lid.email).where(Lid.email.is_not(None))))
    bad = [rij.regel for rij in bestand.rijen if rij.email and rij.email in emails]
    keur_nummers(bestand)
    bestand.keur_af(bad, _("Een ander lid heeft dit e-mailadres al."))


def keur_nummers(bestand: Bestand) -> None:
    """Add which numbers of members are taken."""
    nummers = set(db.session.scalars(select(Lid.lidnummer)))
    bad = [rij.regel for rij in bestand.rijen if rij.lidnummer in nummers]
    bestand.keur_af(bad, _("Dit lidnummer is al in gebruik."))


def importeer(
    bestand: Bestand, nu: datetime, keuzes: Invoerkeuzes | None = None
) -> list[tuple[int, int]]:
    """Store the good rows as they were chosen; each line with the row of the member it became."""
    keuzes = keuzes or Invoerkeuzes()
    vrij = max([volgend_lidnummer(), *((rij.lidnummer or 0) + 1 for rij in bestand.rijen)])
    genummerd = []
    for rij in bestand.rijen:
        if rij.regel not in keuzes.overslaan:
            genummerd.append((rij, rij.lidnummer or vrij))
            vrij += not rij.lidnummer
    stored = Inlader(bestand, keuzes, nu).laad(genummerd)
    schrijf("leden.ingevoerd", aantal=len(stored))
    return stored
