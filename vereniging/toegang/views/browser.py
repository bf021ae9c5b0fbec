"""What a browser brings along: its own secret, and what it calls itself."""

from __future__ import annotations

import re
import secrets

from flask import Response, after_this_request, g, request

from vereniging.core.config import setting
from vereniging.toegang.models import LOGIN_VALID, hashed
from vereniging.toegang.sessions import current_session

SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def _cookie() -> str:
    return f"{setting('COOKIE_PREFIX')}inlog"


def known_secret() -> str:
    """The secret that this browser got when it began to sign in; empty without one."""
    value = request.cookies.get(_cookie(), "")
    return value if SECRET.fullmatch(value) else ""


def browser_secret() -> str:
    """The same, or a new one; its cookie then lasts ten minutes more."""
    if "inlog" not in g:
        g.inlog = known_secret() or secrets.token_urlsafe(32)
        after_this_request(_keep)
    return str(g.inlog)


def _keep(response: Response) -> Response:
    response.set_cookie(
        _cookie(),
        g.inlog,
        max_age=int(LOGIN_VALID.total_seconds()),
        path="/",
        secure=setting("SESSION_COOKIE_SECURE"),
        httponly=True,
        samesite="Lax",
    )
    return response


def forget_secret() -> None:
    """Signed in: the next time begins with a new secret."""

    def drop(response: Response) -> Response:
        response.delete_cookie(
            _cookie(),
            path="/",
            secure=setting("SESSION_COOKIE_SECURE"),
            httponly=True,
            samesite="Lax",
        )
        return response

    after_this_request(drop)


def binding() -> bytes:
    """What a challenge is tied to: the session, or the secret of a browser without one."""
    sessie = current_session()
    return sessie.sleutel_hash if sessie else hashed(browser_secret())


def device_name() -> str:
    """`Firefox, Windows`: enough to recognise a device in the list."""
    agent = request.user_agent.string
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return ", ".join(part for part in (browser, system) if part)
