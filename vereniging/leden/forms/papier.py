"""What the secretary types for somebody else: an application, and details put right."""

from __future__ import annotations

from typing import Any

from vereniging.core.forms import (
    BooleanField,
    Check,
    Length,
    Optional,
    Required,
    StringField,
)
from vereniging.core.i18n import _l
from vereniging.core.mailaddress import normal
from vereniging.leden.forms.aanmelden import AanmeldForm, AdresDeel
from vereniging.leden.forms.velden import (
    EMAIL_FOUT,
    JA_NEE,
    KANALEN,
    SOORTEN,
    TALEN,
    keuze,
    read_telefoon,
)

TELEFOON_FOUT = _l("Vul een telefoonnummer in van 8 tot 15 cijfers.")


def _voornaam() -> StringField:
    return StringField(_l("Voornaam"), [Required(_l("Vul de voornaam in.")), Length(1, 120)])


def _achternaam() -> StringField:
    return StringField(_l("Achternaam"), [Required(_l("Vul de achternaam in.")), Length(1, 120)])


def _email() -> StringField:
    return StringField(
        _l("E-mailadres"),
        [Optional(), Check(normal, EMAIL_FOUT)],
        description=_l("Geen e-mail? Laat dit leeg. Alles gaat dan per brief."),
    )


class PapierenAanmeldForm(AanmeldForm):
    """An application that came on paper or by telephone."""

    stap: Any = None  # one page, so there is no step to remember
    kanaal = keuze(
        _l("Hoe kwam de aanmelding binnen?"),
        KANALEN,
        _l("Kies hoe de aanmelding binnenkwam."),
    )
    soort = keuze(_l("Wat wil de aanvrager worden?"), SOORTEN, _l("Kies lid of donateur."))
    leeftijd = keuze(
        _l("Is de aanvrager 16 jaar of ouder?"), JA_NEE, _l("Kies ja of nee bij de leeftijd.")
    )
    ouder = BooleanField(_l("De ouder of voogd vindt het goed."))
    huisgenoot = keuze(
        _l("Is iemand in dit huishouden al lid?"), JA_NEE, _l("Kies ja of nee bij het huishouden.")
    )
    voornaam = _voornaam()
    achternaam = _achternaam()
    email = _email()
    taal = keuze(_l("In welke taal schrijven wij?"), TALEN, _l("Kies een taal."))
    akkoord = BooleanField(
        _l("De aanvrager kent de statuten en weet hoe wij met gegevens omgaan."),
        [Required(_l("Vertel dit eerst aan de aanvrager. Zet dan een vinkje."))],
    )


class CorrectieForm(AdresDeel):
    """Details of a member that the secretary puts right."""

    voornaam = _voornaam()
    voorletters = StringField(_l("Voorletters"), [Optional(), Length(0, 20)])
    tussenvoegsel = StringField(_l("Tussenvoegsel"), [Optional(), Length(0, 20)])
    achternaam = _achternaam()
    email = _email()
    telefoon = StringField(_l("Telefoonnummer"), [Optional(), Check(read_telefoon, TELEFOON_FOUT)])
    taal = keuze(_l("In welke taal schrijven wij?"), TALEN, _l("Kies een taal."))
    reden = StringField(
        _l("Hoe weet u dit?"),
        [
            Required(_l("Schrijf op hoe u dit weet, bijvoorbeeld: gebeld door het lid.")),
            Length(3, 300, _l("Schrijf op hoe u dit weet, in 3 tot 300 tekens.")),
        ],
        description=_l("Dit staat later bij de wijziging, bijvoorbeeld: gebeld door het lid."),
    )
