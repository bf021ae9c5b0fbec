"""What an officer fills in for somebody on the phone or from a letter."""

from __future__ import annotations

from vereniging.core.forms import (
    BooleanField,
    Check,
    Length,
    Optional,
    SelectChoice,
    StringField,
    TextAreaField,
)
from vereniging.core.i18n import _l
from vereniging.meldingen.forms.melder import OverForm, WatForm, keuze
from vereniging.meldingen.models import MeldingBron

KANALEN = [
    SelectChoice(MeldingBron.TELEFOON.value, _l("Telefoon")),
    SelectChoice(MeldingBron.BRIEVENBUS.value, _l("Brief of formulier")),
]


class InnameForm(WatForm, OverForm):
    """The same questions as everyone gets, and how it reached us."""

    bron = keuze(_l("Hoe kwam de melding binnen?"), KANALEN, _l("Kies hoe het binnenkwam."))
    soort = keuze(
        _l("De melder is"), OverForm.soort.kwargs["choices"], _l("Kies wat de melder is.")
    )
    naam = StringField(_l("Naam van de melder"), [Optional(), Length(0, 120)])
    telefoon = StringField(_l("Telefoon"), [Optional(), Length(0, 20)])
    postadres = TextAreaField(_l("Adres voor brieven"), [Optional(), Length(0, 200)])
    akkoord = BooleanField(
        _l("Ik las het voor, en de melder is het ermee eens"),
        [Check(bool, _l("Lees de melding voor en vraag of het klopt."))],
    )
