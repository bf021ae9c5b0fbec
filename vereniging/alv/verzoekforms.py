"""What members fill in to ask for a general meeting, and to call it."""

from __future__ import annotations

from vereniging.alv.forms import AlvForm
from vereniging.core.forms import Form, Length, StringField, TextAreaField
from vereniging.core.i18n import _l


class VerzoekForm(Form):
    """What the meeting is about."""

    onderwerp = StringField(
        _l("Waar moet de vergadering over gaan?"),
        validators=[Length(5, 120, _l("Schrijf in enkele woorden waar het over gaat."))],
    )
    toelichting = TextAreaField(
        _l("Waarom vraagt u dit?"),
        validators=[Length(10, 5000, _l("Leg uit waarom de leden bij elkaar moeten komen."))],
    )


class ZelfOproepForm(AlvForm):
    """Only when and where: the rest follows from the request."""

    soort = vorm = toelichting = voorwaarden = None  # WTForms leaves these out
