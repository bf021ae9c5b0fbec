"""The officers' forms for a text: a version, an article, a seat."""

from __future__ import annotations

import re

from wtforms.fields.choices import SelectChoice

from vereniging.convenant.forms.versie import VersieForm
from vereniging.convenant.models import Besprekinguitkomst, Convenant, Fase, Thema
from vereniging.convenant.models.fase import WEG
from vereniging.convenant.queries import convenant_met
from vereniging.core.clock import today
from vereniging.core.forms import (
    BooleanField,
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
from vereniging.core.mailaddress import normal

FASEN = {
    Fase.WERKGROEP: _l("De werkgroep schrijft"),
    Fase.BESPROKEN: _l("Besproken door de partijen"),
    Fase.DEFINITIEF_CONCEPT: _l("Definitief concept, bewoners reageren"),
    Fase.BIJ_JURISTEN: _l("Bij de juristen"),
    Fase.BIJ_BENW: _l("Bij burgemeester en wethouders"),
    Fase.AFGEBROKEN: _l("Afgebroken"),
}
BESPREKINGEN = {
    Besprekinguitkomst.POSITIEF: _l("Positief"),
    Besprekinguitkomst.VOORBEHOUD: _l("Met voorbehoud"),
    Besprekinguitkomst.AFWIJZEND: _l("Afwijzend"),
}
SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


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
    vanaf = SelectField(_l("Begin met de artikelen van"), [Optional()], default="")

    def kies(self, versies: list[Convenant]) -> None:
        """Offer the versions whose articles may be taken over."""
        self.vanaf.choices = [
            SelectChoice("", _("Begin zonder artikelen")),
            *(SelectChoice(versie.versie, versie.titel) for versie in versies),
        ]


class ArtikelForm(VersieForm):
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


class OrganisatieForm(Form):
    """A body takes its place in a seat."""

    partij = SelectField(_l("Partij"), [Required(_l("Kies een partij."))])
    naam = StringField(
        _l("Naam van de organisatie"),
        [Required(_l("Vul de naam van de organisatie in.")), Length(1, 120)],
    )


class PostForm(Form):
    """How often an organisation is written to about new reports."""

    alleen_weekoverzicht = BooleanField(
        _l("Alleen in het weekoverzicht van maandag"),
        description=_l("Spoed gaat altijd meteen. De termijn om te antwoorden loopt gewoon."),
    )


class OpvolgerForm(Form):
    """Another organisation takes over in a seat."""

    naam = StringField(
        _l("Naam van de nieuwe organisatie"),
        [Required(_l("Vul de naam van de organisatie in.")), Length(1, 120)],
    )
    vanaf = DateField(
        _l("Vanaf welke dag?"), [Required(_l("Vul de eerste dag van de opvolger in."))]
    )
    contact = StringField(
        _l("Contactpersoon"), [Required(_l("Vul in wie daar antwoord geeft.")), Length(2, 120)]
    )
    email = StringField(
        _l("E-mailadres van de contactpersoon"),
        [
            Required(_l("Vul het e-mailadres in.")),
            Check(normal, _l("Vul een geldig e-mailadres in.")),
        ],
    )


class BesprekingForm(Form):
    """What a party thinks of the concept."""

    partij = SelectField(_l("Partij"), [Required(_l("Kies een partij."))])
    uitkomst = RadioField(
        _l("Wat vindt deze partij?"),
        [Required(_l("Kies wat deze partij vindt."))],
        choices=[SelectChoice(waarde.value, woord) for waarde, woord in BESPREKINGEN.items()],
    )
    samenvatting = TextAreaField(
        _l("In het kort"), [Length(10, 2000, _l("Schrijf minstens 10 tekens."))]
    )
    op = DateField(_l("Besproken op"), [Required(_l("Vul de dag van de bespreking in."))])

    def validate_op(self, field: DateField) -> None:
        """A talk is never in the future."""
        if field.data and field.data > today():
            raise ValidationError(_("Vul een datum in die niet in de toekomst ligt."))


class TerugForm(Form):
    """Back to an earlier phase, or no further."""

    naar = SelectField(_l("Naar welke fase?"), [Required(_l("Kies een fase."))])
    terug_reden = TextAreaField(
        _l("Waarom?"), [Length(10, 2000, _l("Leg uit waarom (minstens 10 tekens)."))]
    )

    def kies(self, convenant: Convenant) -> None:
        """Offer what lies behind, and giving up."""
        eerder = WEG[: WEG.index(convenant.fase)] if convenant.fase in WEG else ()
        offered = (*eerder, Fase.AFGEBROKEN)
        self.naar.choices = [
            SelectChoice("", _("Kies een fase")),
            *(SelectChoice(fase.value, FASEN[fase]) for fase in offered),
        ]
