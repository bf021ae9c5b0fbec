"""What the treasurer types: money that came by bank or in cash."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from vereniging.contributie.models import Bron
from vereniging.core.forms import (
    Check,
    DateField,
    Form,
    Length,
    RadioField,
    Required,
    SelectChoice,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.core.money import Bedrag, GeenBedrag

OUDST = timedelta(days=3 * 366)
WEGEN = (Bron.BANK.value, Bron.CONTANT.value)


def _is_bedrag(tekst: str) -> bool:
    try:
        return bool(Bedrag.uit_tekst(tekst))
    except GeenBedrag:
        return False


class OntvangstForm(Form):
    """One amount that a person received."""

    weg = RadioField(
        _l("Hoe kwam het geld binnen?"),
        choices=[SelectChoice("bank", _l("Per bank")), SelectChoice("contant", _l("Contant"))],
        validate_choice=False,
        validators=[Check(lambda weg: weg in WEGEN, _l("Kies bank of contant."))],
    )
    bedrag = StringField(
        _l("Bedrag"),
        [
            Required(_l("Vul een bedrag in, bijvoorbeeld 12,50.")),
            Check(_is_bedrag, _l("Vul een bedrag in, bijvoorbeeld 12,50.")),
        ],
    )
    datum = DateField(_l("Ontvangen op"), [Required(_l("Vul de dag in."))])
    nummer = StringField(
        _l("Nummer van het afschrift"),
        [Length(0, 60)],
        description=_l("Alleen bij een bankbetaling. Een kwitantie krijgt zelf een nummer."),
    )

    def __init__(self, dag: date, **anders: Any) -> None:
        super().__init__(**anders)
        self.dag = dag

    def validate_nummer(self, field: StringField) -> None:
        """A bank line is known by its number; a receipt gets the next one."""
        if self.weg.data == Bron.BANK.value and not field.data:
            raise ValidationError(
                _("Vul het nummer in. Zo boekt niemand hetzelfde geld twee keer.")
            )

    def validate_datum(self, field: DateField) -> None:
        """Money has come in; and a day years ago is a slip of the pen."""
        if field.data and not self.dag - OUDST <= field.data <= self.dag:
            raise ValidationError(_("Vul een dag in die voorbij is, hooguit drie jaar geleden."))


class UitlegForm(Form):
    """Why: kept for who looks at the books later."""

    uitleg = TextAreaField(
        _l("Wat was er aan de hand?"),
        validators=[
            Required(_l("Leg uit wat het was (minstens 10 tekens).")),
            Length(10, 500, _l("Leg uit wat het was (minstens 10 tekens).")),
        ],
    )
