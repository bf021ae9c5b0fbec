"""Dues of an applicant: payable before admission, the household's after it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from vereniging.betalingen.verschillen import meld_verschil
from vereniging.contributie.acties.boeken import Regel, boek
from vereniging.contributie.models import (
    Bron,
    Contributiejaar,
    Dekking,
    Nota,
    NotaSoort,
    Regelsoort,
)
from vereniging.contributie.queries import (
    contributiejaar,
    jaar_op,
    nota_van_aanmelding,
    nota_van_eenheid,
)
from vereniging.core.db import db, locked
from vereniging.core.money import NUL, Bedrag
from vereniging.core.references import reference, reserve
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Aanmelding, Lid
from vereniging.logboek.acties import schrijf
from vereniging.statuten.queries import profiel


def maak_aanmeldnota(aanmelding: Aanmelding, nu: datetime) -> Nota | None:
    """The nota of somebody who asks to join; None when nothing is due."""
    dag = amsterdam_day(nu)
    jaar = jaar_op(dag)
    db.session.flush()
    if jaar is not None:  # from now on its prices stand
        locked(Contributiejaar, jaar=jaar.jaar)
    if jaar is None or aanmelding.huisgenoot_is_lid or nota_van_aanmelding(aanmelding):
        return None
    bedrag = jaar.bedrag(aanmelding.soort, dag)
    if not bedrag:
        return None
    nota = _aanmeldnota(aanmelding, jaar, bedrag, nu)
    db.session.add(nota)
    regel = Regel(
        soort=Regelsoort.NOTA,
        bedrag=bedrag,
        valutadatum=dag,
        bron=Bron.NOTA,
        bron_id=nota.kenmerk,
    )
    boek(nota, regel, nu)
    schrijf("nota.gemaakt", nota=nota.kenmerk, aanmelding=aanmelding.kenmerk)
    return nota


def _aanmeldnota(
    aanmelding: Aanmelding, jaar: Contributiejaar, bedrag: Bedrag, nu: datetime
) -> Nota:
    dag = amsterdam_day(nu)
    teller, noemer = jaar.aandeel(dag)
    volgnummer = reserve("N", jaar.jaar)
    return Nota(
        kenmerk=reference("N", jaar.jaar, volgnummer),
        jaar=jaar.jaar,
        volgnummer=volgnummer,
        soort=NotaSoort.AANMELDING,
        eenheid=f"a{aanmelding.id}",
        aanmelding_id=aanmelding.id,
        tenaamstelling=aanmelding.naam,
        bedrag=bedrag,
        teller=teller,
        noemer=noemer,
        vervaldatum=dag + timedelta(days=profiel(dag).betaaltermijn),
        gemaakt_op=nu,
        verzocht_op=nu,
        saldo=NUL,
    )


def word_lid(lid: Lid, aanmelding: Aanmelding, nu: datetime) -> None:
    """The applicant is a member: the nota becomes the household's, once a year.

    Who applied last year and is admitted this year owes nothing over last year.
    """
    dag = amsterdam_day(nu)
    nota = nota_van_aanmelding(aanmelding)
    if nota is not None and _is_voorbij(nota, dag):
        trek_nota_in(nota, "Het lidmaatschap begint na dit jaar.", nu)
        nota = None
    jaar = nota.jaar if nota else getattr(jaar_op(dag), "jaar", None)
    if jaar is None:
        return
    eenheid = f"h{lid.huishouden_id}" if lid.huishouden_id else f"l{lid.id}"
    existing = nota_van_eenheid(jaar, eenheid)
    if nota is not None and existing is None:
        locked(Nota, id=nota.id)
        nota.soort, nota.eenheid = NotaSoort.CONTRIBUTIE, eenheid
        nota.huishouden_id, nota.aanmelding_id = lid.huishouden_id, None
        nota.lid_id = None if lid.huishouden_id else lid.id
        nota.betaler_id, nota.tenaamstelling = lid.id, lid.naam
        existing = nota
    elif nota is not None:
        trek_nota_in(nota, "Het huishouden heeft al een nota.", nu)
    if existing is not None:
        db.session.flush()
        dek(jaar, lid, existing)


def _is_voorbij(nota: Nota, dag: date) -> bool:
    jaar = contributiejaar(nota.jaar)
    return jaar is not None and jaar.einde < dag


def dek(jaar: int, lid: Lid, nota: Nota) -> None:
    """Note that this member is charged for this year; the first time counts."""
    known = db.session.query(Dekking).filter_by(jaar=jaar, lid_id=lid.id).one_or_none()
    if known is None:
        db.session.add(Dekking(jaar=jaar, lid_id=lid.id, nota_id=nota.id))
        db.session.flush()


def trek_aanmeldnota_in(aanmelding: Aanmelding, nu: datetime) -> None:
    """No membership, no dues; what was paid waits for the treasurer to give back."""
    nota = nota_van_aanmelding(aanmelding)
    if nota is not None:
        trek_nota_in(nota, "De aanmelding gaat niet door.", nu)


def trek_nota_in(nota: Nota, reden: str, nu: datetime, door: int | None = None) -> None:
    """The nota no longer counts; what was paid waits for the treasurer to give back."""
    locked(Nota, id=nota.id)
    nota.ingetrokken_op, nota.reden = nu, reden
    regel = Regel(
        soort=Regelsoort.NOTA,
        bedrag=-nota.bedrag,
        valutadatum=amsterdam_day(nu),
        bron=Bron.NOTA,
        bron_id=nota.kenmerk,
        uitleg=reden,
        door=door,
    )
    boek(nota, regel, nu)
    schrijf("nota.ingetrokken", nota=nota.kenmerk, door=door)
    if nota.saldo.centen < 0:
        tekst = f"Betaal {-nota.saldo} terug: {nota.kenmerk} is ingetrokken."
        meld_verschil("terug_te_betalen", nota.kenmerk, tekst, nu)
