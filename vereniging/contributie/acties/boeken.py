"""The one door to the ledger; every row and the saldo change under the lock of the nota."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, literal, select

from vereniging.betalingen.acties import staak
from vereniging.betalingen.haken import Boeking, Rekening
from vereniging.betalingen.verschillen import is_voorbij, meld_verschil
from vereniging.contributie.acties.dubbel import let_op_dubbel
from vereniging.contributie.jaarboek import in_jaar
from vereniging.contributie.models import (
    Bron,
    Grootboekregel,
    JaarStand,
    Nota,
    NotaSoort,
    Regelsoort,
)
from vereniging.contributie.models.bank import Bankregel, regel_van
from vereniging.contributie.queries import is_geboekt, laatste_betaling
from vereniging.contributie.regelingen import lopende_regeling
from vereniging.core import clock
from vereniging.core.db import BedragType, db, is_writing, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.money import NUL, Bedrag
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.acties import toelaten_volgens_vast_besluit
from vereniging.logboek.acties import schrijf


class AlTeruggeboekt(DomainError):
    """A row is undone once."""

    message = _l("Deze regel is al teruggedraaid.")


class NummerBestaat(DomainError):
    """One receipt or statement line is booked once."""

    message = _l("Dit nummer is al geboekt. Controleer het afschrift of de kwitantie.")


class NietMetDeHand(DomainError):
    """Only what a person booked can a person undo; Mollie's rows follow Mollie."""

    message = _l("Deze regel is niet met de hand geboekt. Hij volgt de betaaldienst.")


@dataclass(frozen=True, kw_only=True)
class Regel:
    """What to book: positive is owed, negative is received."""

    soort: Regelsoort
    bedrag: Bedrag
    valutadatum: date
    bron: Bron
    bron_id: str
    uitleg: str = ""
    door: int | None = None


def boek(nota: Nota, regel: Regel, nu: datetime) -> Grootboekregel:
    """Add one row and change the saldo, both under the lock of the nota.

    Closed books stay as they are: what belongs in them is dated today, with its own day in words.
    """
    db.session.flush()
    locked(Nota, id=nota.id)
    jaar = in_jaar(regel.valutadatum)
    if jaar is not None and jaar.stand is JaarStand.GESLOTEN:
        uitleg = f"{regel.uitleg} Eigen dag {regel.valutadatum:%d-%m-%Y}; dat jaar is afgesloten."
        regel = replace(regel, valutadatum=amsterdam_day(nu), uitleg=uitleg.strip()[-500:])
    row = Grootboekregel(
        nota=nota,
        soort=regel.soort,
        bedrag=regel.bedrag,
        valutadatum=regel.valutadatum,
        geboekt_op=nu,
        bron=regel.bron,
        bron_id=regel.bron_id,
        volgnr=_laatste(regel.bron, regel.bron_id) + 1,
        door_id=regel.door,
        uitleg=regel.uitleg,
    )
    db.session.add(row)
    nota.saldo += regel.bedrag
    db.session.flush()
    staak(nota.id, nota.saldo, nu)
    return row


def _laatste(bron: Bron, bron_id: str) -> int:
    query = select(func.max(Grootboekregel.volgnr)).where(
        Grootboekregel.bron == bron, Grootboekregel.bron_id == bron_id
    )
    return db.session.scalar(query) or 0


def boek_ontvangst(nota: Nota, regel: Regel, nu: datetime) -> Grootboekregel:
    """Money that came by bank or in cash, typed in by the treasurer. Raises NummerBestaat."""
    locked(Nota, id=nota.id)
    if is_geboekt(regel.bron, regel.bron_id):
        raise NummerBestaat
    row = boek(nota, regel, nu)
    schrijf("contributie.ontvangen", nota=nota.kenmerk, bron=regel.bron.value, door=regel.door)
    na_boeking(nota, nu)
    return row


def draai_terug(row: Grootboekregel, nu: datetime, door: int | None) -> None:
    """Undo a row that was typed in: same kind, opposite sign.

    Of a line of the bank that was divided every part is undone.

    Raises AlTeruggeboekt, NietMetDeHand.
    """
    if row.bron not in {Bron.BANK, Bron.CONTANT} or row.soort is Regelsoort.TERUGBETALING:
        raise NietMetDeHand
    vingerafdruk = regel_van(row.bron_id) if row.bron is Bron.BANK else None
    parts = _delen(row, vingerafdruk) if vingerafdruk else [row]
    for part in parts:
        locked(Nota, id=part.nota_id)
    for part in parts:
        _draai_regel_terug(part, nu, door)
    line = locked(Bankregel, vingerafdruk=vingerafdruk) if vingerafdruk else None
    if line is not None:  # it came from a statement and waits there again
        line.heropen()
    for part in parts:
        na_boeking(part.nota, nu)


def _delen(row: Grootboekregel, vingerafdruk: str) -> list[Grootboekregel]:
    """Every booked part of a line: they are undone together, or it would be half booked."""
    bron_id = Grootboekregel.bron_id
    query = select(Grootboekregel).where(
        Grootboekregel.bron == Bron.BANK,
        (bron_id == vingerafdruk) | bron_id.startswith(f"{vingerafdruk}/", autoescape=True),
    )
    last = {one.bron_id: one for one in db.session.scalars(query.order_by(Grootboekregel.volgnr))}
    parts = [one for one in last.values() if is_geboekt(one.bron, one.bron_id)]
    if row not in parts:
        raise AlTeruggeboekt
    return sorted(parts, key=lambda one: one.nota_id)


def _draai_regel_terug(row: Grootboekregel, nu: datetime, door: int | None) -> None:
    if row.volgnr != _laatste(row.bron, row.bron_id) or not is_geboekt(row.bron, row.bron_id):
        raise AlTeruggeboekt
    schrijf("contributie.teruggedraaid", nota=row.nota.kenmerk, bron_id=row.bron_id, door=door)
    back = Regel(
        soort=row.soort,
        bedrag=-row.bedrag,
        valutadatum=row.valutadatum,
        bron=row.bron,
        bron_id=row.bron_id,
        uitleg="Teruggedraaid",
        door=door,
    )
    boek(row.nota, back, nu)


def na_boeking(nota: Nota, nu: datetime) -> None:
    """Too much waits for a person; a paid application may be admitted by the standing decision."""
    if nota.saldo < NUL:
        tekst = f"Er is {-nota.saldo} te veel ontvangen op {nota.kenmerk}."
        meld_verschil("te_veel_ontvangen", nota.kenmerk, tekst, nu)
    else:
        is_voorbij(nota.kenmerk, f"Het tegoed is weg. Het saldo is nu {nota.saldo}.", nu)
    if nota.ingetrokken_op is not None and nota.saldo > NUL:
        tekst = f"Er is {nota.saldo} teruggeboekt op {nota.kenmerk}, die is ingetrokken."
        meld_verschil("teruggeboekt_na_intrekken", nota.kenmerk, tekst, nu)
    let_op_dubbel(nota, nu)
    wacht = nota.soort is NotaSoort.AANMELDING and nota.ingetrokken_op is None
    if wacht and nota.is_voldaan and nota.aanmelding is not None:
        toelaten_volgens_vast_besluit(nota.aanmelding, nu)


def rekening(nota: Nota) -> Rekening:
    """What a payment has to know of this nota."""
    return Rekening(
        nota_id=nota.id,
        kenmerk=nota.kenmerk,
        betaalkenmerk=nota.betaalkenmerk,
        jaar=nota.jaar,
        bedrag=nota.bedrag,
        open=nota.saldo,
        vraagt=_vraagt(nota),
        kiem=nota.kiem,
        is_ingetrokken=nota.ingetrokken_op is not None,
        betaald_op=laatste_betaling(nota.id) if nota.is_voldaan else None,
        naam=nota.tenaamstelling,
        email=nota.email,
        taal=nota.taal,
    )


def _vraagt(nota: Nota) -> Bedrag:
    regeling = lopende_regeling(nota.id)
    return regeling.nu_te_betalen(nota.saldo, clock.today()) if regeling else nota.saldo


class Grootboek:
    """The ledger as `betalingen` sees it."""

    def met_kiem(self, kiem: bytes) -> Rekening | None:
        nota = db.session.scalars(select(Nota).where(Nota.kiem == kiem)).one_or_none()
        return rekening(nota) if nota else None

    def met_id(self, nota_id: int) -> Rekening:
        return rekening(self.houd(nota_id))

    def houd(self, nota_id: int) -> Nota:
        held = locked(Nota, id=nota_id) if is_writing(db.session.connection()) else None
        return held or db.session.get_one(Nota, nota_id)

    def geboekt(self, bron_id: str) -> Bedrag:
        query = select(func.sum(Grootboekregel.bedrag)).where(
            Grootboekregel.bron == Bron.MOLLIE, Grootboekregel.bron_id == bron_id
        )
        return _bedrag(db.session.scalar(query))

    def boek(self, nota_id: int, boeking: Boeking, nu: datetime) -> None:
        regel = Regel(
            soort=Regelsoort(boeking.soort),
            bedrag=boeking.bedrag,
            valutadatum=boeking.valutadatum,
            bron=Bron.MOLLIE,
            bron_id=boeking.bron_id,
            uitleg=boeking.uitleg,
        )
        boek(db.session.get_one(Nota, nota_id), regel, nu)

    def na_boeking(self, nota_id: int, nu: datetime) -> None:
        na_boeking(db.session.get_one(Nota, nota_id), nu)

    def scheve_saldi(self) -> list[str]:
        som = select(
            func.coalesce(func.sum(Grootboekregel.bedrag), literal(NUL, BedragType()))
        ).where(Grootboekregel.nota_id == Nota.id)
        query = select(Nota.kenmerk).where(Nota.saldo != som.scalar_subquery())
        return list(db.session.scalars(query.order_by(Nota.id)))


def _bedrag(total: Bedrag | None) -> Bedrag:
    return NUL if total is None else total
