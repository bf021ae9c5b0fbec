"""Take one nota back that should not have been made, and undo that; never with money on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from vereniging.betalingen.models import BetalingStand
from vereniging.betalingen.queries import levende
from vereniging.contributie.acties.aanmelden import trek_nota_in
from vereniging.contributie.acties.boeken import Regel, boek
from vereniging.contributie.acties.kwijtschelden import KwijtscheldingLoopt, geen_eigen_nota
from vereniging.contributie.acties.regelen import stop_regeling
from vereniging.contributie.mail import intrekking
from vereniging.contributie.models import (
    Bron,
    Contributiejaar,
    Dekking,
    Incassoregel,
    JaarStand,
    Nota,
    NotaSoort,
    Regelsoort,
)
from vereniging.contributie.models.incasso import LOOPT
from vereniging.contributie.models.jaar import JaarGesloten
from vereniging.contributie.queries import netto_ontvangen, regels_van
from vereniging.contributie.regelingen import lopende_regeling, wachtende_kwijtschelding
from vereniging.contributie.voorbeeld import voorbeeld
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.money import NUL
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Lid
from vereniging.logboek.acties import schrijf

GEEN_GELD = frozenset({BetalingStand.AANMAKEN, BetalingStand.OPEN})


class ErStaatGeldOp(DomainError):
    """Money belongs somewhere: a nota that was paid, if only in part, stays."""

    message = _l(
        "Op deze nota is %(bedrag)s ontvangen. Betaal dat eerst terug of draai de ontvangst terug. "
        "Daarna kunt u de nota intrekken."
    )


class GeldOnderweg(DomainError):
    """Somebody is paying right now, or a collection was announced."""

    message = _l("Er is een betaling onderweg. Wacht tot die klaar is of is gestopt.")


class NotaVeranderd(DomainError):
    """What was lowered or waived by a decision is not undone by taking back the nota."""

    message = _l(
        "Deze nota is al verminderd of kwijtgescholden. "
        "Laat het bestuur de rest kwijtschelden als die niet betaald hoeft te worden."
    )


class HoortBijAanmelding(DomainError):
    """An application has its own way back."""

    message = _l("Deze nota hoort bij een aanmelding. Hij vervalt als de aanmelding vervalt.")


class AndersBerekend(DomainError):
    """The household has another nota by now, or would not get this one any more."""

    message = _l(
        "Dit huishouden heeft intussen een andere nota, of hoort er nu geen te krijgen. "
        "Maak nota’s met een nieuw voorbeeld."
    )


def bezwaar(nota: Nota) -> DomainError | None:
    """Why this nota cannot be taken back now; None when it can."""
    if nota.ingetrokken_op is not None:
        return KanNietMeer(wat=_l("deze nota"), stand=_l("ingetrokken"))
    if nota.soort is NotaSoort.AANMELDING:
        return HoortBijAanmelding()
    ontvangen = netto_ontvangen(nota.id)
    if ontvangen:
        return ErStaatGeldOp(bedrag=ontvangen)
    if _is_onderweg(nota):
        return GeldOnderweg()
    if nota.saldo != nota.bedrag:
        return NotaVeranderd()
    return KwijtscheldingLoopt() if wachtende_kwijtschelding(nota.id) else None


def _is_onderweg(nota: Nota) -> bool:
    betaling = levende(nota.id)
    if betaling is not None and betaling.stand not in GEEN_GELD:
        return True
    query = select(Incassoregel.id).where(Incassoregel.nota_id == nota.id, LOOPT)
    return db.session.scalars(query.limit(1)).one_or_none() is not None


def trek_in(nota: Nota, reden: str, wie: Lid, door: int | None, nu: datetime) -> None:
    """Take the nota back: a counter-row, nobody is covered by it, one mail to who was asked to pay.

    Raises JaarGesloten, EigenNota, or what `bezwaar` names.
    """
    _open_jaar(nota.jaar)
    locked(Nota, id=nota.id)
    geen_eigen_nota(nota, wie)
    reason = bezwaar(nota)
    if reason is not None:
        raise reason
    if lopende_regeling(nota.id) is not None:
        stop_regeling(nota, nu)
    trek_nota_in(nota, reden, nu, door)
    db.session.execute(delete(Dekking).where(Dekking.nota_id == nota.id))
    _vertel(nota)


def herstel(nota: Nota, wie: Lid, door: int | None, nu: datetime) -> None:
    """The nota counts again, as it was.

    Raises JaarGesloten, KanNietMeer, EigenNota, AndersBerekend.
    """
    jaar = _open_jaar(nota.jaar)
    locked(Nota, id=nota.id)
    geen_eigen_nota(nota, wie)
    if nota.ingetrokken_op is None or nota.soort is not NotaSoort.CONTRIBUTIE:
        raise KanNietMeer(wat=_l("deze nota"), stand=nota.stand(amsterdam_day(nu)))
    leden = _te_dekken(jaar, nota, nu)
    nota.ingetrokken_op = nota.reden = None
    regel = Regel(
        soort=Regelsoort.NOTA,
        bedrag=nota.bedrag,
        valutadatum=amsterdam_day(nu),
        bron=Bron.NOTA,
        bron_id=nota.kenmerk,
        uitleg="De intrekking is teruggedraaid.",
        door=door,
    )
    boek(nota, regel, nu)
    rows = [{"jaar": nota.jaar, "lid_id": lid, "nota_id": nota.id} for lid in leden]
    db.session.execute(insert(Dekking), rows)
    schrijf("nota.hersteld", nota=nota.kenmerk, door=door)
    _vertel(nota)


def _open_jaar(jaar: int) -> Contributiejaar:
    fixed = locked(Contributiejaar, jaar=jaar)
    if fixed is None:
        message = "a nota has a year"
        raise LookupError(message)
    if fixed.stand is JaarStand.GESLOTEN:
        raise JaarGesloten(jaar=jaar)
    return fixed


def _te_dekken(jaar: Contributiejaar, nota: Nota, nu: datetime) -> list[int]:
    """Who a run would charge in this unit now; only then the old nota is right again."""
    units = voorbeeld(jaar, amsterdam_day(nu)).eenheden
    found = next((unit for unit in units if unit.sleutel == nota.eenheid), None)
    if found is None or nota.saldo != NUL:
        raise AndersBerekend
    return found.leden


def _vertel(nota: Nota) -> None:
    """Only who was asked to pay hears of it."""
    if nota.verzocht_op is not None:
        db.session.add(intrekking(nota, len(regels_van(nota.id))))
