"""Somebody wants to be forgotten: asked, agreed by two, undone until the day, and carried out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from vereniging.avg import mail
from vereniging.avg.models import EigenWisverzoek, Wisverzoek, Wisverzoekkanaal
from vereniging.avg.wisvragen import beletsels_van, lopend_verzoek
from vereniging.core.clock import year_of
from vereniging.core.db import db, locked
from vereniging.core.references import next_reference
from vereniging.leden.acties.wissen import EINDE, wis_aanmelding, wis_lid
from vereniging.leden.models import Aanmelding, Lid
from vereniging.leden.queries import lid_van_account
from vereniging.logboek.acties import schrijf
from vereniging.meldingen.wissen import vergeet_melder
from vereniging.post.wissen import vergeet_adres
from vereniging.toegang.models import Account
from vereniging.toegang.wissen import vergeet_account


def vraag_wissen(
    lid: Lid | None, account: Account | None, toelichting: str, nu: datetime, door: int | None
) -> Wisverzoek:
    """The request of this person, by themselves or written down by an officer (`door`).

    Who asks twice gets the request that runs.
    """
    running = lopend_verzoek(lid.id if lid else None, account.id if account else None)
    if running is not None:
        return running
    verzoek = Wisverzoek(
        kenmerk=next_reference("W", year_of(nu)),
        kanaal=Wisverzoekkanaal.PAPIER if door else Wisverzoekkanaal.WEB,
        ingediend_op=nu,
        lid=lid,
        account=account,
        toelichting=toelichting,
    )
    db.session.add(verzoek)
    schrijf("wisverzoek.ingediend", kenmerk=verzoek.kenmerk, door=door)
    db.session.flush()
    db.session.add(mail.wisverzoek_mail(verzoek, "ontvangen", beletsels_van(verzoek, nu)))
    return verzoek


def ga_akkoord(verzoek: Wisverzoek, door: int, nu: datetime) -> bool:
    """A first officer agrees; a second one has to as well. Raises EigenWisverzoek."""
    _expect_ander(verzoek, door)
    if not verzoek.akkoord(door, nu):
        return False
    schrijf("wisverzoek.akkoord", kenmerk=verzoek.kenmerk, door=door)
    return True


def ken_toe(verzoek: Wisverzoek, door: int, nu: datetime) -> bool:
    """A second officer agrees: the person hears when it happens, and how to undo it.

    Raises EigenWisverzoek, EenAnder.
    """
    _expect_ander(verzoek, door)
    if not verzoek.toekennen(door, nu):
        return False
    schrijf("wisverzoek.toegekend", kenmerk=verzoek.kenmerk, door=door)
    db.session.add(mail.wisverzoek_mail(verzoek, "toegekend", beletsels_van(verzoek, nu)))
    return True


def wijs_af(verzoek: Wisverzoek, door: int, reden: str, nu: datetime) -> bool:
    """An officer refuses; the person reads why and where to complain. Raises EigenWisverzoek."""
    _expect_ander(verzoek, door)
    if not verzoek.afwijzen(door, reden, nu):
        return False
    schrijf("wisverzoek.afgewezen", kenmerk=verzoek.kenmerk, door=door)
    db.session.add(mail.wisverzoek_mail(verzoek, "afgewezen", []))
    return True


def trek_in(verzoek: Wisverzoek) -> bool:
    """The person wants to stay known; False when it was undone before. Raises KanNietMeer."""
    locked(Wisverzoek, id=verzoek.id)
    if not verzoek.intrekken():
        return False
    schrijf("wisverzoek.ingetrokken", kenmerk=verzoek.kenmerk)
    db.session.add(mail.wisverzoek_mail(verzoek, "ingetrokken", []))
    return True


def voer_uit(verzoek: Wisverzoek, nu: datetime) -> bool:
    """Erase who asked it, as soon as nothing holds it back; False when it is not yet time."""
    locked(Wisverzoek, id=verzoek.id)
    if beletsels_van(verzoek, nu) or not verzoek.uitvoeren(nu):
        return False
    schrijf("wisverzoek.uitgevoerd", kenmerk=verzoek.kenmerk)
    vergeet(verzoek, nu)
    return True


def vergeet(verzoek: Wisverzoek, nu: datetime) -> None:
    """Everything of this person in every package, but what the law keeps."""
    email = verzoek.email
    vergeet_melder(verzoek.lid_id, email)
    if verzoek.lid is not None:
        wis_lid(verzoek.lid, nu)
    if email:
        _vergeet_adres(email, nu)


def _vergeet_adres(email: str, nu: datetime) -> None:
    query = select(Aanmelding).where(
        func.lower(Aanmelding.email) == email.lower(), Aanmelding.stand.in_(EINDE)
    )
    for aanmelding in db.session.scalars(query):
        wis_aanmelding(aanmelding, nu)
    vergeet_account(email)
    vergeet_adres(email)


def _expect_ander(verzoek: Wisverzoek, door: int) -> None:
    locked(Wisverzoek, id=verzoek.id)
    ik = lid_van_account(door)
    if verzoek.is_van(door, ik.id if ik else None):
        raise EigenWisverzoek
