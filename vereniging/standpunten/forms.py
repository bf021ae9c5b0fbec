"""What delegates and members fill in about positions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vereniging.convenant.models import Thema
from vereniging.core.forms import (
    Form,
    Length,
    RadioField,
    Required,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.standpunten.models import StandpuntVersie
from vereniging.voeding.models import Voeding

MEESTE_NIVEAUS = 5


class StandpuntForm(Form):
    """A new position out of voeding."""

    titel = StringField(
        _l("Titel"),
        validators=[Length(5, 120, _l("Schrijf in minstens 5 tekens waar het over gaat."))],
    )
    thema = SelectField(_l("Thema"), validators=[Required(_l("Kies een thema."))])
    vraag = StringField(
        _l("Vraag aan de leden"),
        validators=[Length(10, 300, _l("Stel de vraag, bijvoorbeeld: Moeten wij dit vragen?"))],
    )
    toelichting = TextAreaField(
        _l("Toelichting"), validators=[Length(10, 5000, _l("Leg uit waar het over gaat."))]
    )
    niveaus = TextAreaField(
        _l("Wat kan er op tafel liggen? Eén per regel, het beste eerst (mag leeg)"),
        validators=[Length(0, 1000)],
    )
    breekpunten = TextAreaField(
        _l("Hierover zeggen wij altijd nee (mag leeg)"), validators=[Length(0, 2000)]
    )
    ruimte = TextAreaField(
        _l("Ruimte voor de afgevaardigden (mag leeg)"), validators=[Length(0, 2000)]
    )
    ruggespraak_bij = StringField(
        _l("Eerst terug naar de leden bij (mag leeg)"), validators=[Length(0, 500)]
    )
    bronnen = SelectMultipleField(_l("Deze inbreng hoort erbij (mag leeg)"))

    def __init__(self, themas: Iterable[Thema], voedingen: Iterable[Voeding]) -> None:
        super().__init__()
        rows = [SelectChoice(thema.code, thema.naam) for thema in themas]
        self.thema.choices = [SelectChoice("", _l("Kies een thema")), *rows]
        self.bronnen.choices = [
            SelectChoice(voeding.kenmerk, f"{voeding.kenmerk}: {voeding.tekst[:90]}")
            for voeding in voedingen
        ]

    def validate_niveaus(self, _field: Any) -> None:
        """None, or two to five."""
        if len(self.trappen) == 1 or len(self.trappen) > MEESTE_NIVEAUS:
            raise ValidationError(_("Vul geen regels in, of twee tot vijf regels."))

    @property
    def trappen(self) -> list[str]:
        """The steps, one per line."""
        return [line.strip() for line in (self.niveaus.data or "").splitlines() if line.strip()]

    def versie(self) -> StandpuntVersie:
        """The text as it was filled in."""
        return StandpuntVersie(
            vraag=self.vraag.data,
            toelichting=self.toelichting.data,
            niveaus=self.trappen,
            breekpunten=self.breekpunten.data or "",
            ruimte=self.ruimte.data or "",
            ruggespraak_bij=self.ruggespraak_bij.data or "",
        )


class ArgumentForm(Form):
    """A reason for or against."""

    richting = RadioField(
        _l("Uw argument is"),
        choices=[SelectChoice("voor", _l("Voor")), SelectChoice("tegen", _l("Tegen"))],
        validators=[Required(_l("Kies voor of tegen."))],
    )
    tekst = TextAreaField(
        _l("Uw argument"),
        validators=[Length(10, 500, _l("Schrijf uw argument in minstens 10 tekens."))],
    )
