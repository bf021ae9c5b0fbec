"""The officers' forms: a text, a signature, a promise, an answer, a finding."""

from __future__ import annotations

import re

from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from vereniging.convenant.models import Convenant, Oordeel, Partij, Partijantwoord, Thema
from vereniging.convenant.queries import convenant_met
from vereniging.core.clock import today
from vereniging.core.forms import (
    Check,
    DateField,
    Form,
    Length,
    Optional,
    RadioField,
    Required,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l

SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
ANTWOORDEN = {
    Partijantwoord.EENS: _l("Eens"),
    Partijantwoord.GEEN_BEZWAAR: _l("Geen bezwaar"),
    Partijantwoord.ONTHOUDING: _l("Onthoudt zich"),
    Partijantwoord.NIET_EENS: _l("Niet eens"),
}
OORDELEN = {
    Oordeel.NAGELEEFD: _l("Nagekomen"),
    Oordeel.DEELS: _l("Deels nagekomen"),
    Oordeel.NIET: _l("Niet nagekomen"),
    Oordeel.NIET_VAST_TE_STELLEN: _l("Niet te zien"),
}


class ConvenantForm(Form):
    """A new version."""

    versie = StringField(
        _l("Versie"),
        [
            Required(_l("Vul de versie in, bijvoorbeeld 2026.")),
            Length(1, 40),
            Check(
                lambda data: bool(SLUG.fullmatch(data)),
                _l("Gebruik kleine letters, cijfers en streepjes, bijvoorbeeld 2026-2."),
            ),
            Check(
                lambda data: convenant_met(data) is None,
                _l("Deze versie bestaat al. Kies een andere naam."),
            ),
        ],
    )
    titel = StringField(
        _l("Titel"), [Required(_l("Vul de titel in, bijvoorbeeld Convenant 2026.")), Length(1, 120)]
    )
    tekst = TextAreaField(
        _l("Waar gaat het over?"),
        [Required(_l("Vul in waar het convenant over gaat.")), Length(10, 20000)],
    )
    geldig_tot = DateField(_l("Geldig tot en met"), [Optional()])


class ArtikelForm(Form):
    """The next article."""

    titel = StringField(_l("Titel"), [Required(_l("Vul een titel in.")), Length(1, 120)])
    tekst = TextAreaField(
        _l("Tekst"), [Required(_l("Vul de tekst van het artikel in.")), Length(10, 10000)]
    )
    in_het_kort = StringField(
        _l("In het kort"), [Required(_l("Zeg in één zin wat dit betekent.")), Length(1, 500)]
    )
    thema = SelectField(_l("Thema"), [Optional()])

    def kies(self, themas: list[Thema]) -> None:
        """Offer the seven themes."""
        self.thema.choices = [
            SelectChoice("", _("Alle thema’s")),
            *(SelectChoice(thema.code, thema.naam) for thema in themas),
        ]


class HandtekeningForm(Form):
    """Who signed for which organisation."""

    organisatie = SelectField(
        _l("Organisatie"), [Required(_l("Kies de organisatie die heeft getekend."))]
    )
    naam = StringField(
        _l("Wie tekende?"), [Required(_l("Vul de naam in van wie tekende.")), Length(1, 120)]
    )
    functie = StringField(
        _l("Functie"), [Required(_l("Vul de functie in, bijvoorbeeld directeur.")), Length(1, 120)]
    )
    datum = DateField(
        _l("Datum"), [Required(_l("Vul de datum van de handtekening in, bijvoorbeeld 1-12-2026."))]
    )

    def kies(self, convenant: Convenant, partijen: list[Partij]) -> None:
        """Offer the organisations that still have to sign."""
        signed = {handtekening.organisatie_id for handtekening in convenant.ondertekeningen}
        self.organisatie.choices = [
            SelectChoice("", _("Kies een organisatie")),
            *(
                SelectChoice(str(organisatie.id), f"{organisatie.naam} ({partij.naam})")
                for partij in partijen
                for organisatie in partij.organisaties
                if organisatie.tekent
                and organisatie.is_actief(today())
                and organisatie.id not in signed
            ),
        ]

    def validate_datum(self, field: DateField) -> None:
        """A signature is never in the future."""
        if field.data and field.data > today():
            raise ValidationError(_("Vul een datum in die niet in de toekomst ligt."))


class OrganisatieForm(Form):
    """A body takes its place in a seat."""

    partij = SelectField(_l("Partij"), [Required(_l("Kies een partij."))])
    naam = StringField(
        _l("Naam van de organisatie"),
        [Required(_l("Vul de naam van de organisatie in.")), Length(1, 120)],
    )


def _day_or_rhythm(form: Form, field: StringField) -> None:
    if not field.data and not form.voor_datum.data:
        raise StopValidation(_("Vul een datum in, of hoe vaak het moet."))


class AfspraakForm(Form):
    """A promise with an owner, a measure and a day."""

    tekst = StringField(
        _l("Wat is er afgesproken?"),
        [
            Required(_l("Vul de afspraak in, bijvoorbeeld: lampen op het pad.")),
            Length(5, 200, _l("Schrijf de afspraak in minstens 5 tekens.")),
        ],
    )
    maatstaf = TextAreaField(
        _l("Hoe zien wij dat het klaar is?"),
        [Required(_l("Vul in hoe wij zien dat het klaar is.")), Length(5, 500)],
    )
    partij = SelectField(_l("Wie zorgt ervoor?"), [Required(_l("Kies één partij."))])
    thema = SelectField(_l("Thema"), [Required(_l("Kies een thema."))])
    voor_datum = DateField(_l("Klaar voor"), [Optional()])
    herhaling = StringField(
        _l("Of hoe vaak?"),
        [_day_or_rhythm, Optional(), Length(0, 120)],
        description=_l("Bijvoorbeeld: elk jaar in april."),
    )
    bron = StringField(
        _l("Waar komt het vandaan?"),
        [Optional(), Length(0, 60)],
        description=_l("Bijvoorbeeld een melding: M-2026-0042."),
    )

    def kies(self, partijen: list[Partij], themas: list[Thema]) -> None:
        """Offer the seats and the themes."""
        self.partij.choices = [
            SelectChoice("", _("Kies een partij")),
            *(SelectChoice(partij.code, partij.naam) for partij in partijen),
        ]
        self.thema.choices = [
            SelectChoice("", _("Kies een thema")),
            *(SelectChoice(thema.code, thema.naam) for thema in themas),
        ]


class InstemmingForm(Form):
    """What a party answered."""

    partij = SelectField(_l("Partij"), [Required(_l("Kies een partij."))])
    antwoord = RadioField(
        _l("Partijantwoord"),
        [Required(_l("Kies het antwoord van deze partij."))],
        choices=[SelectChoice(waarde.value, woord) for waarde, woord in ANTWOORDEN.items()],
    )
    reden = StringField(
        _l("Reden"),
        [Optional(), Length(0, 500)],
        description=_l("Nodig als de partij het niet eens is."),
    )


class KlaarForm(Form):
    """How one sees that it is done."""

    bewijs = TextAreaField(
        _l("Hoe is te zien dat het klaar is?"),
        [Required(_l("Vul in hoe te zien is dat het klaar is.")), Length(5, 2000)],
    )


class ToetsForm(Form):
    """What another party found."""

    partij = SelectField(
        _l("Welke partij keek?"), [Required(_l("Kies de partij die is gaan kijken."))]
    )
    oordeel = RadioField(
        _l("Wat zag deze partij?"),
        [Required(_l("Kies wat deze partij zag."))],
        choices=[SelectChoice(waarde.value, woord) for waarde, woord in OORDELEN.items()],
    )
    notitie = StringField(_l("Toelichting"), [Optional(), Length(0, 500)])
