"""What every template may use."""

from __future__ import annotations

from flask import Flask
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from vereniging.core.forms import new_key
from vereniging.core.i18n import _, current_language, ngettext
from vereniging.core.money import Bedrag
from vereniging.core.tags import LABELS, TAGS


def init_app(app: Flask) -> None:
    """Macros are imported without context, so what they need is global."""
    app.jinja_env.globals.update(
        TAGS=TAGS,
        LABELS=LABELS,
        form_key=new_key,
        csrf_token=generate_csrf,
        current_language=current_language,
        _=_,
        ngettext=ngettext,
    )
    app.jinja_env.filters.update(bedrag=_bedrag, alineas=_alineas)


def _bedrag(amount: Bedrag) -> str:
    return amount.voor_mensen()


def _alineas(text: str) -> Markup:
    """What a person typed, with its paragraphs and line ends."""
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    lines = (Markup("<br>").join(part.split("\n")) for part in paragraphs)
    return Markup("").join(Markup("<p>{}</p>").format(part) for part in lines)
