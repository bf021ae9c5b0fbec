"""What the board fills in about a breach, step by step."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from vereniging.avg.models import Lekrisico
from vereniging.commissie.forms.plannen import lees_tijd
from vereniging.core import clock
from vereniging.core.forms import (
    DateField,
    Form,
    IntegerField,
    Length,
    Optional,
    Required,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.core.workdays import GeenTijdstip, local_moment
from vereniging.leden.forms.velden import keuze

RISICOS = [
    (Lekrisico.GEEN.value, _l("Geen risico: niemand heeft er last van")),
    (Lekrisico.RISICO.value, _l("Risico: meld het bij de Autoriteit Persoonsgegevens")),
    (Lekrisico.HOOG.value, _l("Hoog risico: meld het ook aan de mensen zelf")),
]
KORT = _l("Schrijf tussen 10 en 2.000 tekens.")
TIJD = _l("Vul een tijd in, bijvoorbeeld 19.30.")


class LekForm(Form):
    """What somebody saw."""

    dag = DateField(_l("Dag waarop wij het ontdekten"), [Required(_l("Kies een dag."))])
    uur = StringField(_l("Tijd"), [Required(TIJD)])
    wat = TextAreaField(_l("Wat gebeurde er?"), [Required(KORT), Length(10, 2000, KORT)])
    gegevens = TextAreaField(
        _l("Om welke gegevens gaat het?"), [Required(KORT), Length(10, 2000, KORT)]
    )
    aantal = IntegerField(_l("Van hoeveel mensen (ongeveer)?"), [Optional()])

    def validate_uur(self, _field: Any) -> None:
        """A time that exists, and that is over."""
        moment = self.ontdekt_op()
        if moment is None:
            raise ValidationError(_("Vul een tijd in, bijvoorbeeld 19.30."))
        if moment > clock.now():
            raise ValidationError(_("Dit moment moet nog komen."))

    def validate_aantal(self, field: Any) -> None:
        """No fewer than nobody, and as many as a database can count."""
        if field.data is not None and not 0 <= field.data <= 1_000_000:
            raise ValidationError(_("Vul een aantal in, zonder punten."))

    def ontdekt_op(self) -> datetime | None:
        """The moment that was typed, or None when it is no moment."""
        at: time | None = lees_tijd((self.uur.data or "").strip())
        if self.dag.data is None or at is None:
            return None
        try:
            return local_moment(self.dag.data, at)
        except GeenTijdstip:
            return None


class LekOordeelForm(Form):
    """How bad it is, and what is done about it."""

    risico = keuze(_l("Hoe erg is het?"), RISICOS, _l("Kies hoe erg het is."))
    gevolgen = TextAreaField(
        _l("Wat kan dit voor mensen betekenen?"), [Required(KORT), Length(10, 2000, KORT)]
    )
    maatregelen = TextAreaField(
        _l("Wat doet u om het te stoppen?"), [Required(KORT), Length(10, 2000, KORT)]
    )


class LekMeldingForm(Form):
    """That it was reported to the authority."""

    nummer = StringField(
        _l("Nummer van de melding bij de AP"),
        [Length(1, 40, _l("Vul het nummer in dat u van de AP kreeg."))],
    )
    reden_laat = TextAreaField(
        _l("Waarom is het later dan 72 uur?"),
        [Optional(), Length(0, 2000, _l("Schrijf niet meer dan 2.000 tekens."))],
    )


class LekSlotForm(Form):
    """What we do better."""

    lering = TextAreaField(
        _l("Wat doen wij voortaan anders?"), [Required(KORT), Length(10, 2000, KORT)]
    )
