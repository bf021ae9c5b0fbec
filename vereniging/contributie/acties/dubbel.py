"""Money that goes back twice, by hand and by the bank, is put before a person at once."""

from __future__ import annotations

from datetime import datetime

from vereniging.betalingen.queries import terugbetalingen
from vereniging.betalingen.verschillen import is_voorbij, meld_verschil
from vereniging.contributie.models import Nota
from vereniging.contributie.queries import netto_ontvangen
from vereniging.contributie.tegoed import te_hoog
from vereniging.core.money import NUL

TE_HOOG = ("terugbetaling_te_hoog",)
MEER_TERUG = ("meer_terug_dan_ontvangen",)


def let_op_dubbel(nota: Nota, nu: datetime) -> None:
    """The bank took back what we (will) give back by hand; what is right again closes itself."""
    for terug in terugbetalingen(nota_id=nota.id):
        if te_hoog(terug):
            tekst = f"Voer {terug.kenmerk} niet uit: de bank haalde al geld terug."
            meld_verschil(TE_HOOG[0], terug.kenmerk, tekst, nu)
        else:
            is_voorbij(terug.kenmerk, "Deze terugbetaling past weer.", nu, TE_HOOG)
    over = netto_ontvangen(nota.id)
    if over < NUL:
        tekst = f"Van {nota.kenmerk} ging {-over} meer terug dan er binnenkwam."
        meld_verschil(MEER_TERUG[0], nota.kenmerk, tekst, nu)
    else:
        is_voorbij(nota.kenmerk, "Er ging niet meer terug dan er binnenkwam.", nu, MEER_TERUG)
