"""What delegates fill in, at the table and afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from vereniging.commissie.models import UitkomstSoort
from vereniging.convenant.models import Partij
from vereniging.core.forms import (
    BooleanField,
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
from vereniging.mandaten.models import Belofte, Mandaat, Tafel, Verhaal

ANDERS = "anders"
SOORTEN = {
    UitkomstSoort.CONSENSUS: _l("Eens, binnen het mandaat"),
    UitkomstSoort.VOORBEHOUD: _l("Onder voorbehoud"),
    UitkomstSoort.AANGEHOUDEN: _l("Volgende keer verder"),
    UitkomstSoort.GEEN_CONSENSUS: _l("Niet eens geworden"),
    UitkomstSoort.TER_KENNISNAME: _l("Alleen besproken"),
}


class TafelForm(Form):
    """What lies on the table, and what the parties came to."""

    niveau = RadioField(_l("Wat ligt er nu op tafel?"), default="", validate_choice=False)
    breekpunt = BooleanField(_l("Dit raakt een breekpunt"))
    soort = RadioField(
        _l("Wat spraken de partijen af?"), validators=[Required(_l("Kies wat de uitkomst is."))]
    )
    tekst = TextAreaField(
        _l("Schrijf de uitkomst in één of twee zinnen"),
        validators=[Length(10, 2000, _l("Schrijf de uitkomst op in minstens 10 tekens."))],
    )
    partij = SelectField(_l("Welke partij?"), validators=[Optional()], default="")
    belofte = StringField(_l("Wat is beloofd?"), validators=[Optional(), Length(5, 500)])
    voor_datum = DateField(_l("Voor welke dag?"), validators=[Optional()])

    def __init__(self, mandaat: Mandaat | None, partijen: Iterable[Partij]) -> None:
        super().__init__()
        self.partijen = {partij.code: partij for partij in partijen}
        self.partij.choices = [
            SelectChoice("", _l("Nee, niets")),
            *(SelectChoice(code, partij.naam) for code, partij in self.partijen.items()),
        ]
        soorten = {**SOORTEN}
        if mandaat is None:
            soorten[UitkomstSoort.CONSENSUS] = _l("Eens geworden")
        self.soort.choices = [SelectChoice(code.value, label) for code, label in soorten.items()]
        niveaus = enumerate(mandaat.niveaus, 1) if mandaat else ()
        self.niveau.choices = [
            *(SelectChoice(str(nummer), niveau) for nummer, niveau in niveaus),
            SelectChoice(ANDERS, _l("Iets anders")),
        ]

    def validate_partij(self, field: Any) -> None:
        """A promise names who, what and when."""
        if field.data and not (self.belofte.data and self.voor_datum.data):
            raise ValidationError(_("Vul in wat de partij belooft, en voor welke dag."))

    @property
    def gekozen_niveau(self) -> int | None:
        """The step on the table; none for something else or across a deal breaker."""
        offered = {str(nummer): nummer for nummer in range(1, len(self.niveau.choices))}
        return None if self.breekpunt.data else offered.get(self.niveau.data or "")

    def tafel(self) -> Tafel:
        """What to record; only after validation."""
        partij = self.partijen.get(self.partij.data or "")
        belofte = None
        if partij is not None:
            velden = {"tekst": self.belofte.data, "voor_datum": self.voor_datum.data}
            belofte = Belofte(partij=partij, **velden)
        return Tafel(
            soort=UitkomstSoort(self.soort.data),
            tekst=self.tekst.data,
            niveau=self.gekozen_niveau,
            belofte=belofte,
        )


class TerugkoppelingForm(Form):
    """What the members hear."""

    bereikt = TextAreaField(
        _l("Wat is er bereikt?"),
        validators=[Length(10, 3000, _l("Schrijf op wat er is bereikt."))],
    )
    verder = TextAreaField(
        _l("Hoe gaat het verder?"),
        validators=[Length(10, 2000, _l("Schrijf op hoe het verder gaat."))],
    )

    def verhaal(self) -> Verhaal:
        """What to tell; only after validation."""
        return Verhaal(bereikt=self.bereikt.data, verder=self.verder.data)


class AfwijkingForm(TerugkoppelingForm):
    """What the members hear when the delegates left the mandate."""

    afwijking = TextAreaField(
        _l("Waarom week u af van het mandaat?"),
        validators=[Length(10, 2000, _l("U week af van het mandaat. Leg uit waarom."))],
    )

    def verhaal(self) -> Verhaal:
        """The same, with the reason."""
        return replace(super().verhaal(), afwijking=self.afwijking.data)
