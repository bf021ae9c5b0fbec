"""What a member wants to get by mail: a choice for each topic."""

from __future__ import annotations

from typing import Any

from vereniging.core.forms import Form, SelectChoice, SelectField
from vereniging.core.i18n import _l
from vereniging.post.mailing_haken import onderwerpen
from vereniging.post.models import Mailniveau

NIVEAUS = [
    (Mailniveau.ALLES.value, _l("Alles, meteen")),
    (Mailniveau.BELANGRIJK.value, _l("Alleen wat belangrijk is")),
    (Mailniveau.WEEKOVERZICHT.value, _l("Eén overzicht per week")),
    (Mailniveau.NIETS.value, _l("Niets")),
]


class MailvoorkeurForm(Form):
    """Its fields are the topics there are at this moment."""

    def onderwerpvelden(self) -> list[Any]:
        """The fields of the topics, in order."""
        return [self[naam] for naam in onderwerpen()]

    def keuzes(self) -> dict[str, Mailniveau]:
        """What was chosen for each topic."""
        return {naam: Mailniveau(self[naam].data) for naam in onderwerpen()}


def mailvoorkeurform(gekozen: dict[str, Mailniveau]) -> MailvoorkeurForm:
    """The form with what this member chose before; without a choice everything comes."""
    choices = [SelectChoice(waarde, woord) for waarde, woord in NIVEAUS]
    velden = {naam: SelectField(woord, choices=choices) for naam, woord in onderwerpen().items()}
    form: MailvoorkeurForm = type("MailvoorkeurForm", (MailvoorkeurForm,), velden)(
        data={naam: gekozen.get(naam, Mailniveau.ALLES).value for naam in velden}
    )
    return form
