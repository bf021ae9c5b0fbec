"""What reporters, parties and officers fill in."""

from __future__ import annotations

from typing import Any

from wtforms import MultipleFileField

from vereniging.core.forms import (
    Check,
    DateField,
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
from vereniging.meldingen.models import AntwoordSoort, MelderSoort, Sluitreden
from vereniging.meldingen.queries import categorieen, plekken

JA, NEE = "ja", "nee"
ANDERS = "anders"
JA_NEE = [SelectChoice(JA, _l("Ja")), SelectChoice(NEE, _l("Nee"))]
SOORTEN = [
    SelectChoice(MelderSoort.BEWONER.value, _l("Bewoner")),
    SelectChoice(MelderSoort.ONDERNEMER.value, _l("Ondernemer")),
    SelectChoice(MelderSoort.ORGANISATIE.value, _l("Organisatie")),
]
RADIOS = [
    SelectChoice(AntwoordSoort.OPPAKKEN.value, _l("Wij pakken dit op")),
    SelectChoice(AntwoordSoort.KLAAR.value, _l("Het is klaar")),
    SelectChoice(AntwoordSoort.VRAAG.value, _l("Wij hebben een vraag")),
    SelectChoice(AntwoordSoort.NIET_VOOR_ONS.value, _l("Dit is niet voor ons")),
    SelectChoice(AntwoordSoort.KAN_NIET.value, _l("Wij kunnen dit niet doen")),
    SelectChoice(AntwoordSoort.AGENDA.value, _l("Graag op de agenda van de commissie")),
]
REDENEN = [
    SelectChoice(Sluitreden.GEEN_MIDDELEN.value, _l("Er is geen geld of menskracht")),
    SelectChoice(Sluitreden.PARTIJ_WEIGERT.value, _l("De partij doet het niet")),
    SelectChoice(Sluitreden.NIET_TE_VERHELPEN.value, _l("Het kan niet worden opgelost")),
    SelectChoice(Sluitreden.GEEN_REACTIE_MELDER.value, _l("De melder reageert niet")),
    SelectChoice(Sluitreden.ANDERS.value, _l("Een andere reden")),
]


def keuze(label: Any, choices: list[SelectChoice], vraag: Any) -> RadioField:
    values = {choice.value for choice in choices}
    return RadioField(
        label,
        choices=choices,
        validate_choice=False,
        validators=[Check(lambda data: data in values, vraag)],
    )


class WatForm(Form):
    """Step 1: where and what."""

    gevaar = keuze(
        _l("Is er nu gevaar?"), JA_NEE, _l("Kies ja of nee. Is er nu gevaar? Bel dan 112.")
    )
    plek = SelectField(_l("Waar is het?"), validate_choice=False)
    straat = StringField(_l("Andere plek"), [Optional(), Length(2, 120)])
    huisnummer = StringField(_l("Huisnummer"), [Optional(), Length(0, 10)])
    waar_precies = StringField(_l("Waar precies?"), [Optional(), Length(0, 120)])
    categorie = SelectField(_l("Waar gaat het over?"), validate_choice=False)
    tekst = TextAreaField(
        _l("Wat is er?"), [Length(10, 5000, _l("Schrijf in ten minste 10 tekens wat er is."))]
    )
    gemeentenummer = StringField(
        _l("Nummer van uw melding bij de gemeente"), [Optional(), Length(0, 40)]
    )
    website = StringField(_l("Laat dit veld leeg"))  # out of sight: only a robot fills it in

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


LENGTES = {
    AntwoordSoort.KLAAR: (10, _l("Schrijf in ten minste 10 tekens wat u deed.")),
    AntwoordSoort.VRAAG: (5, _l("Schrijf uw vraag.")),
    AntwoordSoort.NIET_VOOR_ONS: (5, _l("Schrijf voor welke partij het wel is, en waarom.")),
    AntwoordSoort.KAN_NIET: (20, _l("Schrijf in ten minste 20 tekens waarom het niet kan.")),
    AntwoordSoort.AGENDA: (5, _l("Schrijf waarom de commissie hierover moet praten.")),
}


class PartijAntwoordForm(Form):
    """What a party answers."""

    soort = keuze(_l("Uw antwoord"), RADIOS, _l("Kies een antwoord."))
    voor_datum = DateField(_l("Klaar voor"), [Optional()])
    tekst = TextAreaField(_l("Toelichting"), [Optional(), Length(0, 2000)])
    naam = StringField(_l("Uw naam"), [Required(_l("Vul uw naam in.")), Length(0, 120)])

    def validate_soort(self, field: Field) -> None:
        lowest, sentence = LENGTES.get(field.data, (0, ""))
        if len(self.tekst.data or "") < lowest:
            raise ValidationError(str(sentence))
        if field.data == AntwoordSoort.OPPAKKEN and not self.voor_datum.data:
            raise ValidationError(_("Vul in voor welke dag u klaar bent."))


class DoorstuurForm(Form):
    """Which organisation gets it."""

    organisatie = SelectField(
        _l("Organisatie"), [Required(_l("Kies een organisatie."))], coerce=str
    )
    toelichting = TextAreaField(_l("Toelichting voor de partij"), [Optional(), Length(0, 1000)])


class ZinForm(Form):
    """A sentence of an officer: a question, an agency, an agreement."""

    tekst = TextAreaField(_l("Tekst"), [Length(3, 1000, _l("Schrijf ten minste 3 tekens."))])


class OpenbaarForm(Form):
    """The public words, written by a person of ours."""

    tekst = TextAreaField(
        _l("Openbare tekst"),
        [Length(20, 400, _l("Schrijf 20 tot 400 tekens. Noem geen namen of huisnummers."))],
    )


class SluitForm(Form):
    """Why it stays unsolved."""

    reden = keuze(_l("Reden"), REDENEN, _l("Kies een reden."))
    tekst = TextAreaField(
        _l("Uitleg voor de melder"),
        [Length(20, 1000, _l("Leg in ten minste 20 tekens uit waarom."))],
    )


class GemaakteAfspraakForm(Form):
    """What was agreed at the table."""

    tekst = TextAreaField(_l("Wat is afgesproken?"), [Length(5, 500, _l("Schrijf de afspraak."))])
    voor_datum = DateField(_l("Klaar voor"), [Required(_l("Vul een datum in."))])
