"""Mailings for tests; `**anders` changes any field."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.policy import default
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from tests.factories import een_lid
from vereniging.core.db import db
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.post import mailingen
from vereniging.post.models import Mail, Mailing
from vereniging.toegang.models import Account

NU = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
TEKST = "Wij planten zaterdag bomen.\n\nKomt u ook?"


def een_account(email: str) -> Account:
    """Somebody who can sign in."""
    account = Account(email=email, gemaakt_op=NU)
    db.session.add(account)
    db.session.flush()
    return account


NUMMERS = count(1)


def een_mailing(**anders: Any) -> Mailing:
    """A draft."""
    velden = {"onderwerp": "nieuws", "titel": "Bomen planten", "tekst": TEKST, "keuze": {}}
    door = anders.pop("door", None) or een_account(f"schrijver{next(NUMMERS)}@example.org").id
    return mailingen.opstellen({**velden, **anders}, door, NU)


def goedgekeurd(mailing: Mailing) -> Mailing:
    """Two persons let it go."""
    db.session.flush()
    mailingen.leg_voor(mailing, mailing.gemaakt_door_id, NU)
    ander = een_account(f"ander-{mailing.kenmerk.lower()}@example.org")
    mailingen.keur_goed(mailing, ander.id, mailing.versie, NU)
    return mailing


def leden(*velden: dict[str, Any]) -> list[Any]:
    """Stored members."""
    made = [een_lid(**veld) for veld in velden]
    db.session.add_all(made)
    db.session.flush()
    return made


def mails(mailing: Mailing) -> list[Mail]:
    """Its rows in the outbox, by member."""
    query = select(Mail).where(Mail.mailing_id == mailing.id).order_by(Mail.lid_id)
    return list(db.session.scalars(query))


def tekst_van(mail: Mail) -> str:
    """What a message says."""
    return unseal(keys(Label.MAIL), mail.tekst or b"")


def postvak(app: Flask, folder: Path) -> Path:
    """Messages go to this folder."""
    app.config["POST_FOLDER"] = str(folder)
    return folder


def brieven(folder: Path) -> list[Message]:
    """What arrived."""
    return [message_from_bytes(path.read_bytes(), policy=default) for path in folder.iterdir()]


def gelezen(folder: Path) -> dict[str, Message]:
    """What arrived, by address."""
    return {str(letter["To"]): letter for letter in brieven(folder)}


def inhoud(letter: Message) -> str:
    """What a letter says."""
    text: str = letter.get_content()  # type: ignore[attr-defined]  # an EmailMessage, by its policy
    return text.replace("\r\n", "\n")
