"""The form of the preferences."""

from __future__ import annotations

from wtforms.fields.choices import SelectChoice

from vereniging.core.forms import Form, HiddenField, RadioField
from vereniging.core.i18n import _l
from vereniging.site.voorkeuren import CHOICES

WORDS = {
    "taal": {"nl": _l("Nederlands"), "en": _l("English")},
    "weergave": {
        "systeem": _l("Zoals mijn apparaat"),
        "licht": _l("Licht"),
        "donker": _l("Donker"),
    },
    "letters": {"gewoon": _l("Gewoon"), "groot": _l("Groter")},
    "rustig": {"nee": _l("Gewoon"), "ja": _l("Zonder beweging")},
}


def _field(label: object, naam: str) -> RadioField:
    return RadioField(
        label,
        choices=[SelectChoice(value, WORDS[naam][value]) for value in CHOICES[naam]],
        validate_choice=False,
    )


class VoorkeurenForm(Form):
    """How a visitor wants to see the site; an unknown word counts as the usual one."""

    taal = _field(_l("Taal"), "taal")
    weergave = _field(_l("Licht of donker"), "weergave")
    letters = _field(_l("Grootte van de letters"), "letters")
    rustig = _field(_l("Beweging op de pagina"), "rustig")
    naar = HiddenField()
