"""What officers fill in to give somebody something to do, and to cross it off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vereniging.commissie.models import Agendapunt, Openstand
from vereniging.convenant.models import Partij
from vereniging.core.clock import today
from vereniging.core.forms import (
    DateField,
    Form,
    Length,
    RadioField,
    Required,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l


class ActiepuntForm(Form):
    """Who does what before which day."""

    wat = StringField(
        _l("Wat moet er gebeuren?"), [Length(5, 500, _l("Schrijf wat er moet gebeuren."))]
    )
    partij = SelectField(_l("Welke partij?"), [Required(_l("Kies een partij."))])
    wie = StringField(
        _l("Wie doet het?"),
        [Length(2, 120, _l("Vul in wie het doet."))],
        description=_l("De naam staat niet op de openbare besluitenlijst."),
    )
    voor_datum = DateField(_l("Voor welke dag?"), [Required(_l("Vul de laatste dag in."))])
    punt = SelectField(_l("Bij welk agendapunt?"), default="", validate_choice=True)

    def kies(self, partijen: Iterable[Partij], punten: dict[str, Agendapunt]) -> None:
        """Offer the seats, and the items by their number on the agenda."""
        self.partij.choices = [
            SelectChoice("", _("Kies een partij")),
            *(SelectChoice(partij.code, partij.naam) for partij in partijen),
        ]
        self.punt.choices = [
            SelectChoice("", _("Bij geen punt")),
            *(SelectChoice(str(p.id), f"{nummer} {p.titel}") for nummer, p in punten.items()),
        ]

    def validate_voor_datum(self, field: Any) -> None:
        """A day that still comes."""
        if field.data and field.data < today():
            raise ValidationError(_("Kies een dag die nog komt."))


class AfloopForm(Form):
    """It is done, or not needed any more."""

    stand = RadioField(
        _l("Hoe staat het ervoor?"),
        [Required(_l("Kies hoe het ervoor staat."))],
        choices=[
            SelectChoice(Openstand.GEDAAN.value, _l("Het is gedaan")),
            SelectChoice(Openstand.VERVALLEN.value, _l("Het is niet meer nodig")),
        ],
    )
    afloop = TextAreaField(
        _l("Wat kwam ervan?"),
        [Length(10, 1000, _l("Schrijf op wat ervan kwam (minstens 10 tekens)."))],
        description=_l("Iedereen kan dit lezen."),
    )
