"""A secret vote over a person: three tellers made keys, and two of them opened the box."""

from __future__ import annotations

from vereniging.core.db import one_or_404
from vereniging.demo.gegevens.peiling import stem_mee
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.stembus.acties import maak_raadpleging, open_stemming, sluit
from vereniging.stembus.acties.tellers import (
    benoem_tellers,
    kandidaat_tellers,
    maak_tellersleutel,
    noteer_wortel,
    open_als_teller,
    probeer_wachtzin,
)
from vereniging.stembus.models import Stemming
from vereniging.stembus.queries import tellers_van

TITEL = "Wie wordt het gezicht van de buurtkrant?"
SLUG = "wie-wordt-het-gezicht-van-de-buurtkrant"
KANDIDATEN = ("Joris Waterman", "Esra Kloosterhuis", "Wil Boomsma")
VRAAG = {
    "meerderheid": None,
    "opties": [{"sleutel": key, "tekst": wie} for key, wie in zip("abc", KANDIDATEN, strict=True)],
    "sleutel": "v1",
    "tekst": "Op wie stemt u?",
    "type": "enkelvoudig",
}
KEUZES = ("a", "b", "b", "c", "b", "a", "blanco")
OPEN, DICHT, MEEDOEN = -47, -40, 24
WACHTZINNEN = tuple(
    f"voorbeeld, neem zelf andere woorden {woord}" for woord in ("tulp", "eik", "wilg")
)


def kies_iemand(verhaal: Geschiedenis) -> None:
    """Prepare, appoint, try the keys, vote, close, and open with two of three."""
    with verhaal.daad(verhaal.moment(OPEN - 6)) as nu:
        maak_raadpleging(
            TITEL,
            [VRAAG],
            open_op=verhaal.moment(OPEN, 9),
            sluit_op=verhaal.moment(DICHT, 21),
            inleiding="De buurtkrant zoekt een lid dat buren interviewt.",
            niveau="geheim",
            gaat_over_personen=True,
        )
        benoem_tellers(_stemming(), kandidaat_tellers(nu)[:3], nu)
    with verhaal.daad(verhaal.moment(OPEN - 3)) as nu:
        for teller, wachtzin in zip(tellers_van(_stemming()), WACHTZINNEN, strict=True):
            maak_tellersleutel(teller, wachtzin, nu)
            probeer_wachtzin(teller, wachtzin, nu)
    with verhaal.daad(verhaal.moment(OPEN, 9)) as nu:
        open_stemming(_stemming(), nu)
    with verhaal.daad(verhaal.moment(OPEN + 2)):
        stem_mee(verhaal, _stemming(), KEUZES, MEEDOEN)
    with verhaal.daad(verhaal.moment(DICHT, 21)) as nu:
        sluit(_stemming(), nu)
    with verhaal.daad(verhaal.moment(DICHT, 21, 20)) as nu:
        for teller, wachtzin in list(zip(tellers_van(_stemming()), WACHTZINNEN, strict=True))[:2]:
            noteer_wortel(teller, nu)
            open_als_teller(teller, wachtzin, nu)


def _stemming() -> Stemming:
    return one_or_404(Stemming, slug=SLUG)
