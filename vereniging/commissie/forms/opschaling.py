"""What officers fill in to take a promise up the ladder."""

from __future__ import annotations

from typing import Any

from vereniging.commissie.models import Opschaling, Trede
from vereniging.core.clock import today
from vereniging.core.forms import (
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

TREDEN = {
    Trede.HERINNERING: _l("Herinnering aan de partij"),
    Trede.GESPREK: _l("Gesprek met de partij"),
    Trede.COMMISSIE: _l("In de commissie"),
    Trede.BESTUURLIJK_OVERLEG: _l("Bestuurlijk overleg"),
    Trede.BEMIDDELAAR: _l("Bemiddelaar"),
    Trede.RECHTER: _l("Rechter"),
}


class StapForm(Form):
    """The next step."""

    trede = SelectField(_l("Naar welke stap?"), [Required(_l("Kies een stap."))])
    tot = DateField(
        _l("Tot en met"),
        [Optional()],
        description=_l("Laat leeg voor de gewone termijn van deze stap."),
    )
    besluit = StringField(
        _l("Nummer van het besluit van het bestuur"),
        [Optional(), Length(0, 16)],
        description=_l("Nodig voor bemiddelaar en rechter, en om een stap over te slaan."),
    )
    machtiging = StringField(
        _l("Stemming of mandaat van de leden"),
        [Optional(), Length(0, 60)],
        description=_l("Het laatste deel van het adres. Voor de rechter: een eigen stemming."),
    )
    reden = TextAreaField(
        _l("Reden"), [Optional(), Length(0, 2000)],
        description=_l("Nodig als u een stap overslaat."),
    )  # fmt: skip

    def kies(self, opschaling: Opschaling) -> None:
        """Offer the steps above."""
        eerste = opschaling.volgende
        boven = [trede for trede in Trede if eerste is not None and trede >= eerste]
        self.trede.choices = [
            SelectChoice("", _("Kies een stap")),
            *(SelectChoice(str(int(trede)), TREDEN[trede]) for trede in boven),
        ]

    def validate_tot(self, field: Any) -> None:
        """A term lies ahead."""
        if field.data and field.data <= today():
            raise ValidationError(_("Vul een dag in die nog komt."))


class MisluktForm(Form):
    """The step came to nothing."""

    toelichting = TextAreaField(
        _l("Wat kwam eruit?"),
        [Length(10, 2000, _l("Schrijf minstens 10 tekens."))],
        description=_l("Iedereen leest dit. Van een bemiddeling bewaren wij deze tekst niet."),
    )


class AfrondForm(Form):
    """It worked, or we stop."""

    hoe = RadioField(
        _l("Hoe liep het af?"),
        [Required(_l("Kies hoe het afliep."))],
        choices=[
            SelectChoice("geslaagd", _l("Opgelost")),
            SelectChoice("gestaakt", _l("Wij stoppen ermee")),
        ],
    )
    uitkomst = TextAreaField(_l("Uitkomst"), [Length(10, 2000, _l("Schrijf minstens 10 tekens."))])


class BemiddelaarForm(Form):
    """Who will mediate."""

    wie = StringField(
        _l("Wie wordt de bemiddelaar?"),
        [Length(2, 120, _l("Vul de naam van de bemiddelaar in."))],
        description=_l("Alleen de commissie ziet deze naam."),
    )


class DossierForm(Form):
    """For whom, and why: a dossier leaves the house."""

    niveau = RadioField(
        _l("Voor wie is het?"),
        [Required(_l("Kies voor wie het dossier is."))],
        choices=[
            SelectChoice("commissie", _l("De partijen van de commissie")),
            SelectChoice("bemiddelaar", _l("De bemiddelaar")),
            SelectChoice("rechter", _l("De rechter")),
        ],
    )
    waarom = TextAreaField(
        _l("Waarom maakt u het?"),
        [Length(10, 500, _l("Schrijf minstens 10 tekens."))],
        description=_l("De reden komt in het logboek."),
    )
