"""Following public reports by mail: asked, confirmed by mail, written, stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.convenant.models import Thema
from vereniging.core.db import db, locked
from vereniging.core.links import new_seed
from vereniging.core.workdays import amsterdam_day, local_moment
from vereniging.logboek.acties import schrijf
from vereniging.meldingen import volgmail
from vereniging.meldingen.acties.overzicht import ACHT_UUR, deze_week
from vereniging.meldingen.models import Melding, Plek, Volger, Volging, Volgritme
from vereniging.meldingen.queries import MET
from vereniging.post.models import Mail

ONBEVESTIGD_PER_ADRES = 5


@dataclass(frozen=True, kw_only=True)
class Volgwens:
    """Who wants to follow what: one street or one theme."""

    email: str
    plek: Plek | None
    thema: Thema | None
    ritme: Volgritme
    taal: str = "nl"


def vraag(wens: Volgwens, nu: datetime, *, is_eigen: bool) -> None:
    """Follow at once when the address is surely theirs, else after the mail.

    Nobody learns here which address follows what: the answer is always the same.
    """
    volger = locked(Volger, email=wens.email)
    if volger is None:
        volger = Volger(email=wens.email, kiem=new_seed(), taal=wens.taal)
        db.session.add(volger)
    if not _wil(volger, wens, nu, is_eigen=is_eigen):
        return
    db.session.flush()
    if is_eigen:
        bevestig(volger, nu)
        return
    mail = volgmail.bevestig(volger, nu)
    if db.session.scalar(select(Mail.id).where(Mail.sleutel == mail.sleutel)) is None:
        db.session.add(mail)


def _wil(volger: Volger, wens: Volgwens, nu: datetime, *, is_eigen: bool) -> bool:
    """Write the wish down; False when this address has too many that nobody confirmed."""
    gevonden = [v for v in volger.volgingen if (v.plek, v.thema) == (wens.plek, wens.thema)]
    if not gevonden:
        if len(volger.onbevestigd(nu)) >= ONBEVESTIGD_PER_ADRES:
            return False
        volging = Volging(plek=wens.plek, thema=wens.thema, ritme=wens.ritme, gevraagd_op=nu)
        volger.volgingen.append(volging)
    elif is_eigen or not gevonden[0].telt:
        gevonden[0].ritme, gevonden[0].gevraagd_op = wens.ritme, nu
    return True


def bevestig(volger: Volger, nu: datetime) -> None:
    """The address is theirs: what was asked counts from now."""
    if aantal := volger.bevestigen(nu):
        schrijf("meldingen.volgen", aantal=aantal)


def stop(volger: Volger, nummer: int | None = None) -> None:
    """Stop one thing, or all of it; an address that follows nothing is forgotten."""
    if nummer is not None:
        volger.volgingen[:] = [each for each in volger.volgingen if each.id != nummer]
    if nummer is None or not volger.volgingen:
        db.session.delete(volger)
    schrijf("meldingen.volgen_gestopt")


def schrijf_volgers(kenmerk: str, regel: int) -> None:
    """Write who follows at once; each address once, whatever of it fits."""
    query = select(Melding).where(Melding.kenmerk == kenmerk, Melding.openbaar_op.is_not(None))
    melding = db.session.scalars(query.options(*MET)).one_or_none()
    if melding is None or melding.is_vertrouwelijk:
        return
    for volger, volgingen in _volgers(Volgritme.DIRECT):
        if any(volging.past_bij(melding) for volging in volgingen):
            db.session.add(volgmail.over(volger, melding, regel))


def stuur_volgoverzicht(nu: datetime) -> None:
    """Write at eight on the first workday of the week what changed in the week before.

    Once per week, also when it is called again or a day late; nothing new is no mail.
    """
    maandag, werkdag = deze_week(nu)
    if amsterdam_day(nu) < werkdag:
        return
    tot = local_moment(maandag, time(0))
    nieuws = _nieuws(local_moment(maandag - timedelta(days=7), time(0)), tot)
    for volger, volgingen in _volgers(Volgritme.WEEK, voor=tot) if nieuws else []:
        gevolgd = [m for m in nieuws if any(volging.past_bij(m) for volging in volgingen)]
        mail = volgmail.overzicht(volger, gevolgd, maandag)
        weg = db.session.scalar(select(Mail.id).where(Mail.sleutel == mail.sleutel))
        if gevolgd and weg is None:
            mail.klaar_vanaf = max(nu, local_moment(werkdag, ACHT_UUR))
            db.session.add(mail)


def _volgers(ritme: Volgritme, voor: datetime | None = None) -> list[tuple[Volger, list[Volging]]]:
    query = select(Volger).options(
        selectinload(Volger.volgingen).joinedload(Volging.plek),
        selectinload(Volger.volgingen).joinedload(Volging.thema),
    )
    found = []
    for volger in db.session.scalars(query.order_by(Volger.id)):
        volgt = [
            each
            for each in volger.volgingen
            if each.ritme is ritme
            and each.bevestigd_op is not None
            and (voor is None or each.bevestigd_op < voor)
        ]
        if volgt:
            found.append((volger, volgt))
    return found


def _nieuws(vanaf: datetime, tot: datetime) -> list[Melding]:
    """The public reports that became so, or came in another state, in this time."""
    nieuw = Melding.openbaar_op >= vanaf
    anders = (Melding.stand_sinds >= vanaf) & (Melding.stand_sinds < tot)
    query = (
        select(Melding)
        .where(Melding.openbaar_op < tot, nieuw | anders, ~Melding.is_vertrouwelijk)
        .options(*MET, joinedload(Melding.plek))
        .order_by(Melding.straat, Melding.id)
    )
    return list(db.session.scalars(query))


def vergeet(nu: datetime) -> None:
    """Drop what nobody confirmed in time, and addresses that follow nothing."""
    query = select(Volger).options(selectinload(Volger.volgingen)).order_by(Volger.id)
    for volger in db.session.scalars(query):
        volger.volgingen[:] = [each for each in volger.volgingen if not each.is_verlopen(nu)]
        if not volger.volgingen:
            db.session.delete(volger)
