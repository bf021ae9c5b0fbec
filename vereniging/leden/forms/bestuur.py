"""What the board fills in: decisions on applications, and offices."""

from __future__ import annotations

from vereniging.core.forms import (
    BooleanField,
    Check,
    DateField,
    Form,
    Length,
    Optional,
    Required,
    SelectField,
    StringField,
    TextAreaField,
)
from vereniging.core.i18n import _l
from vereniging.leden.forms.velden import keuze, one_of, options
from vereniging.leden.models import FunctieSoort
from vereniging.statuten.models import Orgaan

FUNCTIES = [
    (FunctieSoort.VOORZITTER.value, _l("Voorzitter")),
    (FunctieSoort.SECRETARIS.value, _l("Secretaris")),
    (FunctieSoort.PENNINGMEESTER.value, _l("Penningmeester")),
    (FunctieSoort.BESTUURSLID.value, _l("Bestuurslid")),
    (FunctieSoort.AFGEVAARDIGDE.value, _l("Afgevaardigde")),
    (FunctieSoort.KASCOMMISSIE.value, _l("Kascommissie")),
    (FunctieSoort.TELLER.value, _l("Teller")),
    (FunctieSoort.MODERATOR.value, _l("Moderator")),
]


class ToelatenForm(Form):
    """Where the new member lives, and after a refusal what the ALV decided."""

    huishouden = SelectField(_l("Huishouden"), coerce=str, validate_choice=False)
    besluit = TextAreaField(_l("Besluit van de ALV"), [Optional(), Length(0, 2000)])


class AfwijzenForm(Form):
    """Why not."""

    reden = TextAreaField(
        _l("Reden"),
        [
            Required(_l("Leg uit waarom (minstens 10 tekens).")),
            Length(10, 2000, _l("Leg uit waarom (minstens 10 tekens).")),
        ],
        description=_l("De aanvrager leest deze tekst in de e-mail."),
    )


class FunctieForm(Form):
    """An appointment by a recorded decision."""

    soort = SelectField(
        _l("Functie"),
        choices=options([("", _l("Kies een functie")), *FUNCTIES]),
        validate_choice=False,
        validators=[Check(one_of(FUNCTIES), _l("Kies een functie."))],
    )
    lidnummer = StringField(
        _l("Lidnummer"),
        [
            Required(_l("Vul het lidnummer in. U vindt het bij Leden.")),
            Check(lambda typed: typed.isascii() and typed.isdigit() and len(typed) < 9,
                  _l("Vul het lidnummer in als cijfers, bijvoorbeeld 1024.")),
        ],
    )  # fmt: skip
    begin = DateField(_l("Eerste dag"), [Required(_l("Vul de eerste dag in."))])
    einde = DateField(_l("Laatste dag"), [Optional()])
    is_plaatsvervanger = BooleanField(_l("Dit is een plaatsvervanger."))
    orgaan = keuze(
        _l("Wie besloot dit?"),
        [(Orgaan.ALV.value, _l("De ALV")), (Orgaan.BESTUUR.value, _l("Het bestuur"))],
        _l("Kies wie dit besloot."),
    )
    besluit = TextAreaField(
        _l("Besluit"),
        [
            Required(_l("Schrijf het besluit op, bijvoorbeeld: De ALV koos Kim tot teller.")),
            Length(1, 2000),
        ],
    )


class FunctieEindeForm(Form):
    """The last day in office."""

    dag = DateField(_l("Laatste dag in deze functie"), [Optional()])
