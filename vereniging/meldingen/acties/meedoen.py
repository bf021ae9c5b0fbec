"""Somebody sees the same: one voice per household, counted when the mail is confirmed."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from vereniging.core.db import db
from vereniging.core.keys import Label
from vereniging.core.links import new_seed
from vereniging.core.secrets import keys
from vereniging.leden.models import Lid
from vereniging.logboek.acties import schrijf
from vereniging.meldingen import mail
from vereniging.meldingen.acties.bericht import vers
from vereniging.meldingen.models import IkOok, Melding

ONBEVESTIGD_PER_ADRES = 5


@dataclass(frozen=True, kw_only=True)
class Meedoener:
    """Who joins: a front door, and where to write to."""

    deur: Sequence[str]
    email: str | None
    taal: str = "nl"
    reden: str = ""


def als_lid(lid: Lid, reden: str) -> Meedoener:
    """A member's own door and address."""
    return Meedoener(deur=lid.adres.sleutel, email=lid.email, taal=lid.taal, reden=reden)


def doe_mee(melding: Melding, wie: Meedoener, nu: datetime, *, is_lid: bool) -> None:
    """Count this household, at once for a member and else after the mail.

    Who joined before, or reported it, gets the same answer and counts once.
    """
    vers(melding)
    if _is_melder(melding, wie):
        return
    sleutels = _sleutels(wie.deur)
    query = select(IkOok).where(IkOok.melding_id == melding.id, IkOok.adressleutel.in_(sleutels))
    ikook = db.session.scalars(query).first()
    if ikook is not None and ikook.telt:
        return
    if ikook is None:
        ikook = IkOok(melding=melding, adressleutel=sleutels[0], kiem=new_seed(), op=nu,
                      email=wie.email)  # fmt: skip
        db.session.add(ikook)
    # a stranger may have typed this address first: who answers the mail counts
    ikook.kiem, ikook.op, ikook.email = new_seed(), nu, wie.email
    ikook.taal, ikook.reden = wie.taal, wie.reden
    if is_lid:
        bevestig_meedoen(ikook, nu)
    elif not _te_veel(wie.email):
        db.session.add(mail.bevestig_ik_ook(ikook))


def bevestig_meedoen(ikook: IkOok, nu: datetime) -> None:
    """From now this household counts."""
    if ikook.bevestigen(nu):
        schrijf("melding.ik_ook", kenmerk=ikook.melding.kenmerk)


def vergeet_onbevestigd(nu: datetime) -> None:
    """Drop who never answered the mail."""
    for ikook in db.session.scalars(select(IkOok).where(IkOok.bevestigd_op.is_(None))):
        if ikook.is_verlopen(nu):
            db.session.delete(ikook)


def _sleutels(deur: Sequence[str]) -> list[bytes]:
    woorden = "\n".join(deur).encode()
    return [hmac.new(key, woorden, hashlib.sha256).digest() for key in keys(Label.ADRES)]


def _is_melder(melding: Melding, wie: Meedoener) -> bool:
    if wie.email and wie.email == melding.email:
        return True
    melder = db.session.get(Lid, melding.lid_id) if melding.lid_id else None
    return melder is not None and tuple(melder.adres.sleutel) == tuple(wie.deur)


def _te_veel(email: str | None) -> bool:
    query = select(func.count(IkOok.id)).where(IkOok.email == email, IkOok.bevestigd_op.is_(None))
    return (db.session.scalar(query) or 0) > ONBEVESTIGD_PER_ADRES
