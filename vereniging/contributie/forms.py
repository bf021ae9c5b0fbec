"""What the treasurer types: money that came by bank or in cash."""

from __future__ import annotations

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
)
from vereniging.core.i18n import _l
from vereniging.core.money import Bedrag, GeenBedrag

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
        _l("Nummer van het afschrift of de kwitantie"),
        [
            Required(_l("Vul het nummer in. Zo boekt niemand hetzelfde geld twee keer.")),
            Length(1, 60, _l("Vul het nummer in. Zo boekt niemand hetzelfde geld twee keer.")),
        ],
    )
