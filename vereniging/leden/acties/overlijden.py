"""A member died: the membership ends that day, nothing is sent any more, the household goes on."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.acties.beheren import Wijzigbron
from vereniging.leden.acties.functies import leg_functies_neer
from vereniging.leden.acties.huishoudens import verlaat_huishouden
from vereniging.leden.models import Lid, Lidwijziging, Opzegging, OpzeggingStand
from vereniging.leden.signals import lidmaatschap_beeindigd
from vereniging.logboek.acties import schrijf
from vereniging.post.bezorging import brieven_vervallen

REDEN = "overleden"


class NogNietGebeurd(DomainError):
    """Nobody dies tomorrow."""

    message = _l("Deze dag moet nog komen. Er is niets veranderd.")


def meld_overlijden(lid: Lid, dag: date, bron: Wijzigbron) -> bool:
    """End everything of this member on the day of death; False when it was told before.

    Raises NogNietGebeurd.
    """
    locked(Lid, id=lid.id)
    if lid.overleden_op is not None:
        return False
    if dag > amsterdam_day(bron.nu):
        raise NogNietGebeurd
    _zet(lid, dag, bron)
    stop_opzeggingen(lid, bron.nu)
    for period in lid.lidmaatschappen:
        if period.einde is None or period.einde > dag:
            period.einde, period.eindreden = max(dag, period.begin), REDEN
    leg_functies_neer(lid, dag)
    verlaat_huishouden(lid, bron)
    brieven_vervallen(lid.id, bron.nu)
    schrijf("lid.overleden", lidnummer=lid.lidnummer, door=bron.door)
    lidmaatschap_beeindigd.send(lid, dag=dag, nu=bron.nu)
    return True


def herstel_overlijden(lid: Lid, bron: Wijzigbron) -> bool:
    """It was a mistake: the membership runs on; False when nobody said that this member died.

    Offices, mandates and the household ended and are made anew by whoever they belong to.
    """
    locked(Lid, id=lid.id)
    if lid.overleden_op is None:
        return False
    _zet(lid, None, bron)
    for period in lid.lidmaatschappen:
        if period.eindreden == REDEN:
            period.einde = period.eindreden = None
    schrijf("lid.overlijden_hersteld", lidnummer=lid.lidnummer, door=bron.door)
    db.session.flush()
    return True


def stop_opzeggingen(lid: Lid, nu: datetime) -> None:
    """A notice that still runs would be carried out, and mailed about, later."""
    query = select(Opzegging).where(
        Opzegging.lid_id == lid.id, Opzegging.stand == OpzeggingStand.ONTVANGEN
    )
    for opzegging in db.session.scalars(query):
        if opzegging.mag_intrekken(amsterdam_day(nu)):
            opzegging.intrekken(nu)
        else:
            opzegging.uitvoeren(nu)


def _zet(lid: Lid, dag: date | None, bron: Wijzigbron) -> None:
    oud, nieuw = (one.isoformat() if one else "" for one in (lid.overleden_op, dag))
    lid.overleden_op = dag
    row = Lidwijziging(
        lid=lid,
        op=bron.nu,
        veld="overleden_op",
        oud=oud,
        nieuw=nieuw,
        reden=bron.reden,
        door=bron.door,
    )
    db.session.add(row)
