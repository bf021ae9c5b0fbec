"""What people fill in to sign in."""

from __future__ import annotations

from vereniging.core.forms import (
    BooleanField,
    Check,
    Form,
    HiddenField,
    Length,
    Required,
    StringField,
)
from vereniging.core.i18n import _l
from vereniging.core.mailaddress import normal


class InlogForm(Form):
    email = StringField(
        _l("E-mailadres"),
        validators=[
            Required(_l("Vul uw e-mailadres in, bijvoorbeeld naam@example.org.")),
            Length(3, 250),
            Check(normal, _l("Dit is geen e-mailadres. Een voorbeeld: naam@example.org.")),
        ],
    )
    eigen_apparaat = BooleanField(_l("Dit is mijn eigen apparaat. Laat mij ingelogd."))
    naar = HiddenField(validators=[Length(0, 400)])

    @property
    def adres(self) -> str:
        """The address as the register knows it: in small letters."""
        return normal(self.email.data) or ""


class CodeForm(Form):
    code = StringField(
        _l("Code uit de mail"),
        description=_l("Bijvoorbeeld K7M-4QX. Hoofdletters en het streepje maken niet uit."),
        validators=[Required(_l("Vul de code in die in de mail staat.")), Length(0, 40)],
    )
    naar = HiddenField(validators=[Length(0, 400)])


class TweedeStapForm(CodeForm):
    code = StringField(
        _l("Code van uw app, of een herstelcode"),
        description=_l("De app toont 6 cijfers. Een herstelcode staat op uw papier."),
        validators=[Required(_l("Vul de 6 cijfers uit uw app in.")), Length(0, 40)],
    )


class AppForm(Form):
    code = StringField(
        _l("De 6 cijfers die uw app nu toont"),
        validators=[Required(_l("Vul de 6 cijfers uit uw app in.")), Length(0, 40)],
    )


class PasskeyForm(Form):
    """Filled by the browser; `naar` says where to go on."""

    antwoord = HiddenField(validators=[Length(0, 20_000)])
    naar = HiddenField(validators=[Length(0, 400)])


class NieuwePasskeyForm(PasskeyForm):
    naam = StringField(
        _l("Naam van dit apparaat"),
        description=_l("Bijvoorbeeld: telefoon van Kim."),
        validators=[Required(_l("Geef dit apparaat een naam.")), Length(1, 60)],
    )
