"""What parties and officers fill in."""

from __future__ import annotations

from vereniging.core.forms import (
    BooleanField,
    DateField,
    Field,
    Form,
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
from vereniging.meldingen.forms.melder import keuze
from vereniging.meldingen.models import AntwoordSoort, Sluitreden
from vereniging.meldingen.persoonlijk import persoonlijk

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


class RouteringForm(Form):
    """Which party takes care of a kind of trouble."""

    partij = SelectField(_l("Partij"), [Required(_l("Kies een partij."))], coerce=str)


class RouteringPlekForm(Form):
    """Where another organisation takes care of it."""

    plek = SelectField(_l("Plek"), [Required(_l("Kies een plek."))], coerce=str)
    organisatie = SelectField(
        _l("Organisatie"), [Required(_l("Kies een organisatie."))], coerce=str
    )


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
    toch = BooleanField(_l("Ik keek het na: dit mag iedereen lezen"))

    def validate_tekst(self, field: Field) -> None:
        gezien = persoonlijk(field.data or "")
        if gezien and not self.toch.data:
            raise ValidationError(
                _(
                    "Wij zien mogelijk: %(wat)s. Haal het weg, of vink aan dat u het nakeek.",
                    wat=", ".join(gezien),
                )
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
