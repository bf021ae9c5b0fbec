"""The keys of this installation, made from its one secret."""

from __future__ import annotations

import hashlib
import hmac

from flask import current_app

from vereniging.core import links
from vereniging.core.keys import Label, derive


def secrets() -> list[str]:
    """The secret in use and the ones before it."""
    return [current_app.config["SECRET_KEY"], *current_app.config["SECRET_KEY_FALLBACKS"]]


def key(label: Label) -> bytes:
    """The key for one purpose."""
    return derive(current_app.config["SECRET_KEY"], label)


def keys(label: Label) -> list[bytes]:
    """The key for one purpose and its predecessors, to read what is older."""
    return [derive(secret, label) for secret in secrets()]


def fingerprint(label: Label, *parts: str) -> bytes:
    """A keyed hash: equal for equal words, tells nothing without the key."""
    return hmac.new(key(label), "\n".join(parts).encode(), hashlib.sha256).digest()


def token_for(kiem: bytes, doel: str) -> str:
    """The secret part of a link (meldingen.md section 2)."""
    return links.make_token(kiem, doel, secrets())


def seed_in(token: str, doel: str) -> bytes | None:
    """What the row behind this link holds, or None for a link that we did not make."""
    return links.read_token(token, doel, secrets())
