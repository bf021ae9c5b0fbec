"""What is filled in around a general meeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any, cast

from wtforms import FileField

from vereniging.alv.models import Alv, AlvSoort, AlvVorm, Puntsoort
from vereniging.alv.stemvraag import Stemvraag
from vereniging.commissie.forms.plannen import lees_tijd
from vereniging.core.clock import AMSTERDAM
from vereniging.core.forms import (
    BooleanField,
    DateField,
    Form,
    IntegerField,
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
from vereniging.core.i18n import _, _l, datum
from vereniging.stembus.forms.bestuur import MEERDERHEID
from vereniging.stembus.telling.vraag import LETTERS

SOORTEN = {
    AlvSoort.JAARVERGADERING: _l("Jaarvergadering"),
    AlvSoort.EXTRA: _l("Extra ledenvergadering"),
}
VORMEN = {
    AlvVorm.FYSIEK: _l("In een zaal"),
    AlvVorm.HYBRIDE: _l("In een zaal, en online mee te doen"),
}
PUNTSOORTEN = {
    Puntsoort.BESPREKEN: _l("Alleen bespreken"),
    Puntsoort.BESLUIT: _l("De leden nemen een besluit"),
    Puntsoort.STATUTEN: _l("De leden wijzigen de statuten"),
}
KORTST, LANGST, MEESTE = 5, 480, 20


def _choices(woorden: dict[Any, Any]) -> list[SelectChoice]:
    return [SelectChoice(waarde.value, woord) for waarde, woord in woorden.items()]


class AlvForm(Form):
    """A general meeting."""

    soort = RadioField(
        _l("Wat voor vergadering?"),
        choices=_choices(SOORTEN),
        validators=[Required(_l("Kies wat voor vergadering het is."))],
    )
    vorm = RadioField(
        _l("Waar doen leden mee?"),
        choices=_choices(VORMEN),
        validators=[Required(_l("Kies waar leden meedoen."))],
    )
    dag = DateField(_l("Dag"), validators=[Required(_l("Kies een dag."))])
    uur = StringField(_l("Tijd"), validators=[Required(_l("Vul een tijd in, bijvoorbeeld 19.30."))])
    plaats = StringField(
        _l("Plaats"), validators=[Length(3, 120, _l("Vul in waar de vergadering is."))]
    )
    toelichting = TextAreaField(_l("Toelichting (mag leeg)"), validators=[Length(0, 5000)])
    voorwaarden = TextAreaField(
        _l("Hoe stemmen leden via de site? (mag leeg)"),
        validators=[Length(0, 2000)],
        description=_l("Alleen nodig als leden via de site stemmen. Dit staat in de oproep."),
    )

    def validate_uur(self, field: Any) -> None:
        """A clock time as people type it."""
        if lees_tijd(field.data or "") is None:
            raise ValidationError(_("Vul een tijd in, bijvoorbeeld 19.30."))

    @property
    def begin(self) -> datetime:
        """Day and time in Amsterdam; only after validation."""
        hour = lees_tijd(self.uur.data) or time(20)
        return datetime.combine(cast("Any", self.dag.data), hour, AMSTERDAM)

    @property
    def velden(self) -> dict[str, Any]:
        """All but the moment; only after validation."""
        return {
            "soort": AlvSoort(self.soort.data),
            "vorm": AlvVorm(self.vorm.data),
            "plaats": self.plaats.data,
            "toelichting": self.toelichting.data or "",
            "voorwaarden": self.voorwaarden.data or "",
        }


class AlvpuntForm(Form):
    """An item for the agenda."""

    titel = StringField(
        _l("Onderwerp"), validators=[Length(5, 120, _l("Schrijf waar dit punt over gaat."))]
    )
    toelichting = TextAreaField(
        _l("Toelichting"), validators=[Length(10, 5000, _l("Leg uit waar het over gaat."))]
    )
    soort = RadioField(
        _l("Wat doet de vergadering?"),
        choices=_choices(PUNTSOORTEN),
        validators=[Required(_l("Kies wat de vergadering doet."))],
    )


class PuntStemmingForm(Form):
    """The question on an item, and when members answer it."""

    vraag = StringField(
        _l("Vraag aan de leden"),
        validators=[Length(10, 300, _l("Stel de vraag, bijvoorbeeld: Stemt u in met het plan?"))],
    )
    soort = RadioField(
        _l("Hoe antwoorden leden?"),
        choices=[
            SelectChoice("voor_tegen", _l("Voor of tegen")),
            SelectChoice("enkelvoudig", _l("Eén keuze")),
        ],
        validators=[Required(_l("Kies hoe leden antwoorden."))],
    )
    opties = TextAreaField(
        _l("Keuzes, één per regel (leeg bij voor of tegen)"), validators=[Length(0, 3000)]
    )
    gaat_over_personen = BooleanField(_l("Deze stemming gaat over personen."))
    wanneer = RadioField(
        _l("Wanneer stemmen leden?"),
        choices=[
            SelectChoice("tijdens", _l("Tijdens de vergadering")),
            SelectChoice("vooraf", _l("Vooraf, tot de vergadering begint")),
        ],
        default="tijdens",
    )
    minuten = IntegerField(
        _l("Hoeveel minuten, vanaf het begin van de vergadering?"),
        validators=[Optional()],
        default=120,
    )
    open_dag = DateField(
        _l("Vooraf stemmen vanaf, 9.00 uur (leeg bij tijdens)"), validators=[Optional()]
    )

    def validate_opties(self, _field: Any) -> None:
        """Two to twenty choices, or none."""
        aantal = len(self.keuzes)
        if self.soort.data == "enkelvoudig" and not 2 <= aantal <= MEESTE:
            raise ValidationError(_("Vul 2 tot en met %(meeste)s keuzes in.", meeste=MEESTE))
        if self.soort.data == "voor_tegen" and aantal:
            raise ValidationError(_("Laat dit leeg bij voor of tegen."))
        if any(len(keuze) > 200 for keuze in self.keuzes):
            raise ValidationError(_("Maak elke keuze korter dan 200 tekens."))

    def validate_minuten(self, field: Any) -> None:
        """As long as a meeting may last."""
        if self.is_vooraf:
            return
        if not KORTST <= (field.data or 0) <= LANGST:
            raise ValidationError(_("Vul een getal in van 5 tot en met 480."))

    def validate_wanneer(self, _field: Any) -> None:
        """Voting ahead has a first day."""
        if self.is_vooraf and not self.open_dag.data:
            raise ValidationError(_("Kies vanaf welke dag leden vooraf stemmen."))

    @property
    def is_vooraf(self) -> bool:
        """Whether members vote before the meeting."""
        return bool(self.wanneer.data == "vooraf")

    @property
    def keuzes(self) -> list[str]:
        """The choices, one per line."""
        return [line.strip() for line in (self.opties.data or "").splitlines() if line.strip()]

    def stemvraag(self, alv: Alv, nu: datetime) -> Stemvraag:
        """What is asked and when; only after validation."""
        open_op, sluit_op = alv.begin, alv.begin
        if self.is_vooraf:
            dag = datetime.combine(cast("Any", self.open_dag.data), time(9), AMSTERDAM)
            open_op = max(dag, nu.replace(second=0, microsecond=0))
        else:
            sluit_op = alv.begin + timedelta(minutes=self.minuten.data or KORTST)
        return Stemvraag(
            vraag=self._vraag(),
            open_op=open_op,
            sluit_op=sluit_op,
            over_personen=bool(self.gaat_over_personen.data),
            is_vooraf=self.is_vooraf,
        )

    def _vraag(self) -> dict[str, Any]:
        vraag: dict[str, Any] = {
            "sleutel": "v1", "tekst": self.vraag.data, "type": self.soort.data,
            "meerderheid": MEERDERHEID,
        }  # fmt: skip
        if self.keuzes:
            rows = zip(LETTERS, self.keuzes, strict=False)
            vraag["opties"] = [{"sleutel": letter, "tekst": keuze} for letter, keuze in rows]
        return vraag


class AlvstukForm(Form):
    """A paper for the members."""

    titel = StringField(
        _l("Titel"), validators=[Length(3, 120, _l("Vul in wat voor stuk dit is."))]
    )
    bestand = FileField(
        _l("Pdf of foto"),
        validators=[Required(_l("Kies een bestand."))],
        description=_l("Hoogstens 10 MB."),
    )


class NotulenForm(Form):
    """The minutes."""

    tekst = TextAreaField(
        _l("Notulen"), validators=[Length(20, 50_000, _l("Schrijf op wat er is besproken."))]
    )


class VaststelForm(Form):
    """Which meeting agreed with the minutes."""

    later = SelectField(
        _l("Welke vergadering stelde ze vast?"), validators=[Required(_l("Kies een vergadering."))]
    )

    def __init__(self, vergaderingen: Iterable[Alv]) -> None:
        super().__init__()
        rows = [SelectChoice(alv.slug, datum(alv.dag)) for alv in vergaderingen]
        self.later.choices = [SelectChoice("", _l("Kies een vergadering")), *rows]
