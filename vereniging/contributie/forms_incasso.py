"""What a member types to give a mandate, and the treasurer to make a run."""

from __future__ import annotations

from datetime import date
from typing import Any

from stdnum import iban

from vereniging.betalingen.machtiging import MAANDEN_ONGEBRUIKT
from vereniging.core.forms import (
    BooleanField,
    Check,
    DateField,
    Form,
    HiddenField,
    IntegerField,
    Length,
    Required,
    StringField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.core.workdays import add_months

NAAM = _l("Vul de naam in zoals die bij uw rekening staat.")
IBAN = _l("Dit is geen rekeningnummer (IBAN). Een IBAN ziet er zo uit: NL91 ABNA 0417 1643 00.")


class EersteForm(Form):
    """Pay once with iDEAL and give permission by it; the box is never ticked beforehand."""

    rekeninghouder = StringField(
        _l("Naam van de rekeninghouder"), [Required(NAAM), Length(2, 70, NAAM)]
    )
    machtigt = BooleanField(
        _l("Ik geef deze machtiging met mijn betaling"),
        [Required(_l("Zet het vinkje als u de machtiging wilt geven."))],
    )


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


class PapierForm(Form):
    """A mandate that was signed on paper; the number of the account is sent on, not kept."""

    lidnummer = IntegerField(_l("Lidnummer"), [Required(_l("Vul het lidnummer in."))])
    naam = StringField(_l("Naam van de rekeninghouder"), [Required(NAAM), Length(2, 70, NAAM)])
    iban = StringField(_l("Rekeningnummer (IBAN)"), [Required(IBAN), Check(iban.is_valid, IBAN)])
    getekend_op = DateField(_l("Getekend op"), [Required(_l("Vul de dag in."))])
    bewijs = StringField(
        _l("Waar ligt het papier?"),
        [
            Required(_l("Schrijf op waar het getekende papier ligt.")),
            Length(3, 200, _l("Schrijf op waar het getekende papier ligt.")),
        ],
        description=_l("Bijvoorbeeld: map machtigingen 2026, blad 4."),
    )

    def __init__(self, dag: date, **anders: Any) -> None:
        super().__init__(**anders)
        self.dag = dag

    def validate_getekend_op(self, field: DateField) -> None:
        """It was signed, and a bank still accepts it."""
        if field.data and not add_months(self.dag, -MAANDEN_ONGEBRUIKT) < field.data <= self.dag:
            raise ValidationError(_("Vul een dag in die voorbij is, hooguit drie jaar geleden."))

    def nummer(self) -> str:
        """The account number as machines write it."""
        return str(iban.compact(self.iban.data or ""))


class IncassorunForm(Form):
    """The day of collection, for the lines that were shown."""

    gezien = HiddenField()
    dag = DateField(_l("Afschrijven op"), [Required(_l("Vul de dag in."))])
