"""The officers' forms for a promise: what, an answer, done, a finding."""

from __future__ import annotations

from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from vereniging.convenant.models import Oordeel, Partij, Partijantwoord, Thema
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
)
from vereniging.core.i18n import _, _l

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
