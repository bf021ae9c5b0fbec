"""Back in when passkey, code app and paper are all lost: two others, a day, and mail each time.

Whoever reads somebody's mail must not get in: the two call on a number that they knew before, and
the owner hears of it before anything happens.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.logboek.acties import schrijf
from vereniging.taken.acties import plan
from vereniging.toegang.acties import meld_wijziging
from vereniging.toegang.models import Account, Herstelcode, Inlogherstel
from vereniging.toegang.queries import lopend_herstel
from vereniging.toegang.sessions import end_all_sessions
from vereniging.toegang.signals import herstel_gevraagd

TAAK = "toegang.herstel"


class NietsTeHerstellen(DomainError):
    """Only who has a second factor can have lost it."""

    message = _l("U hebt geen tweede stap, dus er is niets te wissen.")


def vraag_herstel(account: Account, nu: datetime) -> Inlogherstel:
    """Ask the board to forget the second factors; asking twice is asking once."""
    if not account.heeft_tweede_factor:
        raise NietsTeHerstellen
    if running := lopend_herstel(account.id):
        return running
    herstel = Inlogherstel(account=account, gevraagd_op=nu)
    db.session.add(herstel)
    db.session.flush()
    meld_wijziging(account, "herstel_gevraagd", nu)
    herstel_gevraagd.send(herstel, nu=nu)
    return herstel


def keur_goed(herstel: Inlogherstel, door: Account, nu: datetime) -> None:
    """A board member knows who this is; after the second one the day begins."""
    herstel.keur_goed(door.id, nu)
    schrijf("toegang.herstel_goedgekeurd", account=herstel.account_id, door=door.id)
    if herstel.vanaf:
        meld_wijziging(herstel.account, "herstel_loopt", nu)
        plan(TAAK, f"{TAAK}:{herstel.id}", herstel.vanaf, nummer=herstel.id)


def sluit(herstel: Inlogherstel, nu: datetime) -> None:
    """Taken back by the owner, or not trusted by a board member."""
    herstel.sluit(nu)
    meld_wijziging(herstel.account, "herstel_gesloten", nu)


def middel_gebruikt(account: Account, nu: datetime) -> None:
    """Somebody showed a second factor of this account: so it is not lost."""
    if running := lopend_herstel(account.id):
        sluit(running, nu)


def voer_uit(nummer: int, nu: datetime) -> None:
    """Forget every second factor of this account, and sign its devices out."""
    herstel = locked(Inlogherstel, id=nummer)
    if herstel is None or not herstel.voer_uit(nu):
        return
    account = herstel.account
    account.vergeet_totp()
    account.passkeys.clear()
    db.session.execute(delete(Herstelcode).where(Herstelcode.account_id == account.id))
    end_all_sessions(account.id)
    meld_wijziging(account, "herstel_gedaan", nu)
