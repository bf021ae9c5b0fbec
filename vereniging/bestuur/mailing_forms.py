"""What the board fills in to write to many members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vereniging.core.forms import (
    BooleanField,
    Form,
    HiddenField,
    Length,
    Optional,
    Required,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.leden.forms.bestuur import FUNCTIES
from vereniging.leden.forms.velden import SOORTEN
from vereniging.leden.models import LidSoort, LidStand
from vereniging.leden.selectie import Selectie
from vereniging.post.mailing_haken import onderwerpen
from vereniging.post.models import Mailing

STANDEN = [
    (LidStand.ACTIEF.value, _l("Actief")),
    (LidStand.OPGEZEGD.value, _l("Opgezegd")),
    (LidStand.GESCHORST.value, _l("Geschorst")),
    (LidStand.TOEKOMSTIG.value, _l("Begint later")),
]
TEKST = ("onderwerp", "titel", "tekst", "titel_en", "tekst_en", "is_belangrijk")
KEUZE = ("zoek", "soort", "stand", "functie", "per_huishouden")


def _options(iedereen: Any, choices: list[Any]) -> list[SelectChoice]:
    return [SelectChoice("", iedereen), *(SelectChoice(waarde, woord) for waarde, woord in choices)]


class MailingForm(Form):
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
    zoek = StringField(
        _l("Naam, straat of postcode"), [Optional(), Length(0, 100)],
        description=_l("Leeg: iedereen. Bijvoorbeeld: Potgieterlaan."),
    )  # fmt: skip
    soort = SelectField(_l("Soort"), validate_choice=True)
    stand = SelectField(_l("Stand"), validate_choice=True)
    functie = SelectField(_l("Functie"), validate_choice=True)
    per_huishouden = BooleanField(_l("Stuur één e-mail of brief per huishouden."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.onderwerp.choices = _options(_("Kies een onderwerp"), list(onderwerpen().items()))
        erelid = (LidSoort.ERELID.value, _("Erelid"))
        self.soort.choices = _options(_("Alle soorten"), [*SOORTEN, erelid])
        self.stand.choices = _options(_("Iedereen die lid is"), STANDEN)
        self.functie.choices = _options(_("Met of zonder functie"), FUNCTIES)

    def validate_tekst_en(self, field: TextAreaField) -> None:
        """Subject and text in English come together."""
        if bool(field.data) != bool(self.titel_en.data):
            raise ValidationError(_("Vul het onderwerp en de tekst in het Engels allebei in."))

    def velden(self) -> dict[str, Any]:
        """What a mailing is made of."""
        values = {naam: self[naam].data or "" for naam in TEKST}
        values["is_belangrijk"] = bool(self.is_belangrijk.data)
        keuze = {naam: self[naam].data for naam in KEUZE}
        return {**values, "keuze": Selectie.uit(keuze).als_keuze()}


def ingevuld(mailing: Mailing) -> dict[str, Any]:
    """A stored mailing as the form shows it."""
    velden = {naam: getattr(mailing, naam) for naam in TEKST}
    return {**velden, **mailing.keuze, "versie": str(mailing.versie)}


def in_woorden(keuze: dict[str, Any]) -> list[tuple[str, str]]:
    """Whom a mailing goes to, as somebody reads it; nothing when it is everybody."""
    erelid = {LidSoort.ERELID.value: _("Erelid")}
    soorten = {waarde: str(woord) for waarde, woord in SOORTEN} | erelid
    words = [
        (_("Naam, straat of postcode"), keuze.get("zoek", "")),
        (_("Soort"), soorten.get(keuze.get("soort", ""), "")),
        (_("Stand"), str(dict(STANDEN).get(keuze.get("stand", ""), ""))),
        (_("Functie"), str(dict(FUNCTIES).get(keuze.get("functie", ""), ""))),
        (_("Eén per huishouden"), _("ja") if keuze.get("per_huishouden") else ""),
    ]
    return [(woord, waarde) for woord, waarde in words if waarde]


def uit_adres(waarden: Mapping[str, Any]) -> dict[str, Any]:
    """The members that a list or an address already chose."""
    return Selectie.uit(waarden).als_keuze()
