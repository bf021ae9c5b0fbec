"""What is typed about a statement of the bank."""

from __future__ import annotations

import re

from wtforms import FileField

from vereniging.core.forms import (
    Check,
    Form,
    HiddenField,
    Length,
    Required,
    StringField,
    TextAreaField,
)
from vereniging.core.i18n import _l

KENMERK = re.compile(r"N-[0-9]{4}-[0-9]{4,6}")


class AfschriftForm(Form):
    """A file of the bank."""

    bestand = FileField(
        _l("Dagafschrift (CAMT.053 of MT940)"), [Required(_l("Kies het bestand van de bank."))]
    )


class BoekingForm(Form):
    """The nota that a line is for."""

    nota = StringField(
        _l("Nummer van de nota"),
        [
            Required(_l("Vul het nummer van de nota in, bijvoorbeeld N-2027-0042.")),
            Check(
                lambda typed: KENMERK.fullmatch(typed.upper()),
                _l("Vul het nummer van de nota in, bijvoorbeeld N-2027-0042."),
            ),
        ],
    )


class OpzijForm(Form):
    """Why a line is no dues."""

    reden = TextAreaField(
        _l("Waarvoor is dit geld?"), [Length(3, 500, _l("Schrijf op waarvoor dit geld is."))]
    )


class ZekereForm(Form):
    """Go on with the lines that were shown."""

    gezien = HiddenField(validators=[Required(_l("Kies de regels."))])
