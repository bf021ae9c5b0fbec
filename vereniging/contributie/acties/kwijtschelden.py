"""Waive what is due: a proposal, a decision by another board member, a row in the ledger."""

from __future__ import annotations

from datetime import datetime

from vereniging.contributie.acties.boeken import Regel, boek
from vereniging.contributie.acties.regelen import NietsOpen
from vereniging.contributie.mail import kwijtgescholden
from vereniging.contributie.models import Bron, Kwijtschelding, Nota, Regelsoort
from vereniging.contributie.regelingen import wachtende_kwijtschelding
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.money import NUL, Bedrag
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Lid
from vereniging.logboek.acties import schrijf
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan


class MeerDanOpen(DomainError):
    """Nobody is given more than they owe."""

    message = _l("Er staat nog %(open)s open. Meer kunt u niet kwijtschelden.")


class KwijtscheldingLoopt(DomainError):
    """The board decides on one proposal at a time."""

    message = _l("Er ligt al een voorstel over deze nota bij het bestuur.")


class EigenNota(DomainError):
    """Nobody waives what they owe themselves."""

    message = _l("Over een nota van uw eigen huishouden beslist een ander.")


def geen_eigen_nota(nota: Nota, lid: Lid | None) -> None:
    """Who shares the household of the payer decides nothing about its money. Raises EigenNota."""
    betaler = nota.betaler
    if lid is None or betaler is None:
        return
    samen = betaler.huishouden_id and betaler.huishouden_id == lid.huishouden_id
    if lid.id == betaler.id or samen:
        raise EigenNota


def stel_voor(nota: Nota, bedrag: Bedrag, reden: str, nu: datetime, door: int) -> Kwijtschelding:
    """Ask the board to waive an amount. Raises NietsOpen, MeerDanOpen, KwijtscheldingLoopt."""
    locked(Nota, id=nota.id)
    _past(nota, bedrag)
    if wachtende_kwijtschelding(nota.id) is not None:
        raise KwijtscheldingLoopt
    voorstel = Kwijtschelding(
        nota=nota, bedrag=bedrag, reden=reden, voorgesteld_op=nu, voorgesteld_door_id=door
    )
    db.session.add(voorstel)
    db.session.flush()
    schrijf("kwijtschelding.voorgesteld", nota=nota.kenmerk, bedrag=bedrag.centen, door=door)
    return voorstel


def _past(nota: Nota, bedrag: Bedrag) -> None:
    if nota.saldo <= NUL or nota.ingetrokken_op is not None:
        raise NietsOpen
    if bedrag > nota.saldo:
        raise MeerDanOpen(open=nota.saldo)


def scheld_kwijt(nummer: int, lid: Lid, door: int, nu: datetime) -> Kwijtschelding:
    """The board waives it: a Besluit, a ledger row and a mail, all or nothing.

    Raises KanNietMeer, EenAnder, EigenNota, NietsOpen, MeerDanOpen.
    """
    voorstel = _voorstel(nummer, lid, door)
    nota = voorstel.nota
    _past(nota, voorstel.bedrag)
    besluit = neem_besluit(
        Orgaan.BESTUUR,
        f"Kwijtschelding nota {nota.kenmerk}",
        f"Het bestuur scheldt {voorstel.bedrag} van nota {nota.kenmerk} kwijt.",
        nu,
    )
    voorstel.besluit_genomen(besluit, door, nu)
    regel = Regel(
        soort=Regelsoort.KWIJTSCHELDING,
        bedrag=-voorstel.bedrag,
        valutadatum=amsterdam_day(nu),
        bron=Bron.BESTUUR,
        bron_id=besluit.kenmerk,
        uitleg=f"Besluit {besluit.kenmerk}",
        door=door,
    )
    boek(nota, regel, nu)
    nota.kwijtgescholden_op = nu
    db.session.add(kwijtgescholden(voorstel))
    schrijf("kwijtschelding.besloten", nota=nota.kenmerk, besluit=besluit.kenmerk, door=door)
    return voorstel


def wijs_af(nummer: int, lid: Lid, door: int, nu: datetime) -> Kwijtschelding:
    """The board does not waive it; the nota stays. Raises KanNietMeer, EenAnder, EigenNota."""
    voorstel = _voorstel(nummer, lid, door)
    voorstel.wijs_af(door, nu)
    schrijf("kwijtschelding.afgewezen", nota=voorstel.nota.kenmerk, door=door)
    return voorstel


def _voorstel(nummer: int, lid: Lid, door: int) -> Kwijtschelding:
    """The proposal under its locks: the nota first, as every booking does."""
    nota_id = db.session.get_one(Kwijtschelding, nummer).nota_id
    nota = locked(Nota, id=nota_id)
    voorstel = locked(Kwijtschelding, id=nummer)
    if voorstel is None or nota is None:
        message = "proposals and notas are never deleted"
        raise LookupError(message)
    voorstel.controleer(door)
    geen_eigen_nota(nota, lid)
    return voorstel
