"""What is typed to close a year, to sign for its books, to undo a run and to divide a bank line."""

from __future__ import annotations

import re

from vereniging.contributie.acties.afsluiten import Opgave
from vereniging.contributie.models import Kasoordeel
from vereniging.core.forms import (
    Check,
    Form,
    HiddenField,
    Length,
    RadioField,
    Required,
    SelectChoice,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.core.money import NUL, Bedrag, GeenBedrag

BEDRAG = _l("Vul een bedrag in, bijvoorbeeld 12,50. Was er niets, vul dan 0 in.")
WAAROM = _l("Leg uit waarom (minstens 10 tekens).")
DEEL = re.compile(r"\s*(N-[0-9]{4}-[0-9]{4,6})\s*[; ]\s*(\S.{0,30})", re.IGNORECASE)
MEESTE = 10


def _lees(tekst: str | None) -> Bedrag | None:
    try:
        return Bedrag.uit_tekst(tekst or "")
    except GeenBedrag:
        return None


def _is_bedrag(tekst: str) -> bool:
    return _lees(tekst) is not None


class AfsluitForm(Form):
    """The money beside the dues; the books themselves are known."""

    gezien = HiddenField()
    andere_inkomsten = StringField(
        _l("Andere inkomsten dit jaar"), [Required(BEDRAG), Check(_is_bedrag, BEDRAG)]
    )
    uitgaven = StringField(_l("Uitgaven dit jaar"), [Required(BEDRAG), Check(_is_bedrag, BEDRAG)])
    reserve = StringField(
        _l("Geld van de vereniging op de laatste dag"),
        [Required(BEDRAG), Check(_is_bedrag, BEDRAG)],
    )

    def opgave(self) -> Opgave:
        """What was filled in, as amounts."""
        return Opgave(
            andere_inkomsten=_lees(self.andere_inkomsten.data) or NUL,
            uitgaven=_lees(self.uitgaven.data) or NUL,
            reserve=_lees(self.reserve.data) or NUL,
        )


class KasForm(Form):
    """What a member of the audit committee found; never chosen beforehand."""

    oordeel = RadioField(
        _l("Wat is uw oordeel?"),
        choices=[
            SelectChoice("akkoord", _l("De boeken zijn in orde")),
            SelectChoice("niet_akkoord", _l("De boeken zijn niet in orde")),
        ],
        validate_choice=False,
        validators=[Check(lambda found: found in set(Kasoordeel), _l("Kies een oordeel."))],
    )
    opmerkingen = TextAreaField(
        _l("Opmerkingen"),
        [Length(0, 2000)],
        description=_l("Alleen nodig als de boeken niet in orde zijn, of als u iets opviel."),
    )

    def validate_opmerkingen(self, field: TextAreaField) -> None:
        """A no says why."""
        if self.oordeel.data == Kasoordeel.NIET_AKKOORD and len(field.data or "") < 10:
            raise ValidationError(_("Leg uit wat er niet in orde is (minstens 10 tekens)."))


class RunTerugForm(Form):
    """Why a whole run was a mistake."""

    reden = TextAreaField(_l("Waarom?"), [Length(10, 255, WAAROM)])


class VerdeelForm(Form):
    """The notas that one bank line is for, a row each."""

    delen = TextAreaField(
        _l("Nota’s en bedragen"),
        [Length(10, 1000, _l("Schrijf op elke regel een nota en een bedrag."))],
        description=_l("Eén nota per regel, met het bedrag erachter: N-2027-0042; 10,00"),
    )

    def validate_delen(self, field: TextAreaField) -> None:
        """Each row can be read; the first that cannot is named."""
        for number, line in enumerate(_rijen(field.data), 1):
            if _deel(line) is None:
                raise ValidationError(
                    _("Regel %(nr)s lezen wij niet. Schrijf: N-2027-0042; 10,00", nr=number)
                )
        if not 2 <= len(_rijen(field.data)) <= MEESTE:
            raise ValidationError(_("Noem 2 tot 10 nota’s."))

    def paren(self) -> list[tuple[str, Bedrag]]:
        """Number and amount of each row."""
        return [deel for line in _rijen(self.delen.data) if (deel := _deel(line))]


def _rijen(tekst: str | None) -> list[str]:
    return [line for line in (tekst or "").splitlines() if line.strip()]


def _deel(line: str) -> tuple[str, Bedrag] | None:
    found = DEEL.fullmatch(line)
    bedrag = _lees(found[2].strip()) if found else None
    return (found[1].upper(), bedrag) if found and bedrag else None
