"""What somebody fills in to get mail about a street or a theme."""

from __future__ import annotations

from vereniging.convenant.queries import themas
from vereniging.core.forms import (
    Check,
    Field,
    Form,
    Required,
    SelectChoice,
    SelectField,
    StringField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.core.mailaddress import normal
from vereniging.meldingen.forms.melder import keuze
from vereniging.meldingen.models import Volgritme
from vereniging.meldingen.queries import plekken

PLEK, THEMA = "plek-", "thema-"
RITMES = [
    SelectChoice(Volgritme.WEEK.value, _l("Eén keer per week")),
    SelectChoice(Volgritme.DIRECT.value, _l("Meteen")),
]


class VolgForm(Form):
    """One street or one theme, how often, and where to."""

    wat = SelectField(_l("Wat wilt u volgen?"), validate_choice=False)
    ritme = keuze(_l("Hoe vaak?"), RITMES, _l("Kies hoe vaak u mail wilt."))
    email = StringField(
        _l("E-mailadres"),
        [
            Required(_l("Vul uw e-mailadres in.")),
            Check(normal, _l("Vul een geldig e-mailadres in.")),
        ],
    )

    def vul_keuzes(self) -> None:
        """Offer the streets and the themes."""
        straten = [
            SelectChoice(f"{PLEK}{plek.id}", plek.naam, optgroup=_("Straten en plekken"))
            for plek in plekken()
        ]
        soorten = [
            SelectChoice(f"{THEMA}{thema.code}", thema.naam, optgroup=_("Thema’s"))
            for thema in themas()
        ]
        self.wat.choices = [SelectChoice("", _("Maak een keuze")), *straten, *soorten]

    def validate_wat(self, field: Field) -> None:
        if field.data not in {choice.value for choice in field.choices if choice.value}:
            raise ValidationError(_("Kies een straat of een thema."))
