"""What the board's own pages list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Functie, FunctieSoort, Lid
from vereniging.leden.models.functie import BESTUUR
from vereniging.leden.queries import functionarissen
from vereniging.logboek.models import Logboek
from vereniging.post.models import Mail, Postbak
from vereniging.post.queries import genegeerd_sinds
from vereniging.post.queries import ongeplaatst as lees_ongeplaatst
from vereniging.statuten.models import Besluit
from vereniging.taken.models import Taak
from vereniging.toegang.models import Account

PER_BLAD = 50
MAAND = timedelta(days=30)


def wachtende_post() -> list[Mail]:
    """What the mail server has not taken yet, oldest first."""
    query = select(Mail).where(
        Mail.gedaan_op.is_(None), Mail.mislukt_op.is_(None), Mail.is_brief.is_(False)
    )
    return list(db.session.scalars(query.order_by(Mail.klaar_vanaf).limit(PER_BLAD)))


def niet_aangekomen() -> list[Mail]:
    """What the mail server refused, or what stayed undelivered, newest first."""
    query = select(Mail).where(Mail.mislukt_op.is_not(None)).order_by(Mail.mislukt_op.desc())
    return list(db.session.scalars(query.limit(PER_BLAD)))


def te_printen(aantal: int = PER_BLAD) -> list[Mail]:
    """The letters for who reads no mail, oldest first."""
    alone = Mail.mailing_id.is_(None)  # those of a mailing are printed together
    query = select(Mail).where(Mail.is_brief, Mail.gedaan_op.is_(None), alone)
    query = query.order_by(Mail.gemaakt_op, Mail.id)
    return list(db.session.scalars(query.limit(aantal)))


def ongeplaatst() -> list[Postbak]:
    """The mail that a person must place, oldest first."""
    return lees_ongeplaatst()[:PER_BLAD]


def genegeerd(nu: datetime) -> int:
    """How many automatic messages came in the last month."""
    return genegeerd_sinds(nu - MAAND)


def leden_bij(adressen: list[str]) -> dict[str, Lid]:
    """Whose these addresses are."""
    query = select(Lid).where(Lid.email.in_(adressen))
    return {lid.email: lid for lid in db.session.scalars(query) if lid.email}


def mislukte_taken() -> list[Taak]:
    """Jobs that were tried too often, newest first."""
    query = select(Taak).where(Taak.mislukt_op.is_not(None)).order_by(Taak.mislukt_op.desc())
    return list(db.session.scalars(query.limit(PER_BLAD)))


def komende_taken() -> list[Taak]:
    """Jobs that wait for their moment, soonest first."""
    query = select(Taak).where(Taak.gedaan_op.is_(None), Taak.mislukt_op.is_(None))
    return list(db.session.scalars(query.order_by(Taak.klaar_vanaf).limit(PER_BLAD)))


def logregels(blad: int) -> tuple[list[Logboek], int]:
    """One page of the log, newest first, and how many pages there are."""
    total = db.session.scalar(select(func.count()).select_from(Logboek)) or 0
    query = select(Logboek).options(selectinload(Logboek.gegevens)).order_by(Logboek.volgnr.desc())
    rows = db.session.scalars(query.limit(PER_BLAD).offset((blad - 1) * PER_BLAD))
    return list(rows), max(-(-total // PER_BLAD), 1)


def besluiten() -> list[Besluit]:
    """Every decision, newest first."""
    return list(db.session.scalars(select(Besluit).order_by(Besluit.id.desc()).limit(200)))


def adressen(functies: Iterable[Functie]) -> list[str]:
    """Where these officers read mail, each once."""
    found = [functie.lid.email if functie.lid else functie.email for functie in functies]
    return [adres for adres in dict.fromkeys(found) if adres]


def bestuursadressen(nu: datetime) -> list[str]:
    """Where the board of today reads mail."""
    dag = amsterdam_day(nu)
    return adressen(functie for soort in sorted(BESTUUR) for functie in functionarissen(soort, dag))


def naam_bij(account: Account, nu: datetime) -> str:
    """Who this account belongs to, as the register or the list of officers says."""
    lid = db.session.get(Lid, account.lid_id) if account.lid_id else None
    if lid is not None:
        return lid.naam
    dag = amsterdam_day(nu)
    named = [f for soort in FunctieSoort for f in functionarissen(soort, dag)]
    return next((f.wie for f in named if f.email == account.email), account.email)
