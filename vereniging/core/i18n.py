"""Words, dates and amounts as people read them; Dutch is the source language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from babel.dates import format_date, format_time
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, force_locale, get_locale
from flask_babel import gettext as _gettext
from flask_babel import lazy_gettext as _lazy_gettext
from flask_babel import ngettext as _ngettext

from vereniging.core.clock import AMSTERDAM
from vereniging.core.resources import resource

__all__ = ["LANGUAGES", "_", "_l", "current_language", "in_language", "init_app", "ngettext"]

LANGUAGES = ("nl", "en")


def _(text: str, **values: object) -> str:
    """A sentence in the reader's language; Dutch is the source."""
    return str(_gettext(text, **values))


def _l(text: str) -> Any:
    """The same, said when it is shown: for constants of a module."""
    return _lazy_gettext(text)


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """A sentence that counts; `%(num)s` is the number."""
    return str(_ngettext(one, many, num, **values))


def init_app(app: Flask) -> None:
    """Choose the language per request, and teach templates dates and amounts."""
    app.config["BABEL_DEFAULT_LOCALE"] = "nl"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Amsterdam"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(resource("translations"))
    Babel(app, locale_selector=_select)
    app.jinja_env.filters.update(datum=datum, dag=datum, datumtijd=datumtijd, tijd=tijd, kort=kort)


def _select() -> str:
    if not has_request_context():
        return "nl"
    chosen = g.get("taal") or request.cookies.get("taal")
    return chosen if chosen in LANGUAGES else "nl"


def current_language() -> str:
    """The language of this answer: nl or en."""
    return str(get_locale() or "nl")


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Say things in a receiver's language, whatever the reader's is."""
    with force_locale(language if language in LANGUAGES else "nl"):
        yield


def _day(moment: Any) -> date:
    return moment.astimezone(AMSTERDAM).date() if isinstance(moment, datetime) else moment


def datum(moment: Any) -> str:
    """`zondag 22 november 2026` of a day or a moment."""
    return format_date(_day(moment), "EEEE d MMMM y", locale=current_language())


def kort(moment: Any) -> str:
    """`22 november 2026` of a day or a moment."""
    return format_date(_day(moment), "d MMMM y", locale=current_language())


def tijd(moment: datetime) -> str:
    """`20.00 uur` of a moment."""
    local = moment.astimezone(AMSTERDAM)
    if current_language() == "nl":
        return f"{local:%H.%M} uur"
    return format_time(local, "HH:mm", locale="en")


def datumtijd(moment: datetime) -> str:
    """`zondag 22 november 2026, 20.00 uur` of a moment."""
    return f"{datum(moment)}, {tijd(moment)}"
