"""The key file of this installation, and the lock that orders voting and closing."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import text

from vereniging.core.config import setting
from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.stembus.models import Stemming
from vereniging.stembus.protocol.sleutels import Sleutelbestand, SleutelbestandFout
from vereniging.stembus.stappen.stemmen import Stemsleutels

ALONE = text("SELECT pg_advisory_xact_lock(:number)")
TOGETHER = text("SELECT pg_advisory_xact_lock_shared(:number)")
_loaded: dict[bytes, Stemsleutels] = {}


class GeenSleutelbestand(DomainError):
    """Without its key file the ballot box neither opens nor counts."""

    message = _l("Het sleutelbestand van de stembus is niet te lezen. Bel de beheerder.")


def sleutelbestand() -> Sleutelbestand:
    """STEMBUS_KEY_FILE, with its copy when there is one."""
    copy = setting("STEMBUS_KEY_COPY")
    return Sleutelbestand(Path(setting("STEMBUS_KEY_FILE")), Path(copy) if copy else None)


def stemsleutels() -> Stemsleutels:
    """Signing and code keys, loaded once per process; raises GeenSleutelbestand."""
    try:
        seed = sleutelbestand().ondertekening()
    except SleutelbestandFout:
        raise GeenSleutelbestand from None
    if seed not in _loaded:
        _loaded[seed] = Stemsleutels.van(seed)
    return _loaded[seed]


def alone(stemming: Stemming) -> None:
    """Nobody votes, opens, closes or counts while this unit decides; the vote as it is now."""
    lock(stemming, exclusive=True)
    db.session.flush()
    db.session.refresh(stemming)


def lock(stemming: Stemming, *, exclusive: bool) -> None:
    """Order voting against closing; on SQLite the writer lock already does (protocol 4.8)."""
    if db.engine.dialect.name == "sqlite":
        return
    number = int.from_bytes(hashlib.sha256(stemming.slug.encode()).digest()[:8], signed=True)
    db.session.execute(ALONE if exclusive else TOGETHER, {"number": number})
