"""What officers fill in about votes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vereniging.core.clock import AMSTERDAM
from vereniging.core.forms import (
    BooleanField,
    DateField,
    Form,
    InputRequired,
    IntegerField,
    Length,
    Optional,
    RadioField,
    Required,
    SelectChoice,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.stembus.models import GEHEIM
from vereniging.stembus.telling.vraag import LETTERS

SLUITUUR = 21
MEESTE_BILJETTEN = 200
HOOGSTE_LIDNUMMER = 2**31 - 1
MEERDERHEID = {"basis": "uitgebracht", "breuk": [1, 2], "strikt": True}
MEESTE = {"enkelvoudig": 20, "meervoudig": 20, "schulze": 12, "irv": 12, "score": 12}


class StemdagForm(Form):
    """When members vote."""

    open_dag = DateField(_l("Stemmen vanaf"), validators=[Required(_l("Kies een dag."))])
    sluit_dag = DateField(
        _l("Stemmen tot en met, 21.00 uur"), validators=[Required(_l("Kies een dag."))]
    )

    def validate_sluit_dag(self, field: Any) -> None:
        """At least three days later."""
        if self.open_dag.data and (field.data - self.open_dag.data).days < 3:
            raise ValidationError(_("Laat leden minstens 3 dagen stemmen."))

    def momenten(self, nu: datetime) -> tuple[datetime, datetime]:
        """Opening (now, or nine o'clock on a later day) and closing."""
        velden: tuple[Any, Any] = (self.open_dag, self.sluit_dag)
        opens, closes = (
            datetime.combine(veld.data, datetime.min.time(), AMSTERDAM) for veld in velden
        )
        opens = max(opens.replace(hour=9), nu.replace(second=0, microsecond=0))
        return opens, closes.replace(hour=SLUITUUR)


class NieuweStemmingForm(StemdagForm):
    """A consultation that does not begin at a position: one question, its choices and days."""

    titel = StringField(
        _l("Titel"),
        validators=[Length(5, 120, _l("Schrijf in minstens 5 tekens waar het over gaat."))],
    )
    inleiding = TextAreaField(
        _l("Toelichting"), validators=[Length(10, 5000, _l("Leg uit waar het over gaat."))]
    )
    vraag = StringField(
        _l("Vraag aan de leden"),
        validators=[Length(10, 300, _l("Stel de vraag, bijvoorbeeld: Welk plan kiest u?"))],
    )
    soort = RadioField(
        _l("Hoe antwoorden leden?"),
        choices=[
            SelectChoice("voor_tegen", _l("Voor of tegen")),
            SelectChoice("enkelvoudig", _l("Eén keuze")),
            SelectChoice("meervoudig", _l("Alle keuzes die goed zijn")),
            SelectChoice("schulze", _l("Op volgorde: wie wint van elke ander")),
            SelectChoice("irv", _l("Op volgorde: steeds valt de laatste af")),
            SelectChoice("score", _l("Punten, 0 tot en met 5")),
        ],
        validators=[Required(_l("Kies hoe leden antwoorden."))],
    )
    gaat_over_personen = BooleanField(_l("Deze stemming gaat over personen."))
    niveau = RadioField(
        _l("Hoe geheim is de stem?"),
        choices=[
            SelectChoice("vertrouwelijk", _l("Vertrouwelijk")),
            SelectChoice("geheim", _l("Geheim, met drie tellers")),
        ],
        default="vertrouwelijk",
    )
    opties = TextAreaField(
        _l("Keuzes, één per regel (leeg bij voor of tegen)"), validators=[Length(0, 3000)]
    )
    hoogstens = IntegerField(
        _l("Hoeveel keuzes mag iemand aankruisen? Leeg is alle"), validators=[Optional()]
    )

    def validate_opties(self, _field: Any) -> None:
        """As many choices as the kind of question can hold."""
        soort, aantal = self.soort.data or "", len(self.keuzes)
        if soort in MEESTE and not 2 <= aantal <= MEESTE[soort]:
            raise ValidationError(_("Vul 2 tot en met %(meeste)s keuzes in.", meeste=MEESTE[soort]))
        if soort == "voor_tegen" and aantal:
            raise ValidationError(_("Laat dit leeg bij voor of tegen."))
        if any(len(keuze) > 200 for keuze in self.keuzes):
            raise ValidationError(_("Maak elke keuze korter dan 200 tekens."))

    def validate_niveau(self, field: Any) -> None:
        """A vote over persons is always secret."""
        if self.gaat_over_personen.data and field.data != GEHEIM:
            raise ValidationError(_("Een stemming over personen is altijd geheim."))

    def validate_hoogstens(self, field: Any) -> None:
        """Between one and all."""
        if field.data is not None and not 1 <= field.data <= max(len(self.keuzes), 1):
            raise ValidationError(_("Vul een getal in van 1 tot het aantal keuzes."))

    @property
    def keuzes(self) -> list[str]:
        """The choices, one per line."""
        return [line.strip() for line in (self.opties.data or "").splitlines() if line.strip()]

    def keuzes_van(self, nu: datetime) -> dict[str, Any]:
        """When it opens and closes, how secret it is, and its introduction."""
        open_op, sluit_op = self.momenten(nu)
        return {
            "open_op": open_op,
            "sluit_op": sluit_op,
            "inleiding": self.inleiding.data,
            "niveau": self.niveau.data,
            "gaat_over_personen": self.gaat_over_personen.data,
        }

    def vragen(self) -> list[dict[str, Any]]:
        """The question as regels.json wants it; only after validation."""
        soort, tekst = self.soort.data, self.vraag.data
        vraag: dict[str, Any] = {"sleutel": "v1", "tekst": tekst, "type": soort}
        if soort == "voor_tegen":
            return [vraag | {"meerderheid": MEERDERHEID}]
        rows = zip(LETTERS, self.keuzes, strict=False)
        vraag["opties"] = [{"sleutel": letter, "tekst": keuze} for letter, keuze in rows]
        return [vraag | self._instellingen(soort)]

    def _instellingen(self, soort: str) -> dict[str, Any]:
        aantal = len(self.keuzes)
        wijze = "opgeteld" if aantal > 5 else "per_stem"
        if soort in {"schulze", "irv"}:
            return {"type": "rangschikken", "methode": soort, "publicatie": wijze}
        if soort == "score":
            return {"publicatie": wijze}
        if soort == "enkelvoudig":
            return {"meerderheid": None}
        meeste = self.hoogstens.data or aantal
        return {"meerderheid": None, "min": 1, "max": meeste, "zetels": 1}


class AntwoordForm(Form):
    """The board's answer to an objection."""

    oordeel = RadioField(
        _l("Oordeel"),
        choices=[
            SelectChoice("gegrond", _l("Het bezwaar klopt")),
            SelectChoice("ongegrond", _l("Het bezwaar klopt niet")),
        ],
        validators=[Required(_l("Kies of het bezwaar klopt."))],
    )
    antwoord = TextAreaField(
        _l("Antwoord"), validators=[Length(10, 2000, _l("Leg uit in minstens 10 tekens."))]
    )


class BetwistForm(StemdagForm):
    """Why a result does not stand, and when members vote again."""

    reden = TextAreaField(
        _l("Waarom telt de uitslag niet?"),
        validators=[Length(10, 2000, _l("Leg uit waarom, in minstens 10 tekens."))],
        description=_l("Iedereen leest dit. Noem geen namen."),
    )


class VernietigForm(Form):
    """Why a vote cannot stand."""

    reden = TextAreaField(
        _l("Waarom moet deze stemming weg?"),
        validators=[Length(10, 2000, _l("Leg uit waarom, in minstens 10 tekens."))],
        description=_l("Iedereen leest dit. Noem geen namen."),
    )


class PapierstemmerForm(Form):
    """Who votes on paper."""

    lidnummer = IntegerField(
        _l("Lidnummer"), validators=[InputRequired(_l("Vul het lidnummer in, bijvoorbeeld 1024."))]
    )

    def validate_lidnummer(self, field: Any) -> None:
        """A number that a database can hold."""
        if not 1 <= (field.data or 0) <= HOOGSTE_LIDNUMMER:
            raise ValidationError(_("Vul het lidnummer in, bijvoorbeeld 1024."))


class AantalForm(Form):
    """How many ballots to print."""

    aantal = IntegerField(
        _l("Hoeveel biljetten?"), validators=[InputRequired(_l("Vul een getal in van 1 tot 200."))]
    )

    def validate_aantal(self, field: Any) -> None:
        """A pile that can be counted by hand."""
        if not 1 <= (field.data or 0) <= MEESTE_BILJETTEN:
            raise ValidationError(_("Vul een getal in van 1 tot 200."))


class TypForm(Form):
    """All paper ballots as one teller reads them."""

    regels = TextAreaField(
        _l("Alle biljetten, één per regel"),
        validators=[Length(1, 100_000, _l("Typ minstens één biljet."))],
    )
