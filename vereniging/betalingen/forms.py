"""What a payer may add to what is due."""

from __future__ import annotations

from vereniging.core.forms import Check, Form, Optional, StringField
from vereniging.core.i18n import _l
from vereniging.core.money import NUL, Bedrag, GeenBedrag

HOOGST = Bedrag(50_000)


def _bedrag(tekst: str | None) -> Bedrag | None:
    try:
        return Bedrag.uit_tekst(tekst) if tekst else NUL
    except GeenBedrag:
        return None


def _mag(tekst: str) -> bool:
    bedrag = _bedrag(tekst)
    return bedrag is not None and bedrag <= HOOGST


class BetaalForm(Form):
    """Pay what is due, and give something extra if you wish."""

    gift = StringField(
        _l("Vrijwillige bijdrage"),
        [
            Optional(),
            Check(_mag, _l("Vul een bedrag in van hooguit 500 euro, bijvoorbeeld 12,50.")),
        ],
    )

    @property
    def bijdrage(self) -> Bedrag:
        """What is given on top; nothing unless it was filled in."""
        return _bedrag(self.gift.data) or NUL
