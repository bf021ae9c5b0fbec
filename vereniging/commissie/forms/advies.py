"""What officers fill in about an advice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vereniging.commissie.forms.tafel import Antwoordvelden, PartijstandpuntForm
from vereniging.commissie.models import Adviessoort, Adviesstand
from vereniging.convenant.forms.afspraken import ANTWOORDEN
from vereniging.convenant.models import Partij, Thema
from vereniging.core.forms import (
    DateField,
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
from vereniging.core.money import NUL, Bedrag, GeenBedrag
from vereniging.core.numbers import lees_getal

SOORTEN = {
    Adviessoort.GELD: _l("Geld"),
    Adviessoort.INZET: _l("Mensen en uren"),
    Adviessoort.MAATREGEL: _l("Een maatregel"),
    Adviessoort.ONDERZOEK: _l("Onderzoek"),
}
REACTIES = {
    Adviesstand.GEVOLGD: _l("Gevolgd"),
    Adviesstand.DEELS_GEVOLGD: _l("Deels gevolgd"),
    Adviesstand.NIET_GEVOLGD: _l("Niet gevolgd"),
}


def lees_bedrag(getypt: str | None) -> Bedrag | None:
    """An amount of nothing or more; None when nothing was typed. Raises ValidationError."""
    if not getypt:
        return None
    try:
        bedrag = Bedrag.uit_tekst(getypt)
    except GeenBedrag as error:
        raise ValidationError(str(error)) from error
    if bedrag < NUL:
        raise ValidationError(_("Vul een bedrag in dat niet onder nul ligt."))
    return bedrag


GETAL = _l("Vul een getal in met hoogstens twee cijfers na de komma, zoals 7,6.")


def _getal(_form: Form, field: Any) -> None:
    if field.data and lees_getal(field.data) is None:
        raise ValidationError(str(GETAL))


class AdviesForm(Form):
    """A proposal for means: why, what, for whom, and when one sees that it helped."""

    titel = StringField(_l("Titel"), [Length(5, 120, _l("Vul in waar het advies over gaat."))])
    thema = SelectField(_l("Thema"), [Required(_l("Kies een thema."))])
    aan = SelectField(_l("Aan welke partij?"), [Required(_l("Kies een partij."))])
    soort = RadioField(
        _l("Waar gaat het om?"),
        [Required(_l("Kies waar het om gaat."))],
        choices=[SelectChoice(soort.value, woord) for soort, woord in SOORTEN.items()],
    )
    aanleiding = TextAreaField(
        _l("Waarom?"), [Length(10, 2000, _l("Schrijf waarom dit nodig is."))]
    )
    voorstel = TextAreaField(
        _l("Wat stelt u voor?"), [Length(10, 5000, _l("Schrijf wat u voorstelt."))]
    )
    bedrag = StringField(_l("Wat kost het ongeveer?"), [Optional(), Length(0, 20)])
    doel = TextAreaField(
        _l("Wat moet er anders zijn?"), [Length(10, 1000, _l("Schrijf wat er anders moet zijn."))]
    )
    doel_op = DateField(_l("Wanneer kijken wij of het hielp?"), [Required(_l("Vul een dag in."))])
    dekking = StringField(
        _l("Waar komt het geld vandaan?"),
        [Optional(), Length(0, 500)],
        description=_l("Bijvoorbeeld: het wijkbudget van de gemeente."),
    )
    indicator = StringField(
        _l("Waaraan meten wij het doel?"),
        [Optional(), Length(0, 120)],
        description=_l("Bijvoorbeeld: meldingen over afval per kwartaal."),
    )
    nulwaarde = StringField(_l("Hoeveel is het nu?"), [Optional(), _getal])
    streefwaarde = StringField(_l("Hoeveel moet het worden?"), [Optional(), _getal])
    leden_vinden = TextAreaField(
        _l("Wat vinden onze leden?"), [Length(10, 2000, _l("Schrijf wat onze leden vinden."))]
    )
    leden_slug = StringField(
        _l("Stemming of mandaat van de leden"),
        [Optional(), Length(0, 60)],
        description=_l("Het laatste deel van het adres, als er een stemming was."),
    )

    def kies(self, themas: Iterable[Thema], partijen: Iterable[Partij]) -> None:
        """Offer themes and parties."""
        self.thema.choices = [
            SelectChoice("", _("Kies een thema")),
            *(SelectChoice(thema.code, thema.naam) for thema in themas),
        ]
        self.aan.choices = [
            SelectChoice("", _("Kies een partij")),
            *(SelectChoice(partij.code, partij.naam) for partij in partijen),
        ]

    def validate_indicator(self, field: Any) -> None:
        """What is measured has a value now and a value to reach, and the other way round."""
        delen = [field.data, self.nulwaarde.data, self.streefwaarde.data]
        if any(delen) and not all(delen):
            raise ValidationError(_("Vul in wat u meet, hoeveel het nu is en hoeveel het wordt."))

    def validate_bedrag(self, field: Any) -> None:
        """An amount as people type it."""
        lees_bedrag(field.data)


class AdviesstemForm(PartijstandpuntForm):
    """What one party thinks of an advice."""


class AdviesreactieForm(Form):
    """What the party that was advised does with it."""

    stand = RadioField(
        _l("Wat doet de partij ermee?"),
        [Required(_l("Kies wat de partij ermee doet."))],
        choices=[SelectChoice(stand.value, woord) for stand, woord in REACTIES.items()],
    )
    reactie = TextAreaField(_l("Haar uitleg"), [Optional(), Length(0, 2000)])

    def validate_stand(self, field: Any) -> None:
        """Not following is explained."""
        if field.data != Adviesstand.GEVOLGD and len(self.reactie.data or "") < 10:
            raise ValidationError(
                _("Leg uit waarom het advies niet of deels is gevolgd (minstens 10 tekens).")
            )


class VerantwoordForm(Form):
    """What was spent, and what came of it."""

    besteed = StringField(_l("Wat is er uitgegeven?"), [Optional(), Length(0, 20)])
    bereikt = TextAreaField(
        _l("Wat kwam ervan?"), [Length(10, 2000, _l("Schrijf wat ervan kwam."))]
    )

    eindwaarde = StringField(_l("Hoeveel is het nu?"), [Optional(), _getal])

    def validate_besteed(self, field: Any) -> None:
        """An amount as people type it."""
        lees_bedrag(field.data)


class PartijAdviesForm(Antwoordvelden):
    """A party says for itself what it thinks."""

    antwoord = RadioField(
        _l("Wat vindt u ervan?"),
        validators=[Required(_l("Kies uw antwoord."))],
        choices=[SelectChoice(waarde.value, woord) for waarde, woord in ANTWOORDEN.items()],
    )
    naam = StringField(_l("Uw naam"), [Required(_l("Vul uw naam in.")), Length(2, 120)])


class PartijReactieForm(AdviesreactieForm):
    """A party says for itself what it does with an advice."""

    stand = RadioField(
        _l("Wat doet u met het advies?"),
        [Required(_l("Kies wat u met het advies doet."))],
        choices=[
            SelectChoice(Adviesstand.GEVOLGD.value, _l("Wij volgen het")),
            SelectChoice(Adviesstand.DEELS_GEVOLGD.value, _l("Wij volgen het voor een deel")),
            SelectChoice(Adviesstand.NIET_GEVOLGD.value, _l("Wij volgen het niet")),
        ],
    )
    reactie = TextAreaField(
        _l("Uw uitleg"),
        [Optional(), Length(0, 2000)],
        description=_l("Iedereen kan dit lezen."),
    )
    naam = StringField(_l("Uw naam"), [Required(_l("Vul uw naam in.")), Length(2, 120)])
