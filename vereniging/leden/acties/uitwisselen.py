"""The register as a file, and a file as register (interfaces.md, Formats)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.core.export import Cell, write_csv
from vereniging.core.i18n import _
from vereniging.leden.acties.aanmelden import Adresgegevens
from vereniging.leden.invoer import KOLOMMEN, Bestand, Lidregel
from vereniging.leden.models import Adres, Huishouden, Lid, Lidmaatschap, LidSoort
from vereniging.leden.queries import volgend_lidnummer, zoek_straat
from vereniging.logboek.acties import schrijf
from vereniging.statuten.queries import instelling

DELEN = frozenset({LidSoort.LID, LidSoort.ERELID})


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
    nummers = set(db.session.scalars(select(Lid.lidnummer)))
    emails = set(db.session.scalars(select(Lid.email).where(Lid.email.is_not(None))))
    for rij in bestand.rijen:
        if rij.lidnummer in nummers:
            bestand.fouten.append((rij.regel, _("Dit lidnummer is al in gebruik.")))
        if rij.email and rij.email in emails:
            bestand.fouten.append((rij.regel, _("Een ander lid heeft dit e-mailadres al.")))
    bad = {regel for regel, _fout in bestand.fouten}
    bestand.rijen = [rij for rij in bestand.rijen if rij.regel not in bad]


def importeer(bestand: Bestand, nu: datetime) -> int:
    """Store the good rows; how many members there are more."""
    doors: dict[tuple[object, ...], Adres] = {
        (*_key(adres), adres.straat): adres for adres in db.session.scalars(select(Adres))
    }
    households: dict[str, Huishouden] = {}
    vrij = max([volgend_lidnummer(), *((rij.lidnummer or 0) + 1 for rij in bestand.rijen)])
    for rij in bestand.rijen:
        deur = doors.setdefault((*rij.deur, rij["straat"]), _adres(rij))
        lid = _lid(rij, rij.lidnummer or vrij, deur, nu)
        vrij += not rij.lidnummer
        if code := _huishouden(rij, bestand):
            lid.huishouden = households.setdefault(code, Huishouden(adres=deur))
        db.session.add(lid)
    schrijf("leden.ingevoerd", aantal=len(bestand.rijen))
    return len(bestand.rijen)


def _key(adres: Adres) -> tuple[str, int, str, str]:
    return adres.postcode, adres.huisnummer, adres.letter, adres.toevoeging


def _huishouden(rij: Lidregel, bestand: Bestand) -> str:
    if bestand.heeft_huishoudens:
        return rij["huishouden"]
    return "-".join(map(str, rij.deur)) if rij.soort in DELEN else ""


def _adres(rij: Lidregel) -> Adres:
    postcode, huisnummer, letter, toevoeging = rij.deur
    known = zoek_straat(postcode, huisnummer) is not None
    deur = Adresgegevens(
        straat=rij["straat"],
        huisnummer=huisnummer,
        letter=letter,
        toevoeging=toevoeging,
        postcode=postcode,
        plaats=rij["plaats"],
        in_werkgebied=known or not instelling("werkgebied"),
    )
    return Adres(**deur.__dict__)


def _lid(rij: Lidregel, lidnummer: int, adres: Adres, nu: datetime) -> Lid:
    periode = Lidmaatschap(soort=rij.soort, begin=rij.begin, einde=rij.einde, ingevoerd_op=nu)
    return Lid(
        lidnummer=lidnummer,
        voornaam=rij["voornaam"],
        voorletters=rij["voorletters"],
        tussenvoegsel=rij["tussenvoegsel"],
        achternaam=rij["achternaam"],
        email=rij.email,
        telefoon=rij["telefoon"] or None,
        adres=adres,
        lidmaatschappen=[periode],
    )
