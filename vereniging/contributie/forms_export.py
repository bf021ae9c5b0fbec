"""Which file somebody takes along, and what for."""

from __future__ import annotations

from vereniging.core.forms import Check, Form, Length, RadioField, SelectChoice, StringField
from vereniging.core.i18n import _l

SOORTEN = ("grootboek", "openstaand")


class ExportForm(Form):
    """A file holds names, so the reason is kept."""

    wat = RadioField(
        _l("Welk bestand?"),
        choices=[
            SelectChoice("grootboek", _l("Grootboek: alle boekingen van het jaar")),
            SelectChoice("openstaand", _l("Openstaand: nota’s die niet op nul staan")),
        ],
        validate_choice=False,
        validators=[Check(lambda wat: wat in SOORTEN, _l("Kies een bestand."))],
    )
    doel = StringField(
        _l("Waarvoor gebruikt u het?"),
        [Length(3, 200, _l("Schrijf op waarvoor u het bestand gebruikt."))],
    )
