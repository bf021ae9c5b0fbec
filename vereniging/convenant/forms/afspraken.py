"""The officers' forms for a promise: what, an answer, done, a finding."""

from __future__ import annotations

from wtforms import FileField
from wtforms.fields.choices import SelectChoice

from vereniging.convenant.models import (
    AfspraakStand,
    Oordeel,
    Partijantwoord,
    Verweer,
)
from vereniging.convenant.models.instemming import UITLEG
from vereniging.convenant.queries import besluit_met
from vereniging.core.clock import today
from vereniging.core.forms import (
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
from vereniging.statuten.models import Besluit

ANTWOORDEN = {
    Partijantwoord.EENS: _l("Eens"),
    Partijantwoord.GEEN_BEZWAAR: _l("Geen bezwaar"),
    Partijantwoord.ONTHOUDING: _l("Onthoudt zich"),
    Partijantwoord.NIET_EENS: _l("Niet eens"),
}
VERWEREN = {
    Verweer.KLOPT: _l("Het klopt"),
    Verweer.KLOPT_NIET: _l("Het klopt niet, want …"),
    Verweer.LOSSEN_OP: _l("Het klopt, wij lossen het op voor …"),
}
OORDELEN = {
    Oordeel.NAGELEEFD: _l("Nagekomen"),
    Oordeel.DEELS: _l("Deels nagekomen"),
    Oordeel.NIET: _l("Niet nagekomen"),
    Oordeel.NIET_VAST_TE_STELLEN: _l("Niet te zien"),
}


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

    def validate_antwoord(self, field: RadioField) -> None:
        """A no is explained: why, and what instead."""
        kort = len(self.reden.data or "") < UITLEG
        if field.data == Partijantwoord.NIET_EENS and kort:
            raise ValidationError(_("Leg uit waarom, en wat dan wel (minstens 20 tekens)."))


class PartijInstemmingForm(InstemmingForm):
    """A party answers for itself."""

    partij = None
    naam = StringField(_l("Uw naam"), [Required(_l("Vul uw naam in.")), Length(2, 120)])


class WederhoorForm(Form):
    """What the owner says to a bad verdict."""

    antwoord = RadioField(
        _l("Wat zegt u daarop?"),
        [Required(_l("Kies een antwoord."))],
        choices=[SelectChoice(waarde.value, woord) for waarde, woord in VERWEREN.items()],
    )
    voor_datum = DateField(_l("Voor welke dag is het opgelost?"), [Optional()])
    tekst = TextAreaField(_l("Toelichting"), [Optional(), Length(0, 2000)])
    naam = StringField(_l("Uw naam"), [Required(_l("Vul uw naam in.")), Length(2, 120)])

    def validate_antwoord(self, field: RadioField) -> None:
        """Who does not agree says why; who solves it says when."""
        if field.data == Verweer.KLOPT_NIET and len(self.tekst.data or "") < UITLEG:
            raise ValidationError(_("Leg uit wat er niet klopt (minstens 20 tekens)."))
        dag = self.voor_datum.data
        if field.data == Verweer.LOSSEN_OP and (dag is None or dag < today()):
            raise ValidationError(_("Vul de dag in waarop het is opgelost."))


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
    bestand = FileField(
        _l("Foto of pdf als bewijs"),
        [Optional()],
        description=_l("Hoogstens 10 MB. Alleen de commissie ziet dit bestand."),
    )


class EindeForm(Form):
    """It stops by a decision, and everyone reads which."""

    besluit = StringField(
        _l("Nummer van het besluit"),
        [Required(_l("Vul het nummer van het besluit in."))],
        description=_l("Bijvoorbeeld: B-2026-014."),
    )
    hoe = RadioField(
        _l("Wat gebeurt er met de afspraak?"),
        [Required(_l("Kies wat er met de afspraak gebeurt."))],
        choices=[
            SelectChoice(AfspraakStand.VERVALLEN.value, _l("Hij vervalt")),
            SelectChoice(AfspraakStand.VERVANGEN.value, _l("Een andere afspraak komt ervoor")),
        ],
    )

    def validate_besluit(self, field: StringField) -> None:
        """A decision that was recorded."""
        if field.data and self.genomen is None:
            raise ValidationError(_("Dit besluit staat niet in de lijst. Kijk het nummer na."))

    @property
    def genomen(self) -> Besluit | None:
        """The decision with this number."""
        return besluit_met((self.besluit.data or "").strip().upper())
