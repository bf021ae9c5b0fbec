"""What an officer says about an answer by mail, and about how long a report is kept."""

from __future__ import annotations

from vereniging.core.forms import (
    DateField,
    Field,
    Form,
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
