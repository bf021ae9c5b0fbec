"""Views: who may see them, and one transaction around each.

Return commits, raise rolls back. A GET can only read.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

import flask
from flask import Flask, Response, flash, g, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from vereniging.core import db as database
from vereniging.core.clock import now
from vereniging.core.errors import DomainError
from vereniging.core.forms import KEY_FIELD, earlier_answer, remember_answer
from vereniging.core.i18n import _l
from vereniging.core.references import (
    KenmerkConverter,
    NumberConverter,
    SlugConverter,
    TokenConverter,
    YearConverter,
)
from vereniging.core.routing import LateRule
from vereniging.core.security import SAFE, csrf, limiter

__all__ = [
    "Audience",
    "Blueprint",
    "audience_of",
    "done",
    "everyone",
    "flash",
    "link",
    "local_path",
    "redirect",
    "url_for",
    "view_of",
]

View = TypeVar("View", bound=Callable[..., Any])


class Conflict(DomainError):
    """Two people changed the same thing, and so again on the second try."""

    message = _l(
        "Iemand anders veranderde dit net ook. Bekijk het opnieuw en probeer het nog eens."
    )


class Audience(Protocol):
    """Who may use a route: says whether this visitor is in it, and else where they go."""

    naam: str

    def __call__(self) -> bool: ...

    def includes(self) -> bool:
        """Whether this visitor has the role, also before the second factor."""

    def turn_away(self, *, fresh: bool) -> ResponseReturnValue | None:
        """None when welcome; else the answer (login, step-up) or a 403."""


class Everyone:
    """No sign-in needed."""

    naam = "iedereen"

    def __call__(self) -> bool:
        return True

    def includes(self) -> bool:
        """Everybody is."""
        return True

    def turn_away(self, *, fresh: bool) -> None:
        """Nobody is turned away."""


everyone = Everyone()


class Blueprint(flask.Blueprint):
    """A flask.Blueprint whose every route names its audience (`allow=`).

    Options: `urgent` is never held up by readers (ballots, health); `fresh` wants a step-up of at
    most ten minutes ago; `max_body` in bytes; `limit` is a
    coarse limit per network; `csrf=False` is for the webhook and one-click unsubscribe alone;
    `csrf="origin"` trusts the browser's word on who sent it (preferences: nothing to protect, and
    a token would give every visitor a cookie).
    """

    def route(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Register a view for an audience; TypeError without `allow=`."""
        if "allow" not in options:
            message = f"{rule}: say who may, with allow="
            raise TypeError(message)
        traits = {
            name: options.pop(name, None)
            for name in ("allow", "fresh", "max_body", "limit", "csrf", "urgent")
        }

        def decorate(view: View) -> View:
            guarded = _guard(view, traits["allow"], fresh=bool(traits["fresh"]))
            for name, value in traits.items():
                setattr(guarded, name, value)
            if traits["csrf"] in {False, "origin"}:
                csrf.exempt(guarded)
            if traits["limit"]:
                guarded = limiter.limit(traits["limit"], methods=["POST"])(guarded)
            endpoint = options.pop("endpoint", None)
            self.add_url_rule(rule, endpoint, guarded, **options)
            return view

        return decorate


def _guard(view: View, allow: Audience, *, fresh: bool) -> Callable[..., ResponseReturnValue]:
    @wraps(view)
    def guarded(**values: Any) -> ResponseReturnValue:
        def answer() -> ResponseReturnValue:
            turned_away = allow.turn_away(fresh=fresh)
            return view(**values) if turned_away is None else turned_away

        return _read(answer) if request.method in SAFE else _write(answer)

    return guarded


def _read(answer: Callable[[], ResponseReturnValue]) -> Response:
    with database.translated():
        response = make_response(answer())
        database.undo()
    return response


def _write(answer: Callable[[], ResponseReturnValue]) -> Response:
    for last in (False, True):
        try:
            with database.translated():
                return _write_once(answer)
        except IntegrityError:
            database.undo()
            if last:
                raise Conflict from None
            _rewind()
        except BaseException:
            database.undo()
            raise
    raise AssertionError  # pragma: no cover  the loop returns or raises


def _write_once(answer: Callable[[], ResponseReturnValue]) -> Response:
    database.start_writing()
    key = request.form.get(KEY_FIELD, "")
    if key and (earlier := earlier_answer(key, request.path)):
        database.undo()
        return make_response(redirect(earlier, 303))
    response = make_response(answer())
    if key and response.status_code == 303:
        remember_answer(key, request.path, response.location or "/", now())
    database.finish()
    return response


def _rewind() -> None:
    session.pop("_flashes", None)
    g.pop("_login_user", None)
    for upload in request.files.values():
        upload.stream.seek(0)


def done(endpoint: str, sentence: str = "", **values: Any) -> ResponseReturnValue:
    """Say that it is done, and go on to a page (303)."""
    if sentence:
        flash(sentence, "gelukt")
    return redirect(url_for(endpoint, **values), 303)


def page_number(name: str = "blad") -> int:
    """The page that the address asks for, from 1."""
    typed = request.args.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


def view_of(endpoint: str) -> Any:
    """The view behind an endpoint, or None when no package gives it."""
    return flask.current_app.view_functions.get(endpoint)


def link(endpoint: str, **values: Any) -> str:
    """The address of a page; with `_external=True` under BASE_URL, whoever asks."""
    external = values.pop("_external", False)
    path = url_for(endpoint, **values, _external=False)
    return f"{flask.current_app.config['BASE_URL']}{path}" if external else path


def audience_of(path: str) -> Audience:
    """Who may open this page of ours; NotFound when none answers there."""
    adapter = flask.current_app.url_map.bind("localhost")
    endpoint, _values = adapter.match(path.partition("?")[0], method="GET")
    return getattr(view_of(endpoint), "allow", everyone)


def local_path(wanted: str | None) -> str:
    """A path of this site that a GET answers; anything else becomes home."""
    path = wanted or "/"
    if not path.startswith("/") or path.startswith("//") or "\\" in path or not path.isprintable():
        return "/"
    adapter = flask.current_app.url_map.bind("localhost")
    try:
        adapter.match(path.partition("?")[0], method="GET")
    except Exception:  # noqa: BLE001  werkzeug raises NotFound, MethodNotAllowed, RequestRedirect
        return "/"
    return path


def init_app(app: Flask) -> None:
    """Typed parameters for addresses, and nothing of a session left on the connection."""
    app.url_rule_class = LateRule
    app.url_map.converters.update(
        kenmerk=KenmerkConverter,
        slug=SlugConverter,
        token=TokenConverter,
        jaar=YearConverter,
        int=NumberConverter,
    )
    app.url_map.strict_slashes = True
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
