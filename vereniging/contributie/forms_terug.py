"""What is typed about money that goes back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from vereniging.betalingen.models import Betaling, Terugweg
from vereniging.contributie.forms_tarieven import BEDRAG, lees
from vereniging.core.forms import (
    BooleanField,
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
from vereniging.core.money import Bedrag

LANG = timedelta(days=366)


class TerugvraagForm(Form):
    """Ask to give money back: through the payment it came with, or by hand."""

    weg = RadioField(_l("Hoe gaat het geld terug?"))
    bedrag = StringField(_l("Bedrag"), [Required(BEDRAG), Check(lees, BEDRAG)])
    reden = TextAreaField(
        _l("Waarom gaat dit geld terug?"),
        [Length(10, 500, _l("Leg uit waarom (minstens 10 tekens)."))],
    )

    def __init__(self, betalingen: Iterable[Betaling], **anders: Any) -> None:
        super().__init__(**anders)
        self.betalingen = {f"mollie-{one.id}": one for one in betalingen}
        self.weg.choices = [
            SelectChoice(key, _("Via Mollie, van de betaling van %(bedrag)s", bedrag=one.bedrag))
            for key, one in self.betalingen.items()
        ] + [
            SelectChoice("bank", _("Wij maken het zelf over")),
            SelectChoice("contant", _("Contant")),
        ]

    @property
    def gekozen(self) -> tuple[Terugweg, Betaling | None]:
        """The way, and the payment that goes back."""
        betaling = self.betalingen.get(self.weg.data)
        return (Terugweg.MOLLIE, betaling) if betaling else (Terugweg(self.weg.data), None)

    @property
    def hoeveel(self) -> Bedrag:
        """The amount that was typed."""
        return Bedrag.uit_tekst(self.bedrag.data or "")


class TerugbewijsForm(Form):
    """When the money went, and the number of the statement or receipt."""

    datum = DateField(_l("Terugbetaald op"), [Required(_l("Vul de dag in."))])
    nummer = StringField(
        _l("Nummer van het afschrift of de kwitantie"),
        [
            Required(_l("Vul het nummer in. Zo boekt niemand hetzelfde geld twee keer.")),
            Length(1, 60, _l("Vul het nummer in. Zo boekt niemand hetzelfde geld twee keer.")),
        ],
    )

    al_betaald = BooleanField(_l("Het geld is al weg: ik gaf het terug voordat de bank dat deed"))

    def __init__(self, dag: date, **anders: Any) -> None:
        super().__init__(**anders)
        self.dag = dag

    def validate_datum(self, field: DateField) -> None:
        """It was done, and not long ago."""
        if field.data and not self.dag - LANG <= field.data <= self.dag:
            raise ValidationError(_("Vul een dag in die voorbij is, hooguit een jaar geleden."))


class AkkoordForm(Form):
    """Nothing to fill in: the button says it."""
