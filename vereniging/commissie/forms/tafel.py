"""What officers fill in at the table and afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import request
from wtforms import FileField

from vereniging.commissie.models import Niveau
from vereniging.convenant.forms.afspraken import ANTWOORDEN
from vereniging.convenant.forms.versie import VersieForm
from vereniging.convenant.models import Partij, Partijantwoord
from vereniging.convenant.models.instemming import UITLEG
from vereniging.convenant.queries import besluit_met
from vereniging.core.forms import (
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
    tidy_line,
)
from vereniging.core.i18n import _, _l
from vereniging.statuten.models import Besluit

NIVEAUS = {
    Niveau.OPENBAAR: _l("Iedereen"),
    Niveau.LEDEN: _l("Onze leden"),
    Niveau.COMMISSIE: _l("Onze afgevaardigden en secretaris"),
    Niveau.BESTUUR: _l("Ons bestuur"),
}


class AanwezigForm(Form):
    """Who was there, a field per party."""

    def __init__(self, namen: dict[Partij, str]) -> None:
        super().__init__()
        self.partijen = {f"partij_{partij.code}": partij for partij in namen}
        self.bekend = {f"partij_{partij.code}": wie for partij, wie in namen.items()}

    @property
    def namen(self) -> dict[Partij, str]:
        """The names as they were typed, at most 200 characters a party."""
        typed = request.form
        return {p: tidy(typed.get(veld, ""))[:200] for veld, p in self.partijen.items()}


def tidy(typed: str) -> str:
    """One line without odd spaces."""
    return tidy_line(typed) or ""


class Antwoordvelden(Form):
    """What a party says, and why."""

    antwoord = RadioField(
        _l("Wat zegt deze partij?"),
        validators=[Required(_l("Kies het antwoord van deze partij."))],
        choices=[SelectChoice(waarde.value, woord) for waarde, woord in ANTWOORDEN.items()],
    )
    toelichting = TextAreaField(
        _l("Toelichting"), validators=[Optional(), Length(0, 2000)],
        description=_l("Nodig bij niet eens: waarom, en wat dan wel."),
    )  # fmt: skip

    def validate_antwoord(self, field: Any) -> None:
        """A no is explained."""
        kort = len(self.toelichting.data or "") < UITLEG
        if field.data == Partijantwoord.NIET_EENS and kort:
            raise ValidationError(_("Leg uit waarom, en wat dan wel (minstens 20 tekens)."))


class PartijPuntForm(Antwoordvelden):
    """A party that was not there says for itself whether it agrees."""

    antwoord = RadioField(
        _l("Uw antwoord"),
        validators=[Required(_l("Kies uw antwoord."))],
        choices=[SelectChoice(waarde.value, woord) for waarde, woord in ANTWOORDEN.items()],
    )
    naam = StringField(_l("Uw naam"), [Required(_l("Vul uw naam in.")), Length(2, 120)])


class PartijstandpuntForm(Antwoordvelden, VersieForm):
    """What one party said about an item."""

    partij = SelectField(_l("Partij"), validators=[Required(_l("Kies een partij."))])

    def __init__(self, partijen: Iterable[Partij], versie: int = 0) -> None:
        super().__init__(data={"versie": str(versie)})
        rows = [SelectChoice(partij.code, partij.naam) for partij in partijen]
        self.partij.choices = [SelectChoice("", _l("Kies een partij")), *rows]


class VerslagForm(VersieForm):
    """The minutes, and who may read them."""

    verslag = TextAreaField(
        _l("Verslag"),
        validators=[Length(20, 20000, _l("Schrijf een verslag van minstens 20 tekens."))],
        description=_l("Noem geen namen van bewoners. Het is een concept tot het is vastgesteld."),
    )
    niveau = RadioField(
        _l("Wie mag dit lezen?"),
        validators=[Required(_l("Kies wie dit mag lezen."))],
        choices=[SelectChoice(waarde.value, woord) for waarde, woord in NIVEAUS.items()],
    )


class BesluitcorrectieForm(Form):
    """Which later decision puts an outcome right, and what it says."""

    besluit = StringField(
        _l("Nummer van het latere besluit"),
        [Required(_l("Vul het nummer van het besluit in."))],
        description=_l("Een besluit van de commissie, bijvoorbeeld B-2026-014."),
    )
    tekst = TextAreaField(
        _l("Wat moet het zijn?"), [Length(10, 2000, _l("Schrijf minstens 10 tekens."))]
    )

    def validate_besluit(self, field: Any) -> None:
        """A decision that was recorded."""
        if field.data and self.genomen is None:
            raise ValidationError(_("Dit besluit staat niet in de lijst. Kijk het nummer na."))

    @property
    def genomen(self) -> Besluit | None:
        """The decision with this number."""
        return besluit_met((self.besluit.data or "").strip().upper())


class StukForm(Form):
    """A paper for a meeting."""

    titel = StringField(
        _l("Titel"), validators=[Length(3, 120, _l("Vul in wat voor stuk dit is."))]
    )
    bestand = FileField(
        _l("Pdf of foto"),
        validators=[Required(_l("Kies een bestand."))],
        description=_l("Hoogstens 10 MB."),
    )
    niveau = RadioField(
        _l("Wie mag dit lezen?"),
        validators=[Required(_l("Kies wie dit mag lezen."))],
        choices=[SelectChoice(waarde.value, woord) for waarde, woord in NIVEAUS.items()],
    )
