"""The verbs of dues, each one transaction of its caller."""

from vereniging.contributie.acties.aanmelden import maak_aanmeldnota, trek_aanmeldnota_in, word_lid
from vereniging.contributie.acties.boeken import (
    Grootboek,
    Regel,
    boek,
    boek_ontvangst,
    draai_terug,
)
from vereniging.contributie.acties.jaren import stel_jaar_vast
from vereniging.contributie.acties.notas import maak_notas, verstuur_verzoeken, vraag_betaling
from vereniging.contributie.voorbeeld import Voorbeeld, voorbeeld

__all__ = [
    "Grootboek",
    "Regel",
    "Voorbeeld",
    "boek",
    "boek_ontvangst",
    "draai_terug",
    "maak_aanmeldnota",
    "maak_notas",
    "stel_jaar_vast",
    "trek_aanmeldnota_in",
    "verstuur_verzoeken",
    "voorbeeld",
    "vraag_betaling",
    "word_lid",
]
