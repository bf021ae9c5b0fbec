"""Where a member belongs: with whom one nota is paid."""

from __future__ import annotations

from typing import Any

from vereniging.core.forms import (
    BooleanField,
    Form,
    Length,
    RadioField,
    Required,
    StringField,
    ValidationError,
)
from vereniging.core.i18n import _l

EIGEN = "eigen"
HOE = [
    Required(_l("Schrijf op hoe u dit weet, bijvoorbeeld: gebeld door het lid.")),
    Length(3, 300, _l("Schrijf op hoe u dit weet, in 3 tot 300 tekens.")),
]
HOE_UITLEG = _l("Dit staat later bij de wijziging, bijvoorbeeld: gebeld door het lid.")


class HuishoudenForm(Form):
    """The household that this member goes to, and why."""

    naar = RadioField(_l("Waar hoort dit lid bij?"), validate_choice=False)
    met_allen = BooleanField(_l("De huisgenoten van nu gaan mee."))
    reden = StringField(_l("Hoe weet u dit?"), HOE, description=HOE_UITLEG)

    def validate_naar(self, field: Any) -> None:
        """Only what is offered can be chosen."""
        if field.data not in {choice.value for choice in field.choices or []}:
            raise ValidationError(_l("Kies een huishouden uit de lijst."))


class BetalerForm(Form):
    """Who gets the nota of the household, and why."""

    betaler = RadioField(_l("Wie betaalt de nota?"), validate_choice=False)
    hoe = StringField(_l("Hoe weet u dit?"), HOE, description=HOE_UITLEG)

    def validate_betaler(self, field: Any) -> None:
        """Only somebody of this household pays for it."""
        if field.data not in {choice.value for choice in field.choices or []}:
            raise ValidationError(_l("Kies iemand uit dit huishouden."))
