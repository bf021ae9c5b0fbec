"""What the secretary fills in about a measure, and the member who appeals."""

from __future__ import annotations

from typing import Any

from vereniging.core.forms import (
    DateField,
    Form,
    Length,
    Optional,
    Required,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _l
from vereniging.leden.forms.velden import keuze, one_of, options
from vereniging.leden.models.maatregel import Maatregelgrond, MaatregelSoort

SOORTEN = [
    (MaatregelSoort.SCHORSING.value, _l("Schorsing: tijdelijk geen rechten")),
    (MaatregelSoort.OPZEGGING.value, _l("Opzegging: de vereniging zegt het lidmaatschap op")),
    (MaatregelSoort.ONTZETTING.value, _l("Ontzetting: het lid moet weg")),
]
WOORDEN = {
    MaatregelSoort.SCHORSING: _l("Schorsing"),
    MaatregelSoort.OPZEGGING: _l("Opzegging door de vereniging"),
    MaatregelSoort.ONTZETTING: _l("Ontzetting"),
}
GRONDEN = {
    Maatregelgrond.VEREISTEN: _l("Opzegging: voldoet niet meer aan de eisen voor leden"),
    Maatregelgrond.NIET_TE_VERGEN: _l("Opzegging: doorgaan kan niet van ons worden gevraagd"),
    Maatregelgrond.IN_STRIJD: _l(
        "Schorsing of ontzetting: handelt in strijd met de statuten of besluiten"
    ),
    Maatregelgrond.BENADELING: _l("Schorsing of ontzetting: schaadt de vereniging ernstig"),
}
STATUTEN = "statuten:"
BLIJFT = [
    ("ja", _l("De maatregel blijft")),
    ("nee", _l("De maatregel gaat van tafel")),
]
UITLEG = _l("Leg uit waarom, in 10 tot 5.000 tekens. Het lid leest dit.")


class MaatregelForm(Form):
    """A decision that was taken: what, on which ground, why, and about whom."""

    lidnummer: int = 0
    soort = keuze(_l("Wat is besloten?"), SOORTEN, _l("Kies wat er is besloten."))
    grond = SelectField(_l("Grond"), validate_choice=False)
    redenen = TextAreaField(_l("Redenen"), [Required(UITLEG), Length(10, 5000, UITLEG)])
    tot = DateField(_l("Laatste dag van de schorsing"), [Optional()])
    controle = StringField(
        _l("Lidnummer, ter controle"),
        [Required(_l("Vul het lidnummer in. Het staat bovenaan deze pagina."))],
    )

    def __init__(self, gronden: tuple[str, ...]) -> None:
        super().__init__()
        own = [(f"{STATUTEN}{tekst}", tekst) for tekst in gronden]
        law = [(grond.value, woord) for grond, woord in GRONDEN.items()]
        self.grond.choices = options([("", _l("Kies een grond")), *own, *law])
        self.gronden = one_of([*own, *law])

    def validate_grond(self, field: Any) -> None:
        """There are no other grounds."""
        if not self.gronden(field.data):
            raise ValidationError(_l("Kies een grond uit de statuten of de wet."))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """A suspension ends on a day that is known; Optional() would skip a rule of the field."""
        good = bool(super().validate(*args, **kwargs))
        if self.soort.data == MaatregelSoort.SCHORSING and self.tot.data is None:
            self.tot.errors = [*self.tot.errors, _l("Vul de laatste dag van de schorsing in.")]
            return False
        return good

    def validate_controle(self, field: Any) -> None:
        """A slip on the list must not hit somebody else."""
        if field.data.strip() != str(self.lidnummer):
            raise ValidationError(
                _l("Dit is een ander lidnummer. Kijk of u bij dit lid moet zijn.")
            )


class BekendForm(Form):
    """The day the member received it."""

    dag = DateField(_l("Dag van ontvangst"), [Required(_l("Vul de dag van ontvangst in."))])


class BeroepForm(Form):
    """What the member says."""

    tekst = TextAreaField(
        _l("Waarom bent u het er niet mee eens?"),
        [Optional(), Length(0, 5000, _l("Schrijf niet meer dan 5.000 tekens."))],
    )


class PapierenBeroepForm(Form):
    """An appeal that came by letter."""

    dag = DateField(_l("Dag waarop de brief kwam"), [Required(_l("Vul in wanneer de brief kwam."))])
    tekst = TextAreaField(
        _l("Wat schrijft het lid?"),
        [Optional(), Length(0, 5000, _l("Schrijf niet meer dan 5.000 tekens."))],
    )


class BeslisForm(Form):
    """What the general meeting decided."""

    blijft = keuze(_l("Wat besloot de ALV?"), BLIJFT, _l("Kies wat de ALV besloot."))
    besluit = TextAreaField(_l("Besluit van de ALV"), [Required(UITLEG), Length(10, 5000, UITLEG)])
