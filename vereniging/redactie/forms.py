"""What is filled in for news and documents."""

from __future__ import annotations

from wtforms import FileField

from vereniging.core.forms import (
    BooleanField,
    Form,
    Length,
    RadioField,
    Required,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from vereniging.core.i18n import _l
from vereniging.redactie.models import Documentsoort

SOORTEN = {
    Documentsoort.STATUTEN: _l("Statuten"),
    Documentsoort.REGLEMENT: _l("Reglement"),
    Documentsoort.JAARVERSLAG: _l("Jaarverslag"),
    Documentsoort.NOTULEN: _l("Notulen"),
    Documentsoort.PLAN: _l("Plan"),
    Documentsoort.ANDERS: _l("Ander stuk"),
}


class NieuwsForm(Form):
    """One piece of news."""

    titel = StringField(_l("Titel"), [Length(3, 120, _l("Vul een titel in van 3 tot 120 tekens."))])
    tekst = TextAreaField(
        _l("Tekst"), [Length(20, 20_000, _l("Schrijf een tekst van minstens 20 tekens."))]
    )


class DocumentForm(Form):
    """What a document is and who may read it."""

    titel = StringField(_l("Titel"), [Length(3, 120, _l("Vul een titel in van 3 tot 120 tekens."))])
    soort = SelectField(
        _l("Wat is het?"),
        [Required(_l("Kies wat het is."))],
        choices=[
            SelectChoice("", _l("Maak een keuze")),
            *(SelectChoice(soort.value, naam) for soort, naam in SOORTEN.items()),
        ],
    )
    niveau = RadioField(
        _l("Wie mag dit lezen?"),
        [Required(_l("Kies wie dit mag lezen."))],
        choices=[
            SelectChoice("openbaar", _l("Iedereen")),
            SelectChoice("leden", _l("Onze leden")),
        ],
    )

    @property
    def kind(self) -> Documentsoort:
        return Documentsoort(self.soort.data)

    @property
    def is_openbaar(self) -> bool:
        return bool(self.niveau.data == "openbaar")


class DocumentversieForm(Form):
    """A file as the newest version."""

    bestand = FileField(
        _l("Pdf"), [Required(_l("Kies een bestand."))], description=_l("Hoogstens 10 MB.")
    )


class NieuwDocumentForm(DocumentForm, DocumentversieForm):
    """A document with its first file."""


class WijzigDocumentForm(DocumentForm):
    """Also whether it is still there."""

    weg = BooleanField(_l("Haal dit document van de site"))
