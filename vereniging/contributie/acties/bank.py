"""Statements of the bank: read once, and each line put where it belongs by a person."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import datetime

from sqlalchemy import select

from vereniging.contributie.acties.boeken import Regel, boek_ontvangst
from vereniging.contributie.acties.notas import VoorbeeldVerouderd
from vereniging.contributie.afschrift import Afschrift, Lijn, lees
from vereniging.contributie.ibans import verberg_ibans
from vereniging.contributie.koppelen import Koppelaar, afdruk
from vereniging.contributie.models import Bron, Nota, Regelsoort
from vereniging.contributie.models.bank import (
    MERK,
    Bankbestand,
    Bankregel,
    Bankregelstand,
    deel_van,
)
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.keys import Label
from vereniging.core.money import NUL, Bedrag
from vereniging.core.secrets import fingerprint
from vereniging.logboek.acties import schrijf
from vereniging.statuten.queries import instelling

GETOOND = 100  # open lines on one page
RUIM = 1100  # what is kept, and an account number that is cut by its end


class AndereRekening(DomainError):
    """The statement of somebody else, or our own number is missing in the settings."""

    message = _l(
        "Dit afschrift is niet van onze rekening. Kijk ook bij Instellingen naar het IBAN."
    )


class AfschriftAlGelezen(DomainError):
    """One file is read once."""

    message = _l("Dit afschrift is al ingelezen op %(dag)s. Er is niets veranderd.")


class GeldEruit(DomainError):
    """A nota is paid by money that comes in."""

    message = _l("Dit is geld dat wij betaalden. Zet de regel opzij en schrijf op waarvoor.")


class SomKloptNiet(DomainError):
    """Nothing is left over and nothing is made."""

    message = _l("De delen zijn samen %(som)s. De bankregel is %(bedrag)s.")


class DubbeleNota(DomainError):
    """One part for each nota."""

    message = _l("Noem elke nota één keer.")


def lees_afschrift(data: bytes, nu: datetime, door: int | None = None) -> Bankbestand:
    """Store the lines of a statement; those an earlier one had are skipped and counted.

    Raises AfschriftOnleesbaar, TussentijdsOverzicht, SaldoKloptNiet, AndereRekening,
    AfschriftAlGelezen.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    earlier = db.session.scalars(
        select(Bankbestand).where(Bankbestand.sha256 == sha256)
    ).one_or_none()
    if earlier is not None:
        raise AfschriftAlGelezen(dag=f"{earlier.gelezen_op:%d-%m-%Y}")
    found = lees(data)
    own = str(instelling("iban")).replace(" ", "").upper()
    if not own or found.rekening.replace(" ", "").upper() != own:
        raise AndereRekening
    bestand = _bewaar(found, sha256, nu, door)
    schrijf("bank.gelezen", bestand=bestand.id, regels=len(bestand.regels), door=door)
    return bestand


def _bewaar(found: Afschrift, sha256: str, nu: datetime, door: int | None) -> Bankbestand:
    rows = _regels(found)
    known = set(
        db.session.scalars(
            select(Bankregel.vingerafdruk).where(Bankregel.boekdatum.between(found.van, found.tot))
        )
    )
    fresh = [row for row in rows if row.vingerafdruk not in known]
    bestand = Bankbestand(
        sha256=sha256,
        laatste4=found.rekening[-4:],
        van=found.van,
        tot=found.tot,
        begin=found.begin,
        eind=found.eind,
        gelezen_op=nu,
        overgeslagen=len(rows) - len(fresh),
        door_id=door,
        regels=fresh,
    )
    db.session.add(bestand)
    db.session.flush()
    return bestand


def _regels(found: Afschrift) -> list[Bankregel]:
    """Equal lines on one day are told apart by their number, so both stay."""
    seen: Counter[str] = Counter()
    rows = []
    for lijn in found.lijnen:
        if not lijn.bedrag:
            continue
        parts = _delen(found.rekening, lijn)
        seen[parts] += 1
        rows.append(_regel(lijn, hashlib.sha256(f"{parts}|{seen[parts]}".encode()).hexdigest()))
    return rows


def _delen(rekening: str, lijn: Lijn) -> str:
    facts = (rekening, lijn.dag, lijn.bedrag.centen, lijn.kenmerk, lijn.iban, lijn.tekst)
    return "|".join(str(fact) for fact in facts)


def _regel(lijn: Lijn, afdruk: str) -> Bankregel:
    return Bankregel(
        boekdatum=lijn.dag,
        bedrag=lijn.bedrag,
        tegennaam=verberg_ibans(lijn.naam[:RUIM])[:140],
        omschrijving=verberg_ibans(lijn.tekst[:RUIM])[:1000],
        vingerafdruk=f"{MERK}{afdruk}",
        tegenrekening=fingerprint(Label.IBAN, lijn.iban) if lijn.iban else None,
        laatste4=lijn.iban[-4:],
    )


def boek_bankregel(nummer: int, nota: Nota, nu: datetime, door: int | None = None) -> None:
    """Money of this line pays that nota. Raises RegelAlKlaar, GeldEruit."""
    locked(Nota, id=nota.id)
    row = _regel_op_slot(nummer)
    row.boek([nota], nu, door)
    boek_ontvangst(nota, _ontvangst(row, row.bedrag, row.vingerafdruk, door), nu)


def verdeel_bankregel(
    nummer: int, delen: list[tuple[Nota, Bedrag]], nu: datetime, door: int | None = None
) -> None:
    """Money of this line pays several notas, to the cent.

    Raises RegelAlKlaar, GeldEruit, SomKloptNiet, DubbeleNota.
    """
    delen = sorted(delen, key=lambda part: part[0].id)
    for nota, _bedrag in delen:
        locked(Nota, id=nota.id)
    row = _regel_op_slot(nummer)
    som = sum((bedrag for _nota, bedrag in delen), NUL)
    if som != row.bedrag or any(bedrag <= NUL for _nota, bedrag in delen):
        raise SomKloptNiet(som=som, bedrag=row.bedrag)
    if len({nota.id for nota, _bedrag in delen}) < len(delen):
        raise DubbeleNota
    row.boek([nota for nota, _bedrag in delen], nu, door)
    for place, (nota, bedrag) in enumerate(delen, 1):
        bron_id = row.vingerafdruk if len(delen) == 1 else deel_van(row.vingerafdruk, place)
        boek_ontvangst(nota, _ontvangst(row, bedrag, bron_id, door), nu)
    schrijf("bank.verdeeld", regel=row.id, notas=len(delen), door=door)


def _regel_op_slot(nummer: int) -> Bankregel:
    row = locked(Bankregel, id=nummer)
    assert row is not None  # noqa: S101  lines are never deleted
    if row.bedrag <= NUL:
        raise GeldEruit
    return row


def _ontvangst(row: Bankregel, bedrag: Bedrag, bron_id: str, door: int | None) -> Regel:
    return Regel(
        soort=Regelsoort.BETALING,
        bedrag=-bedrag,
        valutadatum=row.boekdatum,
        bron=Bron.BANK,
        bron_id=bron_id,
        uitleg=row.tegennaam,
        door=door,
    )


def boek_zekere(gezien: str, nu: datetime, door: int | None = None) -> int:
    """Book every line on the page about which there is no doubt; how many.

    `gezien` is the `afdruk` of those lines. Raises VoorbeeldVerouderd when there are others now.
    """
    pairs = Koppelaar().zekere(open_bankregels(GETOOND))
    if not pairs or afdruk(pairs) != gezien:
        raise VoorbeeldVerouderd
    for row, nota in pairs:
        boek_bankregel(row.id, nota, nu, door)
    return len(pairs)


def open_bankregels(hooguit: int) -> list[Bankregel]:
    """The lines that nobody dealt with yet, the oldest first."""
    query = select(Bankregel).where(Bankregel.stand == Bankregelstand.OPEN)
    query = query.order_by(Bankregel.boekdatum, Bankregel.id).limit(hooguit)
    return list(db.session.scalars(query))


def zet_opzij(nummer: int, reden: str, nu: datetime, door: int | None = None) -> None:
    """The line is no dues, and why. Raises RegelAlKlaar."""
    row = locked(Bankregel, id=nummer)
    assert row is not None  # noqa: S101  lines are never deleted
    row.zet_opzij(reden, nu, door)
    schrijf("bank.opzij", regel=row.id, door=door, gegevens={"reden": reden})


def haal_terug(nummer: int, door: int | None = None) -> None:
    """A line that was set aside is looked at again; a booked one is undone in the ledger."""
    row = locked(Bankregel, id=nummer)
    if row is not None and row.stand is Bankregelstand.GENEGEERD:
        row.heropen()
        schrijf("bank.terug", regel=row.id, door=door)
