"""How an organisation hears of a report: at once, at four with others, or in its week's list."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from vereniging.convenant.models import Contact, Organisatie
from vereniging.core.db import db, locked
from vereniging.core.workdays import amsterdam_day, first_workday, local_moment
from vereniging.meldingen import mail
from vereniging.meldingen.models import Doorzending, Melding
from vereniging.taken.acties import plan

PER_DAG = 5  # so many messages about one report each; the rest of the day goes in one
VIER_UUR = time(16)
BUNDEL = "meldingen.bundel"


def dag_van_bundel(melding: Melding, organisatie: Organisatie, nu: datetime) -> date | None:
    """The workday on which this report goes along with others; None when it need not wait.

    What is urgent never waits (meldingen.md section 4).
    """
    locked(Organisatie, id=organisatie.id)
    if melding.is_spoed or organisatie.alleen_weekoverzicht:
        return None
    dag = amsterdam_day(nu)
    if _vandaag_verzonden(organisatie, dag) < PER_DAG:
        return None
    is_voorbij = nu >= local_moment(dag, VIER_UUR)
    return first_workday(dag + timedelta(days=1) if is_voorbij else dag)


def bezorg(doorzending: Doorzending, contact: Contact, dag: date | None) -> None:
    """Write the organisation now, or on the day on which others go along."""
    organisatie = doorzending.organisatie
    if dag is not None:
        doorzending.bundel = f"bundel:{organisatie.id}:{dag}"
        plan(BUNDEL, doorzending.bundel, local_moment(dag, VIER_UUR), bundel=doorzending.bundel)
    elif doorzending.melding.is_spoed or not organisatie.alleen_weekoverzicht:
        db.session.add(mail.aan_partij(doorzending, contact))


def stuur_bundel(sleutel: str, nu: datetime) -> None:
    """Write an organisation once about all that waited; what was answered or closed is out."""
    wacht = [each for each in met_bundel(sleutel) if _wacht_nog(each, nu)]
    if not wacht:
        return
    contact = wacht[0].organisatie.contact_op(amsterdam_day(nu))
    if contact is None:  # an officer sees it, as with an address that does not work
        for each in wacht:
            each.kwam_niet_aan(nu)
        return
    db.session.add(mail.bundel(sleutel, contact, wacht))


def met_bundel(sleutel: str) -> list[Doorzending]:
    """What went, or will go, in this one message."""
    query = select(Doorzending).where(Doorzending.bundel == sleutel).order_by(Doorzending.id)
    return list(db.session.scalars(query))


def _wacht_nog(doorzending: Doorzending, nu: datetime) -> bool:
    is_klaar = doorzending.melding.is_dicht or doorzending.beantwoord_op is not None
    return not is_klaar and not doorzending.is_verlopen(nu)


def _vandaag_verzonden(organisatie: Organisatie, dag: date) -> int:
    query = select(func.count(Doorzending.id)).where(
        Doorzending.organisatie_id == organisatie.id,
        Doorzending.verzonden_op >= local_moment(dag, time(0)),
        Doorzending.bundel.is_(None),
    )
    return db.session.scalar(query) or 0
