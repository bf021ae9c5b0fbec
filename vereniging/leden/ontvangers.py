"""Who gets a mailing: tells `post` the members, who knows only addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Integer, Subquery, and_, case, func, literal, or_, select

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.leden.models import Huishouden, Lid, LidStand
from vereniging.leden.selectie import Selectie
from vereniging.post.mailing_haken import Bereik, Geadresseerde, Mailingvraag
from vereniging.post.models import Mailniveau, Mailvoorkeur

KOLOMMEN = (
    Lid.id, Lid.voornaam, Lid.tussenvoegsel, Lid.achternaam, Lid.email, Lid.taal, Lid.kiem,
)  # fmt: skip
volle_naam: Callable[[Any], str] = Lid.naam.fget  # type: ignore[attr-defined]  # of the property
EINDE = {LidStand.BEEINDIGD, LidStand.GEEN_LID}  # who left is written to no more (domain.md 4.3)


def ontvangers(vraag: Mailingvraag, na: int, aantal: int) -> list[Geadresseerde]:
    """The next members after this row, by its number; one of each household when asked so."""
    gekozen = _gekozen(vraag)
    query = (
        select(*KOLOMMEN)  # not whole members: there are thousands
        .join(gekozen, gekozen.c.id == Lid.id)
        .where(*_krijgt(gekozen), Lid.id > na)
    )
    return [
        Geadresseerde(
            lid_id=row.id,
            naam=volle_naam(row),
            email=(row.email or "").lower(),
            taal=row.taal,
            kiem=row.kiem,
        )
        for row in db.session.execute(query.order_by(Lid.id).limit(aantal))
    ]


def tel(vraag: Mailingvraag) -> Bereik:
    """How many by mail, how many on paper, how many chose otherwise; one query."""
    gekozen = _gekozen(vraag)
    krijgt = and_(*_krijgt(gekozen))
    mail, brief, niet = db.session.execute(
        select(
            _sum(and_(krijgt, gekozen.c.heeft_mail == 1)),
            _sum(and_(krijgt, gekozen.c.heeft_mail == 0)),
            _sum(gekozen.c.wil == 0),
        )
    ).one()
    return Bereik(mail=mail or 0, brief=brief or 0, niet=niet or 0)


def lid_met(kiem: bytes) -> int | None:
    """The row of the member whose seed this is."""
    return db.session.scalar(select(Lid.id).where(Lid.kiem == kiem))


def _krijgt(gekozen: Subquery) -> list[ColumnElement[bool]]:
    return [gekozen.c.wil == 1, gekozen.c.plaats == 1]


def _sum(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.sum(case((condition, 1), else_=0), type_=Integer)


def _gekozen(vraag: Mailingvraag) -> Subquery:
    """Each member chosen: reads mail, wants this, and which place in the household."""
    selectie, dag = Selectie.uit(vraag.keuze), clock.today()
    heeft_mail = case((Lid.email.is_not(None), 1), else_=0)
    niveau = func.coalesce(Mailvoorkeur.niveau, Mailniveau.ALLES.value)
    may = niveau.in_([str(one) for one in vraag.niveaus])
    on_paper = and_(Lid.email.is_(None), niveau != Mailniveau.NIETS.value)
    wil = case((or_(may, on_paper), 1), else_=0)
    plaats = _plaats(heeft_mail, wil) if selectie.per_huishouden else case((Lid.id > 0, 1))
    chosen = and_(Mailvoorkeur.lid_id == Lid.id, Mailvoorkeur.onderwerp == vraag.onderwerp)
    return (
        select(Lid.id, heeft_mail.label("heeft_mail"), wil.label("wil"), plaats.label("plaats"))
        .outerjoin(Mailvoorkeur, chosen)
        .outerjoin(Huishouden, Huishouden.id == Lid.huishouden_id)
        .where(
            Lid.id.in_(selectie.leden(dag)),
            Lid.overleden_op.is_(None),
            literal(selectie.stand not in EINDE),
        )
        .subquery()
    )


def _plaats(heeft_mail: ColumnElement[int], wil: ColumnElement[int]) -> ColumnElement[int]:
    """First who reads mail, then who pays for the household; who stands alone is first too."""
    pays = case((Huishouden.betaler_id == Lid.id, 1), else_=0)
    return func.row_number().over(
        partition_by=(func.coalesce(Lid.huishouden_id, -Lid.id), wil),
        order_by=(heeft_mail.desc(), pays.desc(), Lid.id),
    )
