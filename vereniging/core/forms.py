"""Forms keep what was typed, speak Dutch, and count once however often they are sent."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask_wtf import FlaskForm
from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Mapped, mapped_column
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms import DateField as AnyDateField
from wtforms.validators import InputRequired, Optional, StopValidation, ValidationError

from vereniging.core.db import Base, db, digest
from vereniging.core.i18n import _, _l

__all__ = [
    "BooleanField",
    "DateField",
    "Field",
    "Form",
    "HiddenField",
    "InputRequired",
    "IntegerField",
    "Length",
    "Optional",
    "PasswordField",
    "RadioField",
    "Required",
    "SelectChoice",
    "SelectField",
    "SelectMultipleField",
    "StringField",
    "TextAreaField",
    "ValidationError",
]

YEARS = range(1900, 2200)
KEY_FIELD = "formuliersleutel"
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CONTROLS_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class Formuliersleutel(Base):
    """A form that was accepted, with the answer it got; sent again it gets that answer again."""

    __tablename__ = "formuliersleutel"

    sleutel: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    antwoord: Mapped[str]
    op: Mapped[datetime]


def new_key() -> str:
    """A fresh one-time key for a form."""
    return secrets.token_urlsafe(16)


def earlier_answer(key: str, path: str) -> str | None:
    """Where the same form was sent on to before, if it was."""
    wanted = digest(key, path)
    query = select(Formuliersleutel.antwoord).where(Formuliersleutel.sleutel == wanted)
    return db.session.scalars(query).one_or_none()


def remember_answer(key: str, path: str, answer: str, nu: datetime) -> None:
    """Keep the answer beside what the form did, in the same transaction."""
    db.session.add(Formuliersleutel(sleutel=digest(key, path), antwoord=answer[:255], op=nu))


def tidy_line(value: str | None) -> str | None:
    """One line: NFC, no control or direction characters, no spaces around it."""
    if value is None:
        return None
    return CONTROLS.sub("", unicodedata.normalize("NFC", value)).strip()


def tidy_text(value: str | None) -> str | None:
    """More lines: NFC, one kind of line end, no control characters."""
    if value is None:
        return None
    text = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")
    return CONTROLS_IN_TEXT.sub("", text).strip()


NO_DAY = _l("Vul een datum in, bijvoorbeeld 1-12-2026.")
BUILT_IN = {
    "Not a valid choice.": _l("Kies een van de mogelijkheden."),
    "Not a valid integer value.": _l("Vul een heel getal in, bijvoorbeeld 12."),
    "Not a valid date value.": NO_DAY,
    "Not a valid datetime value.": _l("Vul een datum en tijd in."),
    "Not a valid time value.": _l("Vul een tijd in, bijvoorbeeld 20:00."),
    "This field is required.": _l("Vul dit in."),
    "Invalid Choice: could not coerce.": _l("Kies een van de mogelijkheden."),
}


class Dutch:
    """The few sentences that WTForms says by itself, in the reader's language."""

    @staticmethod
    def gettext(text: str) -> str:
        return str(BUILT_IN.get(text, _l("Kies een van de mogelijkheden.")))

    @staticmethod
    def ngettext(one: str, many: str, count: int) -> str:
        return Dutch.gettext(one if count == 1 else many)


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """The base of every form: CSRF, a one-time key, tidied text."""

    formuliersleutel = HiddenField(default=new_key)

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # the same
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            kind = unbound_field.field_class
            if issubclass(kind, TextAreaField):
                options.setdefault("filters", []).append(tidy_text)
            elif issubclass(kind, StringField):
                options.setdefault("filters", []).append(tidy_line)
            return super().bind_field(form, unbound_field, options)

        def get_translations(self, _form: Any) -> type[Dutch]:
            return Dutch


class DateField(AnyDateField):  # type: ignore[misc]  # WTForms is untyped
    """A day of our own time; as browsers send it, or typed the Dutch way."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, format=["%Y-%m-%d", "%d-%m-%Y"], **options)

    data: Any

    def process_formdata(self, valuelist: Any) -> None:
        """Read it; a year that nobody means is a slip of the finger."""
        if not any(text.strip() for text in valuelist):
            self.data = None
            return
        super().process_formdata(valuelist)
        if self.data and self.data.year not in YEARS:
            self.data = None
            raise ValueError(str(NO_DAY))


class Required:
    """Something must be filled in; the sentence says what, with an example."""

    field_flags = {"required": True}

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, _form: object, field: Any) -> None:
        if field.process_errors:
            raise StopValidation  # what was typed is not a day or a number; that is said already
        if not (field.data.strip() if isinstance(field.data, str) else field.data):
            field.errors[:] = []
            raise StopValidation(str(self.message))


class Length:
    """Between two numbers of characters; too long says how many there were."""

    def __init__(self, lowest: int, highest: int, message: Any = None) -> None:
        self.lowest, self.highest, self.message = lowest, highest, message

    def __call__(self, _form: object, field: Any) -> None:
        count = len(field.data or "")
        if count > self.highest:
            sentence = _(
                "U gebruikte %(aantal)s tekens, %(grens)s is de grens.",
                aantal=_thousands(count),
                grens=_thousands(self.highest),
            )
            raise StopValidation(sentence)
        if count < self.lowest:
            raise StopValidation(
                str(self.message or _l("Schrijf wat meer.")),
            )


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


class Check:
    """A rule on one field as a function: true is good, else the sentence."""

    def __init__(self, rule: Callable[[Any], object], message: Any) -> None:
        self.rule, self.message = rule, message

    def __call__(self, _form: object, field: Any) -> None:
        if not self.rule(field.data):
            raise StopValidation(str(self.message))
