"""Close the books of a year, and let the audit committee sign what it found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vereniging.contributie.acties.notas import VoorbeeldVerouderd
from vereniging.contributie.jaarboek import (
    Jaarboek,
    jaarboek,
    nog_te_doen,
    verklaringen,
    vroegste_open,
)
from vereniging.contributie.models import (
    Contributiejaar,
    Jaarafsluiting,
    Kasoordeel,
    Kasverklaring,
)
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.money import Bedrag
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.queries import naam_van_account
from vereniging.logboek.acties import schrijf
from vereniging.statuten.queries import instelling


class JaarLoopt(DomainError):
    """A year is closed after its last day."""

    message = _l("Het boekjaar %(jaar)s loopt nog. Sluit het af na de laatste dag.")


class EerderJaarOpen(DomainError):
    """Years are closed in their order."""

    message = _l("Sluit eerst het boekjaar %(jaar)s af.")


class JaarNogNietAf(DomainError):
    """Doubtful money is looked at first."""

    message = _l(
        "Er staat nog iets open. Verschillen: %(verschillen)s. Bankregels: %(regels)s. "
        "Werk dat eerst af."
    )


class BoekenVeranderd(DomainError):
    """Nobody signs for books that are not those that were closed."""

    message = _l("De boeken zijn niet meer zoals bij het afsluiten. Teken niet: bel de beheerder.")


class KasAlGetekend(DomainError):
    """A statement is signed once."""

    message = _l("U hebt deze verklaring al getekend.")


@dataclass(frozen=True, kw_only=True)
class Opgave:
    """What this program does not know of a year: the money beside the dues."""

    andere_inkomsten: Bedrag
    uitgaven: Bedrag
    reserve: Bedrag


@dataclass(frozen=True, kw_only=True)
class Kasuitspraak:
    """What a member of the audit committee says."""

    oordeel: Kasoordeel
    opmerkingen: str


def sluit_jaar(
    jaar: int, opgave: Opgave, gezien: str, nu: datetime, door: int | None
) -> Jaarafsluiting:
    """Close the books that were looked at (`gezien` is their mark): nothing is dated in it again.

    Raises JaarGesloten, JaarLoopt, EerderJaarOpen, JaarNogNietAf, VoorbeeldVerouderd.
    """
    fixed = locked(Contributiejaar, jaar=jaar)
    if fixed is None:
        message = "a year is closed by its number"
        raise LookupError(message)
    _controleer(fixed, nu)
    fixed.sluit()
    books = jaarboek(fixed)
    if books.sha256 != gezien:
        raise VoorbeeldVerouderd
    made = _afsluiting(jaar, opgave, books, nu, door)
    db.session.add(made)
    db.session.flush()
    schrijf("contributie.jaar_gesloten", jaar=jaar, sha256=books.sha256, door=door)
    return made


def _controleer(jaar: Contributiejaar, nu: datetime) -> None:
    if amsterdam_day(nu) <= jaar.einde:
        raise JaarLoopt(jaar=jaar.jaar)
    earlier = vroegste_open(jaar.jaar)
    if earlier is not None:
        raise EerderJaarOpen(jaar=earlier)
    verschillen, regels = nog_te_doen(jaar)
    if verschillen or regels:
        raise JaarNogNietAf(verschillen=verschillen, regels=regels)


def _afsluiting(
    jaar: int, opgave: Opgave, books: Jaarboek, nu: datetime, door: int | None
) -> Jaarafsluiting:
    return Jaarafsluiting(
        jaar=jaar,
        gesloten_op=nu,
        door_id=door,
        regels=books.regels,
        contributie=books.contributie,
        giften=books.giften,
        andere_inkomsten=opgave.andere_inkomsten,
        uitgaven=opgave.uitgaven,
        reserve=opgave.reserve,
        plafond=Bedrag(int(instelling("reserve_plafond"))),
        sha256=books.sha256,
    )


def teken(
    afsluiting: Jaarafsluiting, gezegd: Kasuitspraak, account: int, nu: datetime
) -> Kasverklaring:
    """One member of the audit committee signs for the books of a closed year.

    Raises KasAlGetekend, BoekenVeranderd.
    """
    locked(Jaarafsluiting, id=afsluiting.id)
    if any(one.account_id == account for one in verklaringen(afsluiting)):
        raise KasAlGetekend
    fixed = locked(Contributiejaar, jaar=afsluiting.jaar)
    if fixed is None or jaarboek(fixed).sha256 != afsluiting.sha256:
        raise BoekenVeranderd
    signed = Kasverklaring(
        afsluiting=afsluiting,
        account_id=account,
        naam=naam_van_account(account),
        oordeel=gezegd.oordeel,
        opmerkingen=gezegd.opmerkingen,
        getekend_op=nu,
        sha256=afsluiting.sha256,
    )
    db.session.add(signed)
    db.session.flush()
    schrijf("contributie.kasverklaring", jaar=afsluiting.jaar, oordeel=str(gezegd.oordeel))
    return signed
