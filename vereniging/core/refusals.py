"""Every no is a Dutch page: what happened, what was kept, what to do."""

from __future__ import annotations

import traceback
from collections.abc import Callable

from flask import Flask, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from limits.errors import StorageError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from vereniging.core import db as database
from vereniging.core.errors import Busy, DomainError
from vereniging.core.i18n import _
from vereniging.core.logging import failure
from vereniging.core.security import SAFE, is_same_origin

NEVER_KEPT = {"csrf_token", "wachtzin", "wachtzin_nog_eens"}  # a secret is typed, never sent back
PAGES = {400, 403, 404, 405, 409, 410, 413, 429, 500, 503}

_protocols: dict[str, Callable[[int], Response]] = {}


def init_app(app: Flask) -> None:
    """Answer every error with a page of our own."""
    app.register_error_handler(DomainError, _rule)
    app.register_error_handler(Busy, _busy)
    app.register_error_handler(StorageError, _busy)  # the limits cannot be counted: closed
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(RateLimitExceeded, _too_often)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def speak_protocol(prefix: str, answer: Callable[[int], Response]) -> None:
    """Below this path an error takes the form of a protocol, by its status, and no page."""
    _protocols[prefix] = answer


def kept_fields() -> list[tuple[str, str]]:
    """What was typed, to be shown and sent again."""
    if request.method in SAFE:
        return []
    return [pair for pair in request.form.items(multi=True) if pair[0] not in NEVER_KEPT]


def page(status: int, **context: object) -> Response:
    """The page for this status, without a trace of the failed unit."""
    database.undo()
    for prefix, answer in _protocols.items():
        if request.path.startswith(prefix):
            return answer(status)
    name = status if status in PAGES else (400 if status < 500 else 500)
    return make_response(render_template(f"fouten/{name}.html", **context), status)


def keep(status: int, sentence: str, *, login: str | None = None) -> Response:
    """A page that holds everything that was typed, ready to be sent again."""
    database.undo()
    body = render_template(
        "fouten/bewaard.html",
        velden=kept_fields(),
        actie=request.full_path.rstrip("?"),
        zin=sentence,
        knop=_("Verstuur opnieuw"),
        inloggen=login,
    )
    return make_response(body, status)


def _rule(error: DomainError) -> ResponseReturnValue:
    return page(409, zin=str(error), velden=kept_fields())


def _busy(_error: Exception) -> ResponseReturnValue:
    if request.method in SAFE:
        response = page(503)
    else:
        response = keep(
            503,
            _(
                "Het is even heel druk. Uw gegevens staan er nog. "
                "Probeer het over een paar seconden opnieuw."
            ),
        )
    response.headers["Retry-After"] = "5"
    return response


def _stale(_error: CSRFError) -> ResponseReturnValue:
    if request.headers.get("Sec-Fetch-Site") and is_same_origin():
        return keep(403, _("U was te lang weg. Uw tekst staat er nog."))
    return page(400)


def _too_often(_error: RateLimitExceeded) -> ResponseReturnValue:
    return keep(
        429, _("U probeert dit te vaak. Wacht een paar minuten en probeer het dan opnieuw.")
    )


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, SecurityError):  # a host name that is not ours: no page has an address
        return Response(_("Dit adres kennen wij niet."), 400, mimetype="text/plain")
    if error.response is not None:
        return error.get_response()
    response = page(error.code or 500)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _broken(error: Exception) -> ResponseReturnValue:
    if isinstance(error, InternalServerError) and error.original_exception:
        error = error.original_exception  # type: ignore[assignment]
    spot = traceback.extract_tb(error.__traceback__)[-1:]
    where = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in spot]
    failure("broken", kind=type(error).__name__, where=where)
    try:
        return page(500)
    except Exception as again:  # noqa: BLE001  a page that breaks must not hide behind a bare error
        database.undo()
        failure("error page broken", kind=type(again).__name__)
        text = _("Er ging iets mis bij ons. Er is niets veranderd. Probeer het straks opnieuw.")
        return Response(text, 500, mimetype="text/plain")
