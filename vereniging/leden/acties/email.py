"""Another address of mail, asked for by the member: confirmed on the new, stopped on the old."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from vereniging.core.db import db, locked
from vereniging.leden import mail
from vereniging.leden.acties.beheren import EmailBezet, Wijzigbron, eis_vrij, zet
from vereniging.leden.models import Emailwijziging, EmailwijzigingStand, Lid
from vereniging.logboek.acties import schrijf
from vereniging.toegang.acties import verander_adres


def vraag_emailwijziging(lid: Lid, nieuw: str, nu: datetime) -> Emailwijziging | None:
    """Mail both addresses; the page is the same when somebody else has the new one already.

    Returns None when nothing waits: the address is the present one, or taken.
    """
    locked(Lid, id=lid.id)
    if lid.email is None or nieuw == lid.email:
        return None
    _stop_eerdere(lid, nu)
    try:
        eis_vrij(lid, nieuw)
    except EmailBezet:
        db.session.add(mail.email_bezet(nieuw, lid.taal, nu))
        return None
    wijziging = Emailwijziging(lid=lid, oud=lid.email, nieuw=nieuw, gevraagd_op=nu)
    db.session.add(wijziging)
    db.session.flush()
    db.session.add_all([mail.email_nieuw(wijziging), mail.email_oud(wijziging)])
    schrijf("email.gevraagd", lidnummer=lid.lidnummer)
    return wijziging


def _stop_eerdere(lid: Lid, nu: datetime) -> None:
    query = select(Emailwijziging).where(
        Emailwijziging.lid_id == lid.id, Emailwijziging.stand == EmailwijzigingStand.TE_BEVESTIGEN
    )
    for earlier in db.session.scalars(query):
        earlier.stoppen(nu)
    db.session.flush()


def bevestig_email(wijziging: Emailwijziging, nu: datetime) -> bool:
    """The address becomes the member's and every device signs in anew.

    Raises EmaillinkVerlopen, EmailBezet, KanNietMeer.
    """
    locked(Emailwijziging, id=wijziging.id)
    if not wijziging.bevestigen(nu):
        return False
    _verander(wijziging.lid, wijziging.nieuw, nu)
    schrijf("email.gewijzigd", lidnummer=wijziging.lid.lidnummer)
    return True


def stop_email(wijziging: Emailwijziging, nu: datetime) -> bool:
    """The holder of the old address did not want this: it stays, or comes back.

    Raises StoppenTeLaat, EmailBezet.
    """
    locked(Emailwijziging, id=wijziging.id)
    if not wijziging.stoppen(nu):
        return False
    if wijziging.bevestigd_op and wijziging.lid.email == wijziging.nieuw:
        _verander(wijziging.lid, wijziging.oud, nu)
    schrijf("email.gestopt", lidnummer=wijziging.lid.lidnummer)
    return True


def _verander(lid: Lid, email: str, nu: datetime) -> None:
    locked(Lid, id=lid.id)
    eis_vrij(lid, email)
    zet(lid, "email", email, Wijzigbron(nu=nu, reden="Via de link in onze e-mail."))
    db.session.flush()
    verander_adres(lid.id, email)
