"""What somebody fills in on a walk, on a phone."""

from __future__ import annotations

import re

from wtforms import MultipleFileField

from vereniging.convenant.queries import partijen
from vereniging.core.forms import (
    Check,
    DateField,
    Form,
    HiddenField,
    Length,
    Optional,
    Required,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from vereniging.core.i18n import _l
from vereniging.meldingen.forms.melder import PlekForm

SLEUTEL = re.compile(r"[A-Za-z0-9-]{16,64}")


class SchouwForm(Form):
    """When, where along, and who walks."""

    datum = DateField(_l("Datum"), [Required(_l("Vul een datum in."))])
    route = StringField(_l("Route"), [Length(3, 200, _l("Schrijf waar u langs loopt."))])
    partijen = SelectMultipleField(_l("Wie lopen mee?"), [Optional()])

    def vul_keuzes(self) -> None:
        """Offer the five seats."""
        self.partijen.choices = [SelectChoice(each.code, each.naam) for each in partijen()]


class PuntcontroleForm(PlekForm):
    """A finding, looked at once more."""

    tekst = TextAreaField(
        _l("Wat is er?"), [Length(5, 1000, _l("Schrijf in ten minste 5 tekens wat er is."))]
    )


class PuntForm(PuntcontroleForm):
    """A finding with its photo; the key makes that sending twice is once."""

    fotos = MultipleFileField(_l("Foto"), [Optional()])
    sleutel = HiddenField(
        validators=[
            Check(
                lambda data: SLEUTEL.fullmatch(data or ""),
                _l("Laad deze pagina opnieuw en vul het punt nog eens in."),
            )
        ]
    )
