"""A code, a member's own details, and leaving."""

from __future__ import annotations

from vereniging.core.forms import Check, Form, Length, Optional, Required, StringField
from vereniging.core.i18n import _l
from vereniging.core.mailaddress import normal
from vereniging.leden.forms.aanmelden import AdresDeel
from vereniging.leden.forms.velden import EMAIL_FOUT, TALEN, keuze, read_telefoon


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


class GegevensForm(AdresDeel):
    """What a member may change without asking."""

    telefoon = StringField(
        _l("Telefoonnummer"),
        [Optional(), Check(read_telefoon, _l("Vul een telefoonnummer in van 8 tot 15 cijfers."))],
    )
    taal = keuze(
        _l("In welke taal wilt u onze e-mail?"),
        TALEN,
        _l("Kies een taal."),
    )
