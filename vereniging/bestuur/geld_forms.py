"""The settings about money: collections, reminders, and what is much or little."""

from __future__ import annotations

import re

from stdnum.iso7064 import mod_97_10

from vereniging.core.forms import BooleanField, Check, Form, IntegerField, Required, StringField
from vereniging.core.i18n import _l
from vereniging.core.money import Bedrag, GeenBedrag

INCASSANT = re.compile(r"([A-Z]{2})([0-9]{2})[A-Z0-9]{3}([A-Z0-9]{1,28})")
BEDRAGEN = frozenset({"herinnering_drempel", "reserve_plafond"})  # kept in cents, typed in euros


def _bedrag(typed: str) -> Bedrag | None:
    try:
        return Bedrag.uit_tekst(typed)
    except GeenBedrag:
        return None


BEDRAG = Check(
    lambda typed: _bedrag(typed) is not None, _l("Vul een bedrag in, bijvoorbeeld 12,50.")
)


def is_incassant_id(typed: str) -> bool:
    """Whether the check digits hold; the three signs after them do not count (SEPA, EPC262-08)."""
    found = INCASSANT.fullmatch(typed.strip().upper())
    if found is None:
        return False
    return bool(mod_97_10.is_valid(f"{found[3]}{found[1]}{found[2]}"))


class GeldForm(Form):
    """What goes by itself, how collections go, and what is much or little."""

    kop_groep = _l("Geld")
    incasso_aan = BooleanField(_l("Leden mogen ons machtigen om de contributie af te schrijven"))
    incassant_id = StringField(
        _l("Incassant-ID"),
        [
            Required(_l("Vul het incassant-ID in.")),
            Check(is_incassant_id, _l("Dit is geen incassant-ID. Neem het over van de bank.")),
        ],
        description=_l("Schrijft Mollie voor ons af, dan is dit het nummer van Mollie."),
    )
    incasso_aankondiging_dagen = IntegerField(
        _l("Zoveel dagen vooraf hoort een lid wat wij afschrijven"),
        [
            Required(_l("Vul een aantal dagen in van 14 tot 60.")),
            Check(lambda dagen: 14 <= dagen <= 60, _l("Vul een aantal dagen in van 14 tot 60.")),
        ],
        description=_l("Minder dan 14 dagen mag niet. Wie al machtigde, houdt de eigen termijn."),
    )
    incasso_indienen_dagen = IntegerField(
        _l("Zoveel bankdagen vooraf sturen wij een afschrijving in"),
        [
            Required(_l("Vul een aantal dagen in van 1 tot 5.")),
            Check(lambda dagen: 1 <= dagen <= 5, _l("Vul een aantal dagen in van 1 tot 5.")),
        ],
    )
    herinneringen_automatisch = BooleanField(_l("Herinneringen gaan vanzelf uit"))
    herinnering_drempel = StringField(
        _l("Over dit bedrag of minder herinneren wij niemand"),
        [Required(_l("Vul een bedrag in, bijvoorbeeld 12,50.")), BEDRAG],
    )
    reserve_plafond = StringField(
        _l("Zoveel geld wil de vereniging hooguit hebben"),
        [Required(_l("Vul een bedrag in, bijvoorbeeld 12,50.")), BEDRAG],
        description=_l("Is er aan het einde van het jaar meer, dan zeggen wij dat."),
    )
