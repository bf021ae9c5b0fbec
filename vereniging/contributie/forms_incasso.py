"""What a member types to give a mandate, and the treasurer to make a run."""

from __future__ import annotations

from stdnum import iban

from vereniging.core.forms import (
    BooleanField,
    Check,
    DateField,
    Form,
    HiddenField,
    Length,
    Required,
    StringField,
)
from vereniging.core.i18n import _l

NAAM = _l("Vul de naam in zoals die bij uw rekening staat.")
IBAN = _l("Dit is geen rekeningnummer (IBAN). Een IBAN ziet er zo uit: NL91 ABNA 0417 1643 00.")


class MachtigingForm(Form):
    """Give permission; the box is never ticked beforehand."""

    naam = StringField(_l("Naam van de rekeninghouder"), [Required(NAAM), Length(2, 70, NAAM)])
    iban = StringField(_l("Rekeningnummer (IBAN)"), [Required(IBAN), Check(iban.is_valid, IBAN)])
    akkoord = BooleanField(
        _l("Ik geef deze machtiging"),
        [Required(_l("Zet het vinkje als u de machtiging wilt geven."))],
    )

    def nummer(self) -> str:
        """The account number as machines write it."""
        return str(iban.compact(self.iban.data or ""))


class IncassorunForm(Form):
    """The day of collection, for the lines that were shown."""

    gezien = HiddenField()
    dag = DateField(_l("Afschrijven op"), [Required(_l("Vul de dag in."))])
