"""Undress somebody whose time is over: the number stays for the books, the person goes (P-05)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, exists, or_, select, update

from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.workdays import add_months, amsterdam_day
from vereniging.leden.haken import wissloten
from vereniging.leden.models import (
    Aanmelding,
    AanmeldingStand,
    Adres,
    Emailwijziging,
    Functie,
    Huishouden,
    Hulp,
    Lid,
    Lidmaatschap,
    Lidwijziging,
    Maatregel,
    Toestemming,
)
from vereniging.leden.signals import aanmelding_gewist, lid_gewist
from vereniging.logboek.acties import schrijf
from vereniging.logboek.wissen import vergeet_gegevens
from vereniging.post.wissen import vergeet_adres, vergeet_lid
from vereniging.taken.bewaren import maanden_geleden
from vereniging.toegang.wissen import vergeet_account

OUD_LID, AFGEWEZEN = 12, 3  # months (domain.md section 6)
NERGENS: dict[str, Any] = {
    "straat": "Onbekend", "huisnummer": 0, "letter": "", "toevoeging": "", "postcode": "",
    "plaats": "",
}  # fmt: skip
EINDE = (AanmeldingStand.AFGEWEZEN, AanmeldingStand.INGETROKKEN)


class WissenKanNogNiet(DomainError):
    """Money, an office or the membership itself still needs the name."""

    message = _l(
        "Deze persoon kan nog niet worden gewist. Het lidmaatschap of een functie loopt nog,"
        " of er staat nog geld open."
    )


def mag_weg(nu: datetime) -> ColumnElement[bool]:
    """Members whose membership and offices are over, and with whom all money is settled."""
    dag = amsterdam_day(nu)
    loopt = exists().where(
        Lidmaatschap.lid_id == Lid.id, or_(Lidmaatschap.einde.is_(None), Lidmaatschap.einde >= dag)
    )
    dient = exists().where(
        Functie.lid_id == Lid.id, or_(Functie.einde.is_(None), Functie.einde >= dag)
    )
    slots = [~slot for slot in wissloten(Lid, nu)]
    return and_(Lid.gewist_op.is_(None), ~loopt, ~dient, *slots)


def oud_lid(nu: datetime) -> ColumnElement[bool]:
    """Former members whose last day is twelve months ago or more, that may go."""
    grens = add_months(amsterdam_day(nu), -OUD_LID)
    was = exists().where(Lidmaatschap.lid_id == Lid.id)
    later = exists().where(Lidmaatschap.lid_id == Lid.id, Lidmaatschap.einde >= grens)
    return and_(mag_weg(nu), was, ~later)


def oude_aanmelding(nu: datetime) -> ColumnElement[bool]:
    """Applications that were refused or withdrawn three months ago, with all money settled."""
    slots = [~slot for slot in wissloten(Aanmelding, nu)]
    return and_(
        Aanmelding.gewist_op.is_(None),
        Aanmelding.stand.in_(EINDE),
        Aanmelding.besloten_op < maanden_geleden(nu, AFGEWEZEN),
        *slots,
    )


def wis_lid(lid: Lid, nu: datetime) -> bool:
    """Forget who this was, here and in every package above; False when it was done before.

    Raises WissenKanNogNiet.
    """
    locked(Lid, id=lid.id)
    if lid.gewist_op is not None:
        return False
    if db.session.scalar(select(Lid.id).where(Lid.id == lid.id, mag_weg(nu))) is None:
        raise WissenKanNogNiet
    _wis(lid, nu)
    return True


def wis_weer(lid: Lid, einde: date, op: datetime) -> bool:
    """Erase once more who was erased after an old copy was made; False when that holds already.

    In the copy the membership, an office or a debt may still run: what ended them since is lost
    with the copy, so they end here too, on the day they did.
    """
    if lid.gewist_op is not None:
        return False
    for period in lid.lidmaatschappen:
        if period.einde is None or period.einde > einde:
            period.einde = max(einde, period.begin)
    _wis(lid, op)
    db.session.execute(
        update(Functie)
        .where(Functie.lid_id == lid.id, or_(Functie.einde.is_(None), Functie.einde > einde))
        .values(einde=case((Functie.begin > einde, Functie.begin), else_=einde))
    )
    return True


def _wis(lid: Lid, nu: datetime) -> None:
    email, adres, huis, nergens = lid.email, lid.adres, lid.huishouden, _nergens()
    namen = {lid.naam, email or ""}  # a namesake loses a fact too; the line itself stays
    for model in (Lidwijziging, Emailwijziging, Maatregel, Toestemming):
        db.session.execute(delete(model).where(model.lid_id == lid.id))
    db.session.execute(delete(Hulp).where(or_(Hulp.lid_id == lid.id, Hulp.helper_id == lid.id)))
    lid.wis(nergens, nu)
    for aanmelding in db.session.scalars(select(Aanmelding).filter_by(lid_id=lid.id)):
        _kleed_uit(aanmelding, nergens, nu)
    _verlaat(huis, lid, nergens)
    vergeet_lid(lid.id)
    _vergeet(email, adres)
    lid_gewist.send(lid, email=email, nu=nu)
    vergeet_gegevens({"lidnummer": [lid.lidnummer], "lid": [lid.id]}, namen)
    schrijf("lid.gewist", lidnummer=lid.lidnummer)


def wis_aanmelding(aanmelding: Aanmelding, nu: datetime) -> bool:
    """Forget who applied; False when it was done before. Raises WissenKanNogNiet."""
    locked(Aanmelding, id=aanmelding.id)
    if aanmelding.gewist_op is not None:
        return False
    query = select(Aanmelding.id).where(Aanmelding.id == aanmelding.id)
    if db.session.scalar(query.where(or_(*wissloten(Aanmelding, nu)))) is not None:
        raise WissenKanNogNiet
    _kleed_uit(aanmelding, _nergens(), nu)
    return True


def wis_aanmelding_weer(aanmelding: Aanmelding, op: datetime) -> bool:
    """Erase once more who was erased after an old copy was made; what waited there ends here."""
    if aanmelding.gewist_op is not None:
        return False
    if aanmelding.stand not in {*EINDE, AanmeldingStand.TOEGELATEN}:
        aanmelding.intrekken(op)
    _kleed_uit(aanmelding, _nergens(), op)
    return True


def _kleed_uit(aanmelding: Aanmelding, nergens: Adres, nu: datetime) -> None:
    email, adres = aanmelding.email, aanmelding.adres
    vergeet_gegevens({"kenmerk": [aanmelding.kenmerk]}, ())
    aanmelding.wis(nergens, nu)
    _vergeet(email, adres)
    aanmelding_gewist.send(aanmelding, email=email, nu=nu)
    schrijf("aanmelding.gewist", kenmerk=aanmelding.kenmerk)


def _verlaat(huis: Huishouden | None, lid: Lid, nergens: Adres) -> None:
    if huis is None:
        return
    if huis.betaler_id == lid.id:
        huis.betaler_id = None
    if not [one for one in huis.leden if one is not lid]:
        adres, huis.adres = huis.adres, nergens
        _vergeet(None, adres)


def _vergeet(email: str | None, adres: Adres) -> None:
    """Forget an address of mail that nobody else has now, and a door that nobody lives behind."""
    db.session.flush()
    if email and not _is_van_ander(email):
        vergeet_account(email)
        vergeet_adres(email)
    users = (Lid, Huishouden, Aanmelding)
    bewoond = [exists().where(model.adres_id == Adres.id) for model in users]
    db.session.execute(
        delete(Adres).where(Adres.id == adres.id, *(~one for one in bewoond)),
        execution_options={"synchronize_session": False},
    )


def _is_van_ander(email: str) -> bool:
    """Whether a refused applicant became a member, or an officer reads mail at this address."""
    return any(
        db.session.scalar(select(model.id).where(model.email == email).limit(1)) is not None
        for model in (Lid, Functie, Aanmelding)
    )


def _nergens() -> Adres:
    """The one address of who has none any more."""
    found = db.session.scalars(select(Adres).filter_by(**NERGENS)).one_or_none()
    if found is None:
        found = Adres(**NERGENS, in_werkgebied=False)
        db.session.add(found)
    return found
