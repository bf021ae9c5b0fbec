"""A code, a member's own details, and leaving."""

from __future__ import annotations

from datetime import date
from typing import Any

from vereniging.core.forms import (
    BooleanField,
    Check,
    DateField,
    Form,
    Length,
    Optional,
    Required,
    StringField,
)
from vereniging.core.i18n import _, _l
from vereniging.core.mailaddress import normal
from vereniging.leden.forms.aanmelden import AdresDeel
from vereniging.leden.forms.velden import EMAIL_FOUT, JA, JA_NEE, TALEN, keuze, read_telefoon


class BevestigcodeForm(Form):
    """The six digits of the mail."""

    code = StringField(
        _l("Code"),
        [Required(_l("Vul de code van 6 cijfers in.")), Length(0, 20)],
        description=_l("De code van 6 cijfers staat in onze e-mail."),
    )


class LeegForm(Form):
    """Only a button."""


class OpzegForm(Form):
    """Whose membership ends."""

    email = StringField(
        _l("E-mailadres"),
        [Required(_l("Vul uw e-mailadres in.")), Check(normal, EMAIL_FOUT)],
        description=_l("Het adres waarop u onze e-mail krijgt."),
    )


class GegevensForm(Form):
    """What a member may change without asking."""

    voornaam = StringField(_l("Voornaam"), [Required(_l("Vul uw voornaam in.")), Length(1, 120)])
    voorletters = StringField(_l("Voorletters"), [Optional(), Length(0, 20)])
    tussenvoegsel = StringField(_l("Tussenvoegsel"), [Optional(), Length(0, 20)])
    achternaam = StringField(
        _l("Achternaam"), [Required(_l("Vul uw achternaam in.")), Length(1, 120)]
    )
    telefoon = StringField(
        _l("Telefoonnummer"),
        [Optional(), Check(read_telefoon, _l("Vul een telefoonnummer in van 8 tot 15 cijfers."))],
    )
    taal = keuze(
        _l("In welke taal wilt u onze e-mail?"),
        TALEN,
        _l("Kies een taal."),
    )


class EmailForm(Form):
    """Another address of mail."""

    email = StringField(
        _l("Nieuw e-mailadres"),
        [Required(_l("Vul uw nieuwe e-mailadres in.")), Check(normal, EMAIL_FOUT)],
    )


class VerhuisForm(AdresDeel):
    """The new front door, since when, and who comes along."""

    sinds = DateField(_l("Sinds wanneer woont u daar?"), [Required(_l("Vul de dag in."))])
    samen = keuze(
        _l("Verhuist uw hele huishouden mee?"), JA_NEE, _l("Kies of uw huishouden meeverhuist.")
    )
    gelezen = BooleanField(_l("Ik heb dit gelezen."))
    vandaag: date
    woont_alleen = False

    def validate(self, extra_validators: Any = None) -> bool:
        """Also: not in the future, and outside the area only after reading what follows."""
        if self.woont_alleen:
            self.samen.data = JA
        good = super().validate(extra_validators)
        if self.sinds.data and self.sinds.data > self.vandaag:
            self.sinds.errors = [_("Geef dit door vanaf de dag dat u er woont.")]
            return False
        if good and self.gaat_buiten and not self.gelezen.data:
            self.gelezen.errors = [_("Lees wat dit betekent. Zet dan een vinkje.")]
            return False
        return good

    @property
    def gaat_buiten(self) -> bool:
        """Whether the street typed lies outside the area."""
        return bool(self.postcode.data) and not self.deur()["in_werkgebied"]
