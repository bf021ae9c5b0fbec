"""What an officer says about an answer by mail, and about how long a report is kept."""

from __future__ import annotations

from typing import Any

from vereniging.core.forms import (
    Check,
    DateField,
    Field,
    Form,
    IntegerField,
    Length,
    Optional,
    SelectChoice,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.meldingen.forms.melder import keuze
from vereniging.meldingen.models import BEWEEGT, Betekenis

WAT = [
    SelectChoice(Betekenis.DOORGEVEN.value, _l("Geef dit antwoord door aan de melder")),
    SelectChoice(Betekenis.OPPAKKEN.value, _l("De partij pakt het op")),
    SelectChoice(Betekenis.KLAAR.value, _l("De partij zegt dat het klaar is")),
    SelectChoice(Betekenis.INTERN.value, _l("Dit is alleen voor ons")),
]
LENGTES = {
    Betekenis.DOORGEVEN: (10, _l("Schrijf in ten minste 10 tekens wat de melder mag lezen.")),
    Betekenis.KLAAR: (10, _l("Schrijf in ten minste 10 tekens wat er is gedaan.")),
}


def _procent(label: Any) -> IntegerField:
    geldig = Check(lambda getal: getal is not None and 0 <= getal <= 100, _l("Kies 0 tot 100."))
    return IntegerField(label, [geldig])


class BewaarForm(Form):
    """Why a report is kept longer."""

    reden = TextAreaField(
        _l("Waarom langer?"),
        [Length(10, 200, _l("Schrijf in 10 tot 200 tekens waarom wij dit langer bewaren."))],
    )


class WeerForm(Form):
    """Why a sender is held, and for how long."""

    reden = StringField(_l("Waarom?"), [Length(5, 200, _l("Schrijf in 5 tot 200 tekens waarom."))])
    dagen = keuze(
        _l("Hoe lang?"),
        [
            SelectChoice("30", _l("Een maand")),
            SelectChoice("90", _l("Drie maanden")),
            SelectChoice("365", _l("Een jaar")),
        ],
        _l("Kies hoe lang."),
    )


class AfdekForm(Form):
    """Which part of a photo becomes black."""

    links = _procent(_l("Links"))
    boven = _procent(_l("Boven"))
    rechts = _procent(_l("Rechts"))
    onder = _procent(_l("Onder"))

    def validate_rechts(self, field: Field) -> None:
        """A box has a width."""
        if (self.links.data or 0) >= (field.data or 0):
            raise ValidationError(_("Kies bij Rechts een groter getal dan bij Links."))

    def validate_onder(self, field: Field) -> None:
        """And a height."""
        if (self.boven.data or 0) >= (field.data or 0):
            raise ValidationError(_("Kies bij Onder een groter getal dan bij Boven."))

    @property
    def vak(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in percents."""
        return self.links.data, self.boven.data, self.rechts.data, self.onder.data


class BetekenisForm(Form):
    """What the mail means, and the words for the reporter."""

    betekenis = keuze(_l("Wat betekent deze e-mail?"), WAT, _l("Kies wat dit antwoord betekent."))
    voor_datum = DateField(_l("Klaar voor"), [Optional()])
    tekst = TextAreaField(_l("Tekst voor de melder"), [Length(0, 2000)])

    def zonder_beweging(self) -> None:
        """Somebody else deals with it now: this mail can no longer move the report."""
        self.betekenis.choices = [each for each in WAT if each.value not in BEWEEGT]

    def validate_betekenis(self, field: Field) -> None:
        """A date for who starts, words for who tells."""
        if field.data == Betekenis.OPPAKKEN and not self.voor_datum.data:
            raise ValidationError(_("Vul in voor welke dag de partij klaar is."))

    def validate_tekst(self, field: Field) -> None:
        """The reporter must have something to read."""
        lowest, sentence = LENGTES.get(self.betekenis.data, (0, ""))
        if len(field.data or "") < lowest:
            raise ValidationError(str(sentence))
