"""Which file somebody wants."""

from __future__ import annotations

from vereniging.avg.models import Inzagevorm
from vereniging.core.forms import Form, SelectChoice, SelectField
from vereniging.core.i18n import _l


class BestandForm(Form):
    vorm = SelectField(
        _l("Soort bestand"), choices=[SelectChoice(vorm.value, vorm.value) for vorm in Inzagevorm]
    )
