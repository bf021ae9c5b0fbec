"""Offices: appointed by a recorded decision, ended on a day; signed-in devices start over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from vereniging.core.db import db, locked
from vereniging.core.i18n import kort
from vereniging.leden.models import Functie, FunctieSoort, Lid
from vereniging.leden.models.functie import (
    BESTUUR,
    ENKEL,
    AlVervuld,
    EindeVoorBegin,
    KasBuitenBestuur,
    TermijnTeLang,
    langste_termijn,
)
from vereniging.logboek.acties import schrijf
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan
from vereniging.statuten.queries import profiel
from vereniging.toegang.models import Account
from vereniging.toegang.sessions import end_all_sessions


@dataclass(frozen=True, kw_only=True)
class Benoeming:
    """Who gets which office, from when until when, by which decision."""

    soort: FunctieSoort
    begin: date
    besluit: str
    lid: Lid | None = None
    naam: str | None = None
    email: str | None = None
    einde: date | None = None
    is_plaatsvervanger: bool = False
    orgaan: Orgaan = Orgaan.BESTUUR


def benoem(benoeming: Benoeming, nu: datetime) -> Functie:
    """Give somebody an office; the decision gets a number.

    Raises AlVervuld, KasBuitenBestuur, EindeVoorBegin, TermijnTeLang.
    """
    if benoeming.einde and benoeming.einde < benoeming.begin:
        raise EindeVoorBegin
    langst = langste_termijn(benoeming.soort, benoeming.begin, profiel(benoeming.begin))
    if benoeming.einde and langst and benoeming.einde > langst:
        raise TermijnTeLang(datum=kort(langst))
    _controleer(benoeming)
    titel = f"Benoeming {benoeming.soort.value}"
    besluit = neem_besluit(benoeming.orgaan, titel, benoeming.besluit, nu)
    db.session.flush()
    functie = Functie(
        lid=benoeming.lid,
        naam=benoeming.naam,
        email=benoeming.email,
        soort=benoeming.soort,
        begin=benoeming.begin,
        einde=benoeming.einde,
        besluit_id=besluit.id,
        is_plaatsvervanger=benoeming.is_plaatsvervanger,
    )
    db.session.add(functie)
    _meld("functie.benoemd", functie, besluit.kenmerk)
    return functie


def _controleer(benoeming: Benoeming) -> None:
    query = select(Functie).with_for_update()
    overlapping = [
        functie
        for functie in db.session.scalars(query)
        if functie.overlapt(benoeming.begin, benoeming.einde)
    ]
    for functie in overlapping:
        if _is_enig(benoeming) and functie.soort is benoeming.soort:
            if not functie.is_plaatsvervanger:
                raise AlVervuld(naam=functie.wie)
        elif _is_zelfde(functie, benoeming) and _botst(functie.soort, benoeming.soort):
            raise KasBuitenBestuur


def _is_enig(benoeming: Benoeming) -> bool:
    return benoeming.soort in ENKEL and not benoeming.is_plaatsvervanger


def _is_zelfde(functie: Functie, benoeming: Benoeming) -> bool:
    if benoeming.lid is not None:
        return functie.lid is benoeming.lid
    return bool(benoeming.email) and functie.email == benoeming.email


def _botst(een: FunctieSoort, ander: FunctieSoort) -> bool:
    pair = {een, ander}
    return FunctieSoort.KASCOMMISSIE in pair and bool(pair & BESTUUR)


def beeindig_functie(functie: Functie, dag: date) -> bool:
    """Let an office end after this day. Raises EindeVoorBegin."""
    locked(Functie, id=functie.id)
    if not functie.beeindigen(dag):
        return False
    _meld("functie.beeindigd", functie, dag.isoformat())
    return True


def leg_functies_neer(lid: Lid, dag: date) -> None:
    """A member who left holds no office after this day, gets none later, and is signed out."""
    query = select(Functie).where(
        Functie.lid_id == lid.id, or_(Functie.einde.is_(None), Functie.einde > dag)
    )
    for functie in db.session.scalars(query):
        _meld("functie.beeindigd", functie, dag.isoformat())
        if functie.begin > dag:
            db.session.delete(functie)
        else:
            functie.beeindigen(dag)
    _meld_af(lid, None)


def _meld(soort: str, functie: Functie, waarmee: str) -> None:
    schrijf(soort, functie=functie.soort.value, waarmee=waarmee, gegevens={"naam": functie.wie})
    _meld_af(functie.lid, functie.email)


def _meld_af(lid: Lid | None, email: str | None) -> None:
    mine = [Account.lid_id == lid.id] if lid else [Account.email == email]
    for number in db.session.scalars(select(Account.id).where(*mine)):
        end_all_sessions(number)
