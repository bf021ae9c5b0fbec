"""Call the members in time: by mail with their consent, by post without it (BW 2:41)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from vereniging.alv import mail
from vereniging.alv.acties.plannen import alleen
from vereniging.alv.models import Alv, Kanaal, Oproeping
from vereniging.alv.queries import te_posten, te_roepen
from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Lid, Toestemmingsdoel
from vereniging.leden.toestemmingen import met_toestemming
from vereniging.logboek.acties import schrijf
from vereniging.statuten.queries import profiel


def roep_op(alv: Alv, nu: datetime) -> list[Oproeping]:
    """Call everybody who belongs there; the agenda is fixed from now on.

    Raises OproepTeLaat, GeenAgenda, KanNietMeer.
    """
    alleen(alv).oproepen(nu, profiel(amsterdam_day(nu)).alv_oproeptermijn)
    per_mail = met_toestemming(Toestemmingsdoel.ALV_OPROEP)
    gedaan = [_roep(alv, lid, nu, per_mail) for lid in te_roepen(alv.dag)]
    db.session.add_all(gedaan)
    db.session.add_all(mail.oproep(alv, each.lid) for each in gedaan if _is_mail(each))
    per_post = sum(not _is_mail(each) for each in gedaan)
    schrijf("alv.opgeroepen", alv=alv.slug, mail=len(gedaan) - per_post, post=per_post)
    return gedaan


def _roep(alv: Alv, lid: Lid, nu: datetime, per_mail: set[int]) -> Oproeping:
    kanaal = Kanaal.MAIL if lid.email and lid.id in per_mail else Kanaal.POST
    return Oproeping(alv=alv, lid=lid, kanaal=kanaal, opgeroepen_op=nu)


def _is_mail(oproeping: Oproeping) -> bool:
    return oproeping.kanaal is Kanaal.MAIL


def zijn_gepost(alv: Alv, nummers: Collection[int], nu: datetime) -> int:
    """These letters are in the letter box; how many were not there yet."""
    alleen(alv)
    wachtend = [each for each in te_posten(alv) if each.id in nummers]
    for each in wachtend:
        each.gepost_op = nu
    if wachtend:
        schrijf("alv.gepost", alv=alv.slug, aantal=len(wachtend))
    return len(wachtend)
