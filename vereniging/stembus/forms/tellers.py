"""What is filled in around a secret vote: who the tellers are, and each teller's wachtzin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vereniging.core.forms import (
    BooleanField,
    Form,
    InputRequired,
    Length,
    PasswordField,
    SelectChoice,
    SelectMultipleField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.leden.models import Lid
from vereniging.stembus.protocol.tellers import TELLERS, WACHTZIN_MIN

WACHTZIN_MAX = 200
KORT = _l("Gebruik minstens 20 tekens, zoals vijf losse woorden.")


class TellersForm(Form):
    """Three people out of those with the office of teller."""

    tellers = SelectMultipleField(
        _l("Wie zijn de drie tellers?"), coerce=str, validate_choice=False
    )

    def __init__(self, bekwaam: Sequence[Lid], gekozen: Sequence[int] = ()) -> None:
        super().__init__(data={"tellers": [str(nummer) for nummer in gekozen]})
        self.bekwaam = {str(lid.lidnummer): lid for lid in bekwaam}
        self.tellers.choices = [
            SelectChoice(nummer, lid.naam) for nummer, lid in self.bekwaam.items()
        ]

    def validate_tellers(self, field: Any) -> None:
        """Exactly three that can be chosen."""
        if len(set(field.data) & self.bekwaam.keys()) != len(TELLERS):
            raise ValidationError(_("Kies precies drie tellers."))

    def gekozen(self) -> list[Lid]:
        """Those three; only after validation."""
        return [lid for nummer, lid in self.bekwaam.items() if nummer in self.tellers.data]


class WachtzinForm(Form):
    """A wachtzin to try or to open with; it is never shown again."""

    formuliersleutel = None  # WTForms: no such field, a second try is a new try
    wachtzin = PasswordField(
        _l("Uw wachtzin"), validators=[Length(1, WACHTZIN_MAX, _l("Typ uw wachtzin."))]
    )


class TellersleutelForm(Form):
    """A new wachtzin, typed twice."""

    formuliersleutel = None  # WTForms: no such field, a second key replaces the first
    wachtzin = PasswordField(
        _l("Bedenk een wachtzin"), validators=[Length(WACHTZIN_MIN, WACHTZIN_MAX, KORT)]
    )
    wachtzin_nog_eens = PasswordField(
        _l("Typ de wachtzin nog een keer"), validators=[Length(1, WACHTZIN_MAX, KORT)]
    )

    def validate_wachtzin(self, field: Any) -> None:
        """Not one sign over and over."""
        if len(set(field.data)) < 8:
            raise ValidationError(_("Deze wachtzin is te makkelijk. Gebruik vijf losse woorden."))

    def validate_wachtzin_nog_eens(self, field: Any) -> None:
        """What was typed twice is no mistake."""
        if field.data != self.wachtzin.data:
            raise ValidationError(_("De twee wachtzinnen zijn niet gelijk."))


class WortelForm(Form):
    """A teller wrote the root down."""

    genoteerd = BooleanField(
        _l("Ik heb de wortel genoteerd"),
        validators=[InputRequired(_l("Schrijf de wortel over en zet dan een vinkje."))],
    )
