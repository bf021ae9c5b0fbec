"""Asking for a code, and signing in with it (security-reliability.md section 3)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, text, update

from vereniging.core.db import db
from vereniging.core.i18n import current_language
from vereniging.core.keys import Label, seal, unseal
from vereniging.core.secrets import fingerprint, key, keys
from vereniging.logboek.acties import schrijf
from vereniging.post.models import Mail
from vereniging.toegang import mail
from vereniging.toegang.codes import kept, new_code, tidy
from vereniging.toegang.models import (
    ATTEMPTS,
    LOGIN_VALID,
    Account,
    Doel,
    Inlogverzoek,
    Sessie,
    hashed,
)
from vereniging.toegang.queries import (
    account_met,
    account_van_lid,
    alle_aanvragen,
    gevraagd,
    persoon_met,
)
from vereniging.toegang.sessions import end_all_sessions

Condition = ColumnElement[bool]
SITE_PER_HOUR = 600
HALF = 3  # a mailed code is twice three characters


@dataclass(frozen=True)
class Aanvraag:
    """Somebody in a browser wants to sign in with an address."""

    email: str
    browser: str
    naar: str
    eigen_apparaat: bool


def vraag_inloggen(aanvraag: Aanvraag, nu: datetime) -> datetime | None:
    """Mail a link and code; the same work for an unknown address. When to come back, if too often.

    Whether we know the address is seen only in the mailbox: same statements, same rows.
    """
    adres_hash = fingerprint(Label.ADRES, Doel.INLOGGEN, aanvraag.email)
    _one_at_a_time(adres_hash)
    lately = gevraagd(adres_hash, nu)
    wachten = lately.vrij_vanaf or (nu + LOGIN_VALID if _site_is_full(nu) else None)
    if wachten:
        return wachten
    persoon = persoon_met(aanvraag.email)
    secret = _Secret(Doel.INLOGGEN, hashed(aanvraag.browser))
    verzoek = secret.request(aanvraag.email, nu)
    verzoek.naar, verzoek.eigen_apparaat = aanvraag.naar[:400], aanvraag.eigen_apparaat
    write = mail.inlogcode if persoon else mail.onbekend
    taal = persoon.taal if persoon else current_language()
    message = write(aanvraag.email, taal, token=secret.token, code=secret.code)
    if persoon is None and lately.deze_dag:
        _goes_nowhere(message, nu)
    db.session.add_all([verzoek, message])
    return None


def _site_is_full(nu: datetime) -> bool:
    return alle_aanvragen(nu) >= SITE_PER_HOUR


def _goes_nowhere(message: Mail, nu: datetime) -> None:
    message.tekst, message.gedaan_op = None, nu


def _one_at_a_time(adres_hash: bytes) -> None:
    """Count exactly, also when one address asks in parallel (SQLite's writers queue anyway)."""
    if db.session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(adres_hash[:8], signed=True)
        db.session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


@dataclass(frozen=True)
class _Secret:
    """What goes into the mail, of which the table keeps hashes."""

    doel: Doel
    browser_hash: bytes
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    code: str = field(default_factory=lambda: new_code(HALF))

    def request(self, email: str, nu: datetime) -> Inlogverzoek:
        return Inlogverzoek(
            doel=self.doel,
            token_hash=hashed(self.token),
            code_hmac=kept(self.doel, self.browser_hash.hex(), tidy(self.code))[0],
            browser_hash=self.browser_hash,
            gevraagd_op=nu,
            verloopt_op=nu + LOGIN_VALID,
            adres_hash=fingerprint(Label.ADRES, self.doel, email),
            adres=seal(key(Label.ADRES), email),
        )


def vraag_bevestigcode(sessie: Sessie, nu: datetime) -> datetime | None:
    """Mail a code to who is signed in, for a step-up; when to come back, if too often."""
    email = sessie.account.email
    adres_hash = fingerprint(Label.ADRES, Doel.STAP, email)
    _one_at_a_time(adres_hash)
    if wachten := gevraagd(adres_hash, nu).vrij_vanaf:
        return wachten
    secret = _Secret(Doel.STAP, sessie.sleutel_hash)
    verzoek = secret.request(email, nu)
    verzoek.account = sessie.account
    persoon = persoon_met(email)
    taal = persoon.taal if persoon else current_language()
    message = mail.bevestigcode(sessie.account, taal, token=secret.token, code=secret.code)
    db.session.add_all([verzoek, message])
    return None


def gebruik_link(token: str, browser: str, nu: datetime) -> Inlogverzoek | None:
    """Consume the request behind a link, once, in the browser that asked."""
    return _consume(Doel.INLOGGEN, hashed(browser), nu, Inlogverzoek.token_hash == hashed(token))


def gebruik_code(doel: Doel, browser_hash: bytes, typed: str, nu: datetime) -> Inlogverzoek | None:
    """Consume the request with this code, once; a wrong code counts on every open request."""
    wanted = kept(doel, browser_hash.hex(), tidy(typed))
    found = _consume(doel, browser_hash, nu, Inlogverzoek.code_hmac.in_(wanted))
    if found is None:
        wrong = _open_requests(doel, browser_hash, nu)
        attempts = Inlogverzoek.pogingen + 1
        db.session.execute(update(Inlogverzoek).where(*wrong).values(pogingen=attempts))
    return found


def _open_requests(doel: Doel, browser_hash: bytes, nu: datetime) -> list[Condition]:
    return [
        Inlogverzoek.doel == doel,
        Inlogverzoek.browser_hash == browser_hash,
        Inlogverzoek.gebruikt_op.is_(None),
        Inlogverzoek.verloopt_op > nu,
    ]


def _consume(
    doel: Doel, browser_hash: bytes, nu: datetime, which: Condition
) -> Inlogverzoek | None:
    """One statement decides: of twenty at the same moment, one gets the row."""
    statement = (
        update(Inlogverzoek)
        .where(*_open_requests(doel, browser_hash, nu), Inlogverzoek.pogingen < ATTEMPTS, which)
        .values(gebruikt_op=nu)
        .returning(Inlogverzoek)
    )
    return db.session.scalars(statement).first()


def account_bij(verzoek: Inlogverzoek, nu: datetime) -> Account | None:
    """The account behind a consumed request, made at the first sign-in."""
    email = unseal(keys(Label.ADRES), verzoek.adres)
    persoon = persoon_met(email)
    if persoon is None:
        return None
    account = account_van_lid(persoon.lid_id) if persoon.lid_id else None
    account = account or account_met(email)
    if account is None:
        account = Account(email=email, lid_id=persoon.lid_id, gemaakt_op=nu)
        db.session.add(account)
    account.email = email
    account.lid_id = persoon.lid_id or account.lid_id
    return account


def meld_wijziging(account: Account, soort: str, nu: datetime) -> None:
    """Tell the owner by mail, and the log without a name, that a way to sign in changed."""
    persoon = persoon_met(account.email)
    taal = persoon.taal if persoon else current_language()
    db.session.add(mail.inlogmiddel(account, taal, soort, nu))
    schrijf("toegang.inlogmiddel", account=account.id, wijziging=soort)


def verander_adres(lid_id: int, email: str) -> None:
    """The member's address changed: the account follows, and every device signs in anew."""
    account = account_van_lid(lid_id)
    if account is not None:
        account.email = email.lower()
        end_all_sessions(account.id)


def log_lid_uit(lid_id: int) -> None:
    """A role or membership changed: every device of this member signs in anew."""
    account = account_van_lid(lid_id)
    if account is not None:
        end_all_sessions(account.id)
