"""Remind parties of what they were asked, and officers of a covenant that ends."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from vereniging.convenant import mail
from vereniging.convenant.models import (
    Afspraak,
    AfspraakStand,
    Convenant,
    ConvenantStand,
    Evaluatieherinnering,
    Instemmingsvraag,
    Waarneming,
    Wederhoor,
    evaluatie_over,
)
from vereniging.convenant.queries import contacten
from vereniging.core.db import db
from vereniging.core.workdays import add_workdays, amsterdam_day
from vereniging.leden.queries import functionarissen
from vereniging.logboek.acties import schrijf
from vereniging.post.models import Mail

VOORAF = 3  # working days
WIE = ("voorzitter", "secretaris")


def herinner_evaluatie(nu: datetime) -> int:
    """Ask for an evaluation, six and three months before a covenant ends; how many covenants."""
    query = select(Convenant).where(Convenant.stand == ConvenantStand.GETEKEND)
    return sum(_evaluatie(each, nu) for each in list(db.session.scalars(query)))


def _evaluatie(convenant: Convenant, nu: datetime) -> bool:
    dag = amsterdam_day(nu)
    maanden = evaluatie_over(convenant, dag)
    told = select(Evaluatieherinnering.maanden).where(
        Evaluatieherinnering.convenant_id == convenant.id
    )
    if maanden is None or maanden in set(db.session.scalars(told)):
        return False
    db.session.add(Evaluatieherinnering(convenant=convenant, maanden=maanden, op=nu))
    wie = {functie.id: functie for soort in WIE for functie in functionarissen(soort, dag)}
    db.session.add_all(mail.evaluatie(convenant, each, maanden) for each in wie.values())
    schrijf("convenant.evaluatie_gevraagd", versie=convenant.versie, maanden=maanden)
    return True


def herinner_partijen(nu: datetime) -> int:
    """Write once more, three working days before the time to answer is over; how many mails."""
    dag = amsterdam_day(nu)
    letters = [*_instemmingen(dag), *_wederhoren(dag)]
    told = set(db.session.scalars(
        select(Mail.sleutel).where(Mail.sleutel.in_([letter.sleutel for letter in letters]))
    ))  # fmt: skip
    fresh = [letter for letter in letters if letter.sleutel not in told]
    db.session.add_all(fresh)
    return len(fresh)


def _instemmingen(dag: date) -> list[Mail]:
    query = (
        select(Instemmingsvraag)
        .join(Instemmingsvraag.afspraak)
        .where(Afspraak.stand == AfspraakStand.VOORGELEGD)
        .where(Instemmingsvraag.tot.between(dag, add_workdays(dag, VOORAF)))
    )
    return [
        mail.vraag_instemming(vraag, contact, nog_eens=True)
        for vraag in db.session.scalars(query)
        if vraag.afspraak.antwoord_van(vraag.partij) == "wacht"
        for contact in contacten(vraag.partij, dag)
    ]


def _wederhoren(dag: date) -> list[Mail]:
    query = (
        select(Wederhoor)
        .join(Wederhoor.waarneming)
        .where(Wederhoor.beantwoord_op.is_(None))
        .where(Wederhoor.tot.between(dag, add_workdays(dag, VOORAF)))
        .order_by(Waarneming.id)
    )
    return [
        mail.vraag_wederhoor(wederhoor, contact, nog_eens=True)
        for wederhoor in db.session.scalars(query)
        for contact in contacten(wederhoor.waarneming.afspraak.partij, dag)
    ]
