"""What is asked before the register leaves the program."""

from __future__ import annotations

from datetime import date

from vereniging.core.forms import DateField, Form, Length, Required, StringField
from vereniging.core.i18n import _l
from vereniging.leden.forms.selectie import WAAROM


class LedenexportForm(Form):
    """The day, and the reason that the log keeps."""

    peildatum = DateField(_l("Leden op deze dag"), [Required(_l("Vul de dag in."))])
    reden = StringField(
        _l("Waarvoor gebruikt u het bestand?"),
        [Required(WAAROM), Length(10, 200, WAAROM)],
        description=_l("Dit komt in het logboek."),
    )


def gevraagde_dag(typed: str, anders: date) -> date:
    """The day of an address; another one when nobody named a day."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return anders
