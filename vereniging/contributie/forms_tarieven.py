"""What the treasurer types about a year: its prices and the decision that set them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from vereniging.betalingen.gateway import Method
from vereniging.contributie.models import Categorie
from vereniging.core.forms import (
    BooleanField,
    Check,
    DateField,
    Form,
    HiddenField,
    Length,
    Optional,
    Required,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.core.money import NUL, Bedrag, GeenBedrag

BEDRAG = _l("Vul een bedrag in, bijvoorbeeld 12,50.")
HOOGST = Bedrag(100_000)


def lees(tekst: str | None) -> Bedrag | None:
    """The amount that was typed, None when nothing or no amount was."""
    try:
        return Bedrag.uit_tekst(tekst or "")
    except GeenBedrag:
        return None


def _is_tarief(tekst: str) -> bool:
    bedrag = lees(tekst)
    return bedrag is not None and bedrag <= HOOGST


TARIEF = Check(_is_tarief, _l("Vul een bedrag in van hooguit 1.000 euro, bijvoorbeeld 12,50."))


class TarievenForm(Form):
    """The prices of one year for each kind of member."""

    jaar = SelectField(_l("Jaar"), coerce=int)
    basis = StringField(_l("Bedrag per jaar"), [Required(BEDRAG), TARIEF])
    minima = StringField(_l("Laag tarief voor wie weinig geld heeft"), [Optional(), TARIEF])
    bedrijf = StringField(_l("Een bedrijf"), [Optional(), TARIEF])
    donateur = StringField(_l("Een donateur"), [Optional(), TARIEF])
    datum = DateField(_l("Dag van het besluit"), [Required(_l("Vul de dag van het besluit in."))])
    tekst = TextAreaField(
        _l("Wat is er besloten?"),
        [Length(10, 2000, _l("Schrijf het besluit op (minstens 10 tekens)."))],
    )

    def __init__(self, keuzes: Iterable[int], dag: date, **anders: Any) -> None:
        super().__init__(**anders)
        self.dag = dag
        self.jaar.choices = [SelectChoice(jaar, str(jaar)) for jaar in keuzes]

    def validate_datum(self, field: DateField) -> None:
        """A decision was taken; and not by who sat there years ago."""
        taken = field.data or self.dag
        if taken.year < self.dag.year - 2 or taken > self.dag:
            raise ValidationError(_("Vul de dag in waarop dit is besloten."))

    def validate_minima(self, field: StringField) -> None:
        """The low price is not the high one."""
        laag, basis = lees(field.data), lees(self.basis.data)
        if laag is not None and basis is not None and laag > basis:
            raise ValidationError(_("Het lage tarief is hooguit het gewone bedrag."))

    def tarieven(self, per: Categorie) -> dict[Categorie, Bedrag]:
        """The prices that were filled in; those left empty are not charged."""
        typed = {
            per: self.basis.data,
            Categorie.MINIMA: self.minima.data,
            Categorie.BEDRIJF: self.bedrijf.data,
            Categorie.DONATEUR: self.donateur.data,
        }
        return {soort: lees(tekst) or NUL for soort, tekst in typed.items() if tekst}


class RunForm(Form):
    """Go on with exactly what was shown."""

    gezien = HiddenField()


class MinimaForm(Form):
    """One tick, no proof."""

    weinig = BooleanField(
        _l("Wij hebben weinig geld te besteden"),
        [Required(_l("Zet het vinkje als dit voor u geldt."))],
    )


class BetaalwijzenForm(Form):
    """Which ways of paying a checkout offers."""

    methoden = SelectMultipleField(_l("Zo kunnen leden betalen"), validate_choice=False)

    def bied_aan(self, aanbod: Iterable[Method]) -> None:
        """Offer what Mollie has, by its names."""
        self.methoden.choices = [SelectChoice(each.id, each.description) for each in aanbod]


class MinimaBesluitForm(Form):
    """Yes or no, by one of two buttons."""

    besluit = HiddenField(
        validators=[Check(lambda word: word in {"ja", "nee"}, _l("Kies ja of nee."))]
    )
