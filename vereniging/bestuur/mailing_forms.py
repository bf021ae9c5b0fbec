"""What the board fills in to write to many members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vereniging.core.forms import (
    BooleanField,
    HiddenField,
    Length,
    Optional,
    Required,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.leden.forms.selectie import KeuzeForm, met_leeg
from vereniging.leden.selectie import Selectie
from vereniging.post.mailing_haken import onderwerpen
from vereniging.post.models import Mailing

TEKST = ("onderwerp", "titel", "tekst", "titel_en", "tekst_en", "is_belangrijk")


class MailingForm(KeuzeForm):
    """The text, what it is about, and who gets it."""

    versie = HiddenField()
    onderwerp = SelectField(_l("Waarover gaat het?"), [Required(_l("Kies een onderwerp."))])
    titel = StringField(
        _l("Onderwerp van de e-mail"),
        [Required(_l("Vul het onderwerp in, bijvoorbeeld: Bomen planten op 12 december.")),
         Length(5, 100, _l("Schrijf minstens 5 tekens."))],
    )  # fmt: skip
    tekst = TextAreaField(
        _l("Tekst"),
        [
            Required(_l("Schrijf de tekst.")),
            Length(20, 5000, _l("Schrijf minstens 20 tekens.")),
        ],
        description=_l("Begin zonder aanhef. “Beste …” en de groet zetten wij erbij."),
    )
    titel_en = StringField(_l("Onderwerp in het Engels"), [Optional(), Length(0, 100)])
    tekst_en = TextAreaField(
        _l("Tekst in het Engels"),
        [Optional(), Length(0, 5000)],
        description=_l(
            "Voor leden die Engelse e-mail willen. Leeg: zij krijgen de tekst hierboven."
        ),
    )
    is_belangrijk = BooleanField(
        _l("Dit is belangrijk. Stuur het ook aan wie alleen belangrijke e-mail wil.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.onderwerp.choices = met_leeg(_("Kies een onderwerp"), list(onderwerpen().items()))

    def validate_tekst_en(self, field: TextAreaField) -> None:
        """Subject and text in English come together."""
        if bool(field.data) != bool(self.titel_en.data):
            raise ValidationError(_("Vul het onderwerp en de tekst in het Engels allebei in."))

    def velden(self) -> dict[str, Any]:
        """What a mailing is made of."""
        values = {naam: self[naam].data or "" for naam in TEKST}
        values["is_belangrijk"] = bool(self.is_belangrijk.data)
        return {**values, "keuze": self.selectie().als_keuze()}


def ingevuld(mailing: Mailing) -> dict[str, Any]:
    """A stored mailing as the form shows it."""
    velden = {naam: getattr(mailing, naam) for naam in TEKST}
    return {**velden, **mailing.keuze, "versie": str(mailing.versie)}


def uit_adres(waarden: Mapping[str, Any]) -> dict[str, Any]:
    """The members that a list or an address already chose."""
    return Selectie.uit(waarden).als_keuze()
