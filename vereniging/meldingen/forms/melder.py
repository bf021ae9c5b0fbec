"""What reporters and their neighbours fill in."""

from __future__ import annotations

from typing import Any

from wtforms import MultipleFileField

from vereniging.core.forms import (
    Check,
    Field,
    Form,
    Length,
    Optional,
    RadioField,
    Required,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.core.mailaddress import normal
from vereniging.leden.models.adres import read_huisnummer, read_postcode
from vereniging.leden.queries import zoek_straat
from vereniging.meldingen.models import MelderSoort, Tevreden
from vereniging.meldingen.queries import categorieen, plekken
from vereniging.statuten.queries import instelling

JA, NEE = "ja", "nee"
ANDERS = "anders"
JA_NEE = [SelectChoice(JA, _l("Ja")), SelectChoice(NEE, _l("Nee"))]
SOORTEN = [
    SelectChoice(MelderSoort.BEWONER.value, _l("Bewoner")),
    SelectChoice(MelderSoort.ONDERNEMER.value, _l("Ondernemer")),
    SelectChoice(MelderSoort.ORGANISATIE.value, _l("Organisatie")),
]


def keuze(label: Any, choices: list[SelectChoice], vraag: Any) -> RadioField:
    values = {choice.value for choice in choices}
    return RadioField(
        label,
        choices=choices,
        validate_choice=False,
        validators=[Check(lambda data: data in values, vraag)],
    )


class PlekForm(Form):
    """Where it is, and what it is about."""

    plek = SelectField(_l("Waar is het?"), validate_choice=False)
    straat = StringField(_l("Andere plek"), [Optional(), Length(2, 120)])
    waar_precies = StringField(_l("Waar precies?"), [Optional(), Length(0, 120)])
    categorie = SelectField(_l("Waar gaat het over?"), validate_choice=False)

    def vul_keuzes(self) -> None:
        """Offer the streets and the kinds of trouble, by theme."""
        leeg = SelectChoice("", _("Maak een keuze"))
        namen = [SelectChoice(str(plek.id), plek.naam) for plek in plekken()]
        self.plek.choices = [leeg, *namen, SelectChoice(ANDERS, _("Staat er niet bij"))]
        soorten = [
            SelectChoice(each.code, each.naam, optgroup=each.thema.naam) for each in categorieen()
        ]
        self.categorie.choices = [SelectChoice("", _("Maak een keuze")), *soorten]

    def validate_plek(self, field: Field) -> None:
        known = {choice.value for choice in field.choices if choice.value}
        if field.data not in known:
            raise ValidationError(_("Kies een straat of plek uit de lijst."))
        if field.data == ANDERS and not self.straat.data:
            raise ValidationError(_("Vul bij Andere plek in waar het is."))

    def validate_categorie(self, field: Field) -> None:
        if field.data not in {choice.value for choice in field.choices if choice.value}:
            raise ValidationError(_("Kies waar uw melding over gaat."))


class WatForm(PlekForm):
    """Step 1: where and what."""

    gevaar = keuze(
        _l("Is er nu gevaar?"), JA_NEE, _l("Kies ja of nee. Is er nu gevaar? Bel dan 112.")
    )
    huisnummer = StringField(_l("Huisnummer"), [Optional(), Length(0, 10)])
    tekst = TextAreaField(
        _l("Wat is er?"), [Length(10, 5000, _l("Schrijf in ten minste 10 tekens wat er is."))]
    )
    gemeentenummer = StringField(
        _l("Nummer van uw melding bij de gemeente"), [Optional(), Length(0, 40)]
    )
    website = StringField(_l("Laat dit veld leeg"))  # out of sight: only a robot fills it in


class FotoForm(Form):
    """Step 2: photos, if there are any."""

    fotos = MultipleFileField(
        _l("Foto’s"),
        [Optional()],
        description=_l("Hoogstens 3 foto’s tegelijk, elk hoogstens 10 MB."),
    )


class OverForm(Form):
    """Step 3: who tells us, and who may know."""

    soort = keuze(_l("U bent"), SOORTEN, _l("Kies wat u bent."))
    organisatienaam = StringField(
        _l("Naam van uw zaak of organisatie"), [Optional(), Length(0, 120)]
    )
    naam = StringField(_l("Uw naam"), [Optional(), Length(0, 120)])
    email = StringField(
        _l("E-mailadres"),
        [Optional(), Check(normal, _l("Vul een geldig e-mailadres in."))],
        description=_l("Wij mailen u wat er met uw melding gebeurt."),
    )
    is_doorzendbaar = keuze(
        _l("Mogen wij uw tekst doorsturen?"), JA_NEE, _l("Kies of wij uw tekst mogen doorsturen.")
    )
    mag_contact_delen = keuze(
        _l("Mag die partij uw naam en e-mail zien?"),
        JA_NEE,
        _l("Kies of de partij uw naam en e-mail mag zien."),
    )


class TekstForm(Form):
    """One text, from the reporter."""

    tekst = TextAreaField(
        _l("Wat wilt u zeggen?"), [Length(10, 2000, _l("Schrijf ten minste 10 tekens."))]
    )


class AanvulForm(Form):
    """More words about a report that is not closed."""

    aanvulling = TextAreaField(
        _l("Wat wilt u erbij zeggen?"), [Length(5, 2000, _l("Schrijf ten minste 5 tekens."))]
    )


class ToestemmingForm(OverForm):
    """Who may know, asked again."""

    soort = organisatienaam = naam = email = None  # WTForms leaves these out


class OordeelForm(Form):
    """How it went, asked once when it is over."""

    tevreden = keuze(
        _l("Bent u tevreden over hoe dit ging?"),
        [
            SelectChoice(Tevreden.JA.value, _l("Ja")),
            SelectChoice(Tevreden.NEE.value, _l("Nee")),
            SelectChoice(Tevreden.GEEN_MENING.value, _l("Geen mening")),
        ],
        _l("Kies een antwoord."),
    )
    waarom = StringField(
        _l("Wilt u er iets bij zeggen?"), [Optional(), Length(0, 500)],
        description=_l("Alleen de vereniging leest dit."),
    )  # fmt: skip


class LinkForm(Form):
    """Send my link again."""

    nummer = StringField(
        _l("Nummer van uw melding"),
        [Required(_l("Vul het nummer in, bijvoorbeeld M-2026-0042.")), Length(0, 16)],
    )
    email = StringField(
        _l("E-mailadres"),
        [Required(_l("Vul uw e-mailadres in.")),
         Check(normal, _l("Vul een geldig e-mailadres in."))],
    )  # fmt: skip


class LidOokForm(Form):
    """A member sees the same; door and mail are known."""

    reden = StringField(_l("Wilt u er iets bij zeggen?"), [Optional(), Length(0, 200)])


class IkOokForm(LidOokForm):
    """A household that sees the same: its door, so that it counts once, and its mail."""

    postcode = StringField(
        _l("Postcode"),
        [
            Required(_l("Vul uw postcode in, bijvoorbeeld 2399 ZZ.")),
            Check(read_postcode, _l("Vul uw postcode in als 4 cijfers en 2 letters: 2399 ZZ.")),
        ],
    )
    huisnummer = StringField(
        _l("Huisnummer"),
        [
            Required(_l("Vul uw huisnummer in, bijvoorbeeld 12 of 12A.")),
            Check(read_huisnummer, _l("Vul uw huisnummer in, bijvoorbeeld 12 of 12A.")),
        ],
    )
    email = StringField(
        _l("E-mailadres"),
        [
            Required(_l("Vul uw e-mailadres in.")),
            Check(normal, _l("Vul een geldig e-mailadres in.")),
        ],
    )

    def validate_huisnummer(self, _field: Field) -> None:
        """Only homes in our area count; without a list nothing lies outside."""
        deur = self.deur
        known = deur is None or zoek_straat(deur[0], int(deur[1])) or not instelling("werkgebied")
        if not known:
            raise ValidationError(_("Alleen huishoudens uit onze wijk tellen mee."))

    @property
    def deur(self) -> tuple[str, str, str, str] | None:
        """The front door as `Adres.sleutel` has it, when it can be read."""
        postcode = read_postcode(self.postcode.data or "")
        nummer = read_huisnummer(self.huisnummer.data or "")
        return (postcode, str(nummer[0]), nummer[1], nummer[2]) if postcode and nummer else None
