"""The board decides on an application (BW 2:33); paying never admits."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.workdays import amsterdam_day
from vereniging.leden import mail
from vereniging.leden.haken import betaallink
from vereniging.leden.models import (
    Aanmelding,
    AanmeldingStand,
    Huishouden,
    Lid,
    Lidmaatschap,
    LidSoort,
    LidStand,
)
from vereniging.leden.models.aanmelding import BesluitAlvNodig
from vereniging.leden.queries import lid_met_email, volgend_lidnummer
from vereniging.leden.signals import aanmelding_afgewezen, lid_toegelaten
from vereniging.logboek.acties import schrijf
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan
from vereniging.statuten.queries import profiel, statuten_op
from vereniging.toegang.models import Account

DELEN = frozenset({LidSoort.LID, LidSoort.ERELID})
FIELDS = ("voornaam", "tussenvoegsel", "achternaam", "telefoon", "taal")


class AlLid(DomainError):
    """One address of mail, one member."""

    message = _l("Er is al een lid met dit e-mailadres. Bekijk dat lid in het register.")


class VreemdHuishouden(DomainError):
    """A household is behind one front door."""

    message = _l("Dit huishouden woont op een ander adres. Kies een huishouden op dit adres.")


def vraagt_alv(aanmelding: Aanmelding, dag: date) -> bool:
    """Whether the general meeting admits: after a refusal, or because the statutes say so."""
    was_afgewezen = aanmelding.stand is AanmeldingStand.AFGEWEZEN
    return was_afgewezen or profiel(dag).toelating_orgaan == Orgaan.ALV


def toelaten(
    aanmelding: Aanmelding,
    nu: datetime,
    *,
    bij: Huishouden | None = None,
    besluit_alv: str = "",
    door: int | None = None,
) -> Lid:
    """Make the applicant a member from today, alone or in this household.

    The second of two board members gets the member the first one made. Where the general
    meeting decides, the text of its decision is needed. Raises BesluitAlvNodig, AlLid, KanNietMeer.
    """
    earlier = _made_before(aanmelding)
    if earlier is not None:
        return earlier
    alv_beslist = vraagt_alv(aanmelding, amsterdam_day(nu))
    if alv_beslist and not besluit_alv.strip():
        raise BesluitAlvNodig
    aanmelding.toelaten(nu, besluit_alv=alv_beslist)
    besluit = neem_besluit(
        Orgaan.ALV if alv_beslist else Orgaan.BESTUUR,
        f"Toelating {aanmelding.kenmerk}",
        besluit_alv.strip() or f"Het bestuur laat aanmelding {aanmelding.kenmerk} toe.",
        nu,
    )
    db.session.flush()
    aanmelding.besluit_id = besluit.id
    return _maak_lid(aanmelding, nu, bij, door)


def toelaten_volgens_vast_besluit(aanmelding: Aanmelding, nu: datetime) -> Lid | None:
    """Admit without asking: a standing decision, an address in the area, nothing left to pay.

    `contributie` asks again when the nota is paid. None when the board has to decide, as about
    an address of mail that became a member's meanwhile: the money that came in stays booked.
    """
    dag = amsterdam_day(nu)
    if not profiel(dag).vast_besluit or not aanmelding.adres.in_werkgebied:
        return None
    earlier = _made_before(aanmelding)
    if earlier is not None or aanmelding.stand is not AanmeldingStand.INGEDIEND:
        return earlier
    if betaallink(aanmelding) is not None or _wie_al_lid_is(aanmelding, dag) is not None:
        return None
    aanmelding.toelaten(nu)
    statuten = statuten_op(dag)
    aanmelding.besluit_id = statuten.besluit_id if statuten else None
    return _maak_lid(aanmelding, nu, None, None)


def _wie_al_lid_is(aanmelding: Aanmelding, dag: date) -> Lid | None:
    known = lid_met_email(aanmelding.email) if aanmelding.email else None
    if known is None or known.stand(dag) in {LidStand.BEEINDIGD, LidStand.GEEN_LID}:
        return None
    return known


def _made_before(aanmelding: Aanmelding) -> Lid | None:
    db.session.flush()
    locked(Aanmelding, id=aanmelding.id)
    if aanmelding.stand is not AanmeldingStand.TOEGELATEN or aanmelding.lid_id is None:
        return None
    return db.session.get_one(Lid, aanmelding.lid_id)


def _maak_lid(
    aanmelding: Aanmelding, nu: datetime, bij: Huishouden | None, door: int | None
) -> Lid:
    dag = amsterdam_day(nu)
    lid = _persoon(aanmelding, nu)
    lid.lidmaatschappen.append(
        Lidmaatschap(
            soort=aanmelding.soort,
            begin=dag,
            besluit_id=aanmelding.besluit_id,
            ingevoerd_op=nu,
        )
    )
    _huisvest(lid, aanmelding, bij)
    db.session.add(lid)
    db.session.flush()
    aanmelding.lid_id = lid.id
    _koppel_account(lid, nu)
    schrijf(
        "aanmelding.toegelaten",
        kenmerk=aanmelding.kenmerk,
        lidnummer=lid.lidnummer,
        door=door,
        gegevens={"naam": lid.naam},
    )
    lid_toegelaten.send(lid, aanmelding=aanmelding, nu=nu)
    db.session.add(mail.welkom(lid, aanmelding, dag))
    return lid


def _persoon(aanmelding: Aanmelding, nu: datetime) -> Lid:
    if _wie_al_lid_is(aanmelding, amsterdam_day(nu)) is not None:
        raise AlLid
    velden = {naam: getattr(aanmelding, naam) for naam in FIELDS}
    known = lid_met_email(aanmelding.email) if aanmelding.email else None
    if known is None:
        return Lid(
            lidnummer=volgend_lidnummer(),
            email=aanmelding.email,
            adres=aanmelding.adres,
            **velden,
        )
    for naam, waarde in velden.items():
        setattr(known, naam, waarde)
    known.adres = aanmelding.adres
    return known


def _huisvest(lid: Lid, aanmelding: Aanmelding, bij: Huishouden | None) -> None:
    if aanmelding.soort not in DELEN:
        lid.huishouden = None
        return
    if bij is not None and bij.adres_id != aanmelding.adres_id:
        raise VreemdHuishouden
    lid.huishouden = bij or Huishouden(adres=aanmelding.adres)


def _koppel_account(lid: Lid, nu: datetime) -> None:
    if lid.email is None:
        return
    query = select(Account).where((Account.lid_id == lid.id) | (Account.email == lid.email))
    account = db.session.scalars(query.order_by(Account.lid_id.is_(None))).first()
    if account is None:
        db.session.add(Account(email=lid.email, lid_id=lid.id, gemaakt_op=nu))
    elif account.lid_id is None:
        account.lid_id = lid.id


def afwijzen(aanmelding: Aanmelding, nu: datetime, reden: str, door: int | None = None) -> bool:
    """The board says no and tells why; what was paid goes back, the ALV can still say yes."""
    db.session.flush()
    locked(Aanmelding, id=aanmelding.id)
    if not aanmelding.afwijzen(nu, reden):
        return False
    schrijf(
        "aanmelding.afgewezen", kenmerk=aanmelding.kenmerk, door=door, gegevens={"reden": reden}
    )
    aanmelding_afgewezen.send(aanmelding, nu=nu)
    alsnog = profiel(amsterdam_day(nu)).alv_alsnog
    db.session.add(mail.afgewezen(aanmelding, alv_alsnog=alsnog))
    return True
