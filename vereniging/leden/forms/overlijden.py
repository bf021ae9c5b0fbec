"""The secretary hears that a member died."""

from __future__ import annotations

from typing import Any

from vereniging.core.forms import (
    DateField,
    Form,
    Length,
    Required,
    StringField,
    ValidationError,
)
from vereniging.core.i18n import _l


class OverlijdenForm(Form):
    """When, how we know, and the number of the member, so that it is nobody else."""

    lidnummer: int = 0
    dag = DateField(_l("Dag van overlijden"), [Required(_l("Vul de dag van overlijden in."))])
    reden = StringField(
        _l("Hoe weet u dit?"),
        [
            Required(_l("Schrijf op hoe u dit weet, bijvoorbeeld: gebeld door familie.")),
            Length(3, 300, _l("Schrijf op hoe u dit weet, in 3 tot 300 tekens.")),
        ],
    )
    controle = StringField(
        _l("Lidnummer, ter controle"),
        [Required(_l("Vul het lidnummer in. Het staat bovenaan deze pagina."))],
    )

    def validate_controle(self, field: Any) -> None:
        """A slip on the list must not end the membership of somebody else."""
        if field.data.strip() != str(self.lidnummer):
            raise ValidationError(
                _l("Dit is een ander lidnummer. Kijk of u bij dit lid moet zijn.")
            )
