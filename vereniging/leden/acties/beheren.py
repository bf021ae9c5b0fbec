"""Details of a member are kept right, by the member or the secretary; every change is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.leden import mail
from vereniging.leden.models import Lid, Lidwijziging
from vereniging.logboek.acties import schrijf
from vereniging.toegang.acties import log_lid_uit, verander_adres
from vereniging.toegang.models import Account

NAMEN = ("voornaam", "voorletters", "tussenvoegsel", "achternaam")
EIGEN = (*NAMEN, "telefoon", "taal")


class EmailBezet(DomainError):
    """One address of mail, one member and one account."""

    message = _l("Iemand anders gebruikt dit e-mailadres al. Kies een ander adres.")


@dataclass(frozen=True, kw_only=True)
class Wijzigbron:
    """When a change is made, by which account, and how we know."""

    nu: datetime
    door: int | None = None
    reden: str = ""


def wijzig_gegevens(lid: Lid, velden: Mapping[str, str | None], bron: Wijzigbron) -> bool:
    """Change names, telephone and language; False when nothing is new."""
    locked(Lid, id=lid.id)
    changed = [veld for veld in EIGEN if veld in velden and zet(lid, veld, velden[veld], bron)]
    if changed:
        schrijf("lid.gewijzigd", lidnummer=lid.lidnummer, velden=changed, door=bron.door)
        db.session.flush()
    return bool(changed)


def corrigeer_email(lid: Lid, email: str | None, bron: Wijzigbron) -> bool:
    """The secretary puts the address of mail right; None means: by post from now on.

    Both addresses hear of it and every device signs in anew. Raises EmailBezet.
    """
    locked(Lid, id=lid.id)
    oud = lid.email
    if email == oud:
        return False
    if email:
        eis_vrij(lid, email)
    zet(lid, "email", email, bron)
    db.session.flush()
    if email:
        verander_adres(lid.id, email)
    else:
        log_lid_uit(lid.id)
    schrijf("lid.gewijzigd", lidnummer=lid.lidnummer, velden=["email"], door=bron.door)
    messages = [mail.email_gewijzigd(lid, aan, bron.nu) for aan in (oud, email) if aan]
    db.session.add_all(messages)
    return True


def eis_vrij(lid: Lid, email: str) -> None:
    """Raise EmailBezet when somebody else is a member or signs in with this address."""
    members = select(Lid.id).where(func.lower(Lid.email) == email.lower(), Lid.id != lid.id)
    others = Account.lid_id.is_(None) | (Account.lid_id != lid.id)
    accounts = select(Account.id).where(Account.email == email.lower(), others)
    if db.session.scalars(members.union_all(accounts)).first() is not None:
        raise EmailBezet


def zet(lid: Lid, veld: str, waarde: str | None, bron: Wijzigbron) -> bool:
    """Change one detail and keep what it was; False when it is the same."""
    oud = getattr(lid, veld)
    if (oud or "") == (waarde or ""):
        return False
    setattr(lid, veld, waarde)
    noteer(lid, veld, (oud or "", waarde or ""), bron)
    return True


def noteer(lid: Lid, veld: str, van_naar: tuple[str, str], bron: Wijzigbron) -> None:
    """Keep that a detail became another, cut at what a column holds."""
    oud, nieuw = (waarde[:300] for waarde in van_naar)
    row = Lidwijziging(
        lid=lid, op=bron.nu, veld=veld, oud=oud, nieuw=nieuw, reden=bron.reden, door=bron.door
    )
    db.session.add(row)
