"""What members and delegates fill in."""

from __future__ import annotations

from collections.abc import Iterable

from vereniging.convenant.models import Thema
from vereniging.core.forms import (
    BooleanField,
    Form,
    Length,
    RadioField,
    Required,
    SelectChoice,
    SelectField,
    TextAreaField,
)
from vereniging.core.i18n import _l


class VoedingForm(Form):
    """Input of a member."""

    thema = SelectField(_l("Thema"), validators=[Required(_l("Kies een thema."))])
    soort = RadioField(
        _l("Wat is het?"),
        choices=[
            SelectChoice("signaal", _l("Een signaal")),
            SelectChoice("voorstel", _l("Een voorstel")),
        ],
        validators=[Required(_l("Kies of het een signaal of een voorstel is."))],
    )
    tekst = TextAreaField(
        _l("Wat wilt u meegeven?"),
        validators=[Length(10, 2000, _l("Schrijf in minstens 10 tekens wat u wilt meegeven."))],
    )
    naam_zichtbaar = BooleanField(_l("Zet mijn naam erbij voor andere leden"))

    def __init__(self, themas: Iterable[Thema], *, gekozen: str = "") -> None:
        super().__init__(thema=gekozen or None)
        rows = [SelectChoice(thema.code, thema.naam) for thema in themas]
        self.thema.choices = [SelectChoice("", _l("Kies een thema")), *rows]


class LotForm(Form):
    """A delegate's reply or reason."""

    besluit = RadioField(
        _l("Wat doet u ermee?"),
        choices=[
            SelectChoice("antwoord", _l("Alleen antwoorden")),
            SelectChoice("meenemen", _l("Meenemen naar de vergadering")),
            SelectChoice("niet_overnemen", _l("Niet overnemen")),
        ],
        validators=[Required(_l("Kies wat u met deze inbreng doet."))],
    )
    tekst = TextAreaField(
        _l("Uw antwoord aan de indiener"),
        validators=[Length(10, 2000, _l("Leg uit waarom, in minstens 10 tekens."))],
    )
