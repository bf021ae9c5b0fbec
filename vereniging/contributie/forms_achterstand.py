"""What the treasurer types about notas that are late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from vereniging.contributie.models.regeling import MEESTE_TERMIJNEN
from vereniging.core.forms import (
    Check,
    DateField,
    Form,
    HiddenField,
    IntegerField,
    Length,
    Optional,
    Required,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.core.money import Bedrag, GeenBedrag

BEDRAG = _l("Vul een bedrag in, bijvoorbeeld 12,50.")
VERST = timedelta(days=366)


def is_bedrag(tekst: str) -> bool:
    """Whether this is an amount above nothing."""
    try:
        return bool(Bedrag.uit_tekst(tekst))
    except GeenBedrag:
        return False


def binnen_een_jaar(gekozen: date | None, dag: date) -> bool:
    """Whether a day is to come, and not further than a year."""
    return gekozen is not None and dag <= gekozen <= dag + VERST


class HerinnerForm(Form):
    """Send what was shown: the list is recognised by its fingerprint."""

    gezien = HiddenField()


class PauzeForm(Form):
    """Leave one nota in peace for a while."""

    tot = DateField(_l("Geen herinneringen tot en met"), [Required(_l("Vul de dag in."))])
    reden = StringField(
        _l("Waarom?"),
        [
            Required(_l("Leg kort uit waarom (minstens 5 tekens).")),
            Length(5, 200, _l("Leg kort uit waarom (minstens 5 tekens).")),
        ],
    )

    def __init__(self, dag: date, **anders: Any) -> None:
        super().__init__(**anders)
        self.dag = dag

    def validate_tot(self, field: DateField) -> None:
        """A pause ends, and within a year."""
        if not binnen_een_jaar(field.data, self.dag):
            raise ValidationError(_("Kies een dag die nog komt, hooguit een jaar vooruit."))


class RegelingForm(Form):
    """Pay in parts, or once on a later day."""

    aantal = IntegerField(_l("In hoeveel keer?"), [Required(_l("Vul een getal in van 1 tot 12."))])
    eerste_op = DateField(_l("Eerste keer betalen op"), [Required(_l("Vul de dag in."))])
    uitleg = StringField(_l("Wat is er afgesproken?"), [Optional(), Length(0, 200)])

    def __init__(self, dag: date, **anders: Any) -> None:
        super().__init__(**anders)
        self.dag = dag

    def validate_aantal(self, field: IntegerField) -> None:
        """A year of months is the longest."""
        if not 1 <= field.data <= MEESTE_TERMIJNEN:
            raise ValidationError(_("Vul een getal in van 1 tot 12."))

    def validate_eerste_op(self, field: DateField) -> None:
        """The first part is still to come, and not far away."""
        if not binnen_een_jaar(field.data, self.dag):
            raise ValidationError(_("Kies een dag die nog komt, hooguit een jaar vooruit."))


class KwijtForm(Form):
    """Ask the board to waive something."""

    bedrag = StringField(
        _l("Welk bedrag?"),
        [Required(BEDRAG), Check(is_bedrag, BEDRAG)],
    )
    waarom = TextAreaField(
        _l("Waarom?"), validators=[Length(10, 400, _l("Leg uit waarom (minstens 10 tekens)."))]
    )
