"""Passkeys: a discoverable key with user verification, for the host of BASE_URL."""

from __future__ import annotations

import base64
import ipaddress
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from vereniging.core.config import setting
from vereniging.core.db import db
from vereniging.core.keys import Label
from vereniging.core.secrets import fingerprint
from vereniging.toegang.models import CHALLENGE_VALID, Account, Passkey, Passkeyvraag, hashed

# webauthn loads a certificate stack, so each function imports it when a passkey is really used.


def is_mogelijk() -> bool:
    """Browsers know passkeys only for a host with a name."""
    try:
        ipaddress.ip_address(_host())
    except ValueError:
        return True
    return False


def vraag_om_toe_te_voegen(account: Account, naam: str, browser_hash: bytes, nu: datetime) -> str:
    """What the browser needs to make a new passkey (JSON)."""
    from webauthn import generate_registration_options, options_to_json  # noqa: PLC0415
    from webauthn.helpers import structs  # noqa: PLC0415

    options = generate_registration_options(
        rp_id=_host(),
        rp_name=naam,
        user_name=account.email,
        user_id=fingerprint(Label.PSEUDONIEM, "passkey", str(account.id)),
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            structs.PublicKeyCredentialDescriptor(id=passkey.credential_id)
            for passkey in account.passkeys
        ],
    )
    _remember(options.challenge, browser_hash, nu)
    return options_to_json(options)


def vraag_om_te_tonen(browser_hash: bytes, nu: datetime) -> str:
    """What the browser needs to show that it has a passkey, without saying whose (JSON)."""
    from webauthn import generate_authentication_options, options_to_json  # noqa: PLC0415
    from webauthn.helpers.structs import UserVerificationRequirement  # noqa: PLC0415

    options = generate_authentication_options(
        rp_id=_host(), user_verification=UserVerificationRequirement.REQUIRED
    )
    _remember(options.challenge, browser_hash, nu)
    return options_to_json(options)


@dataclass(frozen=True)
class Nieuw:
    """What the device answered, and what its owner calls it."""

    antwoord: str
    naam: str


def voeg_toe(account: Account, nieuw: Nieuw, browser_hash: bytes, nu: datetime) -> Passkey | None:
    """Keep the passkey that the device just made; None when the answer is not right."""
    from webauthn import verify_registration_response  # noqa: PLC0415

    answer, challenge = _consume(nieuw.antwoord, browser_hash, nu)
    if challenge is None:
        return None
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
    except Exception:  # noqa: BLE001  hostile bytes make the parsers raise anything
        return None
    if _passkey(made.credential_id) is not None:
        return None
    passkey = Passkey(
        account=account,
        credential_id=made.credential_id,
        publieke_sleutel=made.credential_public_key,
        teller=made.sign_count,
        naam=nieuw.naam,
        gemaakt_op=nu,
    )
    db.session.add(passkey)
    return passkey


def controleer(antwoord: str, browser_hash: bytes, nu: datetime) -> Account | None:
    """Whose passkey this is, if the device proved it; None when the answer is not right."""
    from webauthn import base64url_to_bytes, verify_authentication_response  # noqa: PLC0415

    answer, challenge = _consume(antwoord, browser_hash, nu)
    if challenge is None:
        return None
    try:
        passkey = _passkey(base64url_to_bytes(str(answer["id"])))
        if passkey is None:
            return None
        shown = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=_origin(),
            credential_public_key=passkey.publieke_sleutel,
            credential_current_sign_count=passkey.teller,
            require_user_verification=True,
        )
    except Exception:  # noqa: BLE001  hostile bytes make the parsers raise anything
        return None
    passkey.teller, passkey.gebruikt_op = shown.new_sign_count, nu
    return passkey.account


def _host() -> str:
    return urlsplit(setting("BASE_URL")).hostname or ""


def _origin() -> str:
    base = urlsplit(setting("BASE_URL"))
    return f"{base.scheme}://{base.netloc}"


def _passkey(credential_id: bytes) -> Passkey | None:
    query = (
        select(Passkey)
        .where(Passkey.credential_id == credential_id)
        .options(selectinload(Passkey.account).selectinload(Account.passkeys))
    )
    return db.session.scalars(query).one_or_none()


def _text(challenge: bytes) -> str:
    return base64.urlsafe_b64encode(challenge).decode().rstrip("=")


def _remember(challenge: bytes, browser_hash: bytes, nu: datetime) -> None:
    db.session.execute(delete(Passkeyvraag).where(Passkeyvraag.verloopt_op < nu))
    row = Passkeyvraag(
        vraag_hash=hashed(_text(challenge)),
        browser_hash=browser_hash,
        verloopt_op=nu + CHALLENGE_VALID,
    )
    db.session.add(row)


def _consume(
    antwoord: str, browser_hash: bytes, nu: datetime
) -> tuple[dict[str, Any], bytes | None]:
    """The answer and the challenge it is for, which is gone from now on."""
    from webauthn import base64url_to_bytes  # noqa: PLC0415

    try:
        answer = json.loads(antwoord)
        told = json.loads(base64url_to_bytes(answer["response"]["clientDataJSON"]))
        challenge = str(told["challenge"])
        raw = base64url_to_bytes(challenge)
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}, None
    statement = (
        delete(Passkeyvraag)
        .where(Passkeyvraag.vraag_hash == hashed(_text(raw)))
        .where(Passkeyvraag.browser_hash == browser_hash, Passkeyvraag.verloopt_op > nu)
        .returning(Passkeyvraag.id)
    )
    return answer, raw if db.session.scalar(statement) is not None else None
