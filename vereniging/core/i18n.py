"""Words, dates and amounts as people read them; Dutch is the source language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from babel.dates import format_date, format_time
from babel.support import NullTranslations
from flask import Flask, g, has_app_context, has_request_context, request
from flask_babel import Babel, force_locale, get_locale, get_translations
from flask_babel.speaklater import LazyString

from vereniging.core.clock import AMSTERDAM
from vereniging.core.resources import resource

__all__ = ["LANGUAGES", "_", "_l", "current_language", "in_language", "init_app", "ngettext"]

LANGUAGES = ("nl", "en")


def _(text: str, **values: object) -> str:
    """A sentence in the reader's language; Dutch is the source."""
    said = _catalogue().ugettext(text)
    return str(said % values if values else said)


def _l(text: str) -> Any:
    """The same, said when it is shown: for constants of a module."""
    return LazyString(_, text)


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """A sentence that counts; `%(num)s` is the number."""
    return str(_catalogue().ungettext(one, many, num) % {"num": num, **values})


def _catalogue() -> NullTranslations:
    """Sought once per request: to seek it for each sentence costs more than to say one."""
    if not has_app_context():
        return NullTranslations()
    if g.get("catalogue") is None:
        g.catalogue = get_translations()
    return g.catalogue  # type: ignore[no-any-return]  # flask.g is untyped


def init_app(app: Flask) -> None:
    """Choose the language per request, and teach templates dates and amounts."""
    app.config["BABEL_DEFAULT_LOCALE"] = "nl"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Amsterdam"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(resource("translations"))
    Babel(app, locale_selector=_select)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of its i18n extension
        gettext=lambda text: _catalogue().ugettext(text),
        ngettext=lambda one, many, num: _catalogue().ungettext(one, many, num),
        newstyle=True,
    )
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
    own = g.pop("catalogue", None)
    try:
        with force_locale(language if language in LANGUAGES else "nl"):
            yield
    finally:
        g.catalogue = own


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
