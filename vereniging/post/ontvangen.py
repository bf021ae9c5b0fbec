"""Takes a message in (meldingen.md section 4): once, and each to its place.

A person decides what it means: mail never changes how a report stands.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from vereniging.core import clock
from vereniging.core import db as database
from vereniging.core.config import setting
from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.keys import Label, seal
from vereniging.core.secrets import key
from vereniging.logboek.acties import schrijf
from vereniging.post.antwoordadres import RETOUR, kiem_in
from vereniging.post.bezorging import noteer_terugbericht
from vereniging.post.haken import ontvanger
from vereniging.post.lezen import Bericht, Onleesbaar, lees
from vereniging.post.mail import sender
from vereniging.post.models import Binnenpost, Postbak, Postbakreden, Postlot
from vereniging.post.queries import is_ontvangen, mail_met_begin, ongeplaatst_sinds

GROOTSTE = 30 * 1024 * 1024  # bytes
PER_DAG = 200  # messages without a place


class BerichtTeGroot(DomainError):
    message = _l("Dit bericht is groter dan 30 MB. Stuur het zonder bijlagen.")


class GeenBericht(DomainError):
    message = _l("Dit is geen e-mail die wij kunnen lezen.")


class TeVeel(DomainError):
    message = _l("Er kwam vandaag te veel e-mail zonder plaats. Probeer het morgen.")


def ontvang(data: bytes) -> Postlot | None:
    """Take in one message; what became of it, or None when it came before.

    Raises BerichtTeGroot, GeenBericht, TeVeel; Busy when the database has no time.
    """
    bericht, nu = _lees(data), clock.now()
    with database.translated():
        bekend, kiem = is_ontvangen(bericht.message_id), _antwoord_op(bericht)
        database.undo()
    if bekend:
        return None
    namen: list[str] = []
    if kiem:  # photos are developed before anything is locked
        namen, fouten = ontvanger().bewaar_fotos(bericht.fotos)
        bericht = bericht.met(niet_bewaard=(*bericht.niet_bewaard, *fouten))
    with database.translated():
        database.start_writing()
        try:
            lot = _verwerk(bericht, kiem, namen, nu)
            database.finish()
        except BaseException:
            database.undo()
            raise
    return lot


def _lees(data: bytes) -> Bericht:
    if len(data) > GROOTSTE:
        raise BerichtTeGroot
    try:
        return lees(data)
    except Onleesbaar:
        raise GeenBericht from None


def _antwoord_op(bericht: Bericht) -> bytes | None:
    """What it answers, if it comes from who we asked; a machine never answers."""
    if bericht.is_automatisch or _is_eigen(bericht) or bericht.van is None:
        return None
    kiem = kiem_in(bericht.aan)
    return kiem if kiem and ontvanger().mag(kiem, bericht.van) else None


def _is_eigen(bericht: Bericht) -> bool:
    domein = setting("MAIL_REPLY_DOMAIN").lower()
    return bericht.van == sender().lower() or (bericht.van or "").endswith(f"@{domein}")


def _verwerk(bericht: Bericht, kiem: bytes | None, namen: list[str],
             nu: datetime) -> Postlot | None:  # fmt: skip
    if bericht.mislukking or bericht.is_automatisch or _is_eigen(bericht):
        lot = Postlot.TERUGBERICHT if _terugbericht(bericht, nu) else Postlot.GENEGEERD
    else:
        lot = Postlot.ANTWOORD if kiem else Postlot.POSTBAK
    if lot is Postlot.POSTBAK and ongeplaatst_sinds(nu - timedelta(days=1)) >= PER_DAG:
        raise TeVeel
    db.session.add(Binnenpost(message_id=bericht.message_id, op=nu, lot=lot))
    try:
        db.session.flush()
    except IntegrityError:  # the same message, at this very moment
        db.session.rollback()
        return None
    if kiem:
        ontvanger().plaats(kiem, bericht, namen, nu)
    elif lot is Postlot.POSTBAK:
        _in_postbak(bericht, nu)
    return lot


def _terugbericht(bericht: Bericht, nu: datetime) -> bool:
    """Whether it tells about a message of ours that it did not arrive."""
    kiem = kiem_in(bericht.aan, RETOUR)
    mail = mail_met_begin(kiem.hex()) if kiem and bericht.mislukking else None
    if mail is None or bericht.mislukking is None:
        return False
    return noteer_terugbericht(mail, bericht.mislukking, nu)


def _in_postbak(bericht: Bericht, nu: datetime) -> None:
    kiem = kiem_in(bericht.aan)
    reden = Postbakreden.VREEMDE if kiem else Postbakreden.GEEN_ADRES
    if not bericht.tekst:
        reden = Postbakreden.ONLEESBAAR
    db.session.add(
        Postbak(
            message_id=bericht.message_id, op=nu, van=bericht.afzender, onderwerp=bericht.onderwerp,
            tekst=seal(key(Label.MAIL), bericht.tekst), reden=reden, kiem=kiem,
            bijlagen=len(bericht.fotos) + len(bericht.niet_bewaard),
        )
    )  # fmt: skip
    schrijf("post.in_postbak", reden=reden.value)
