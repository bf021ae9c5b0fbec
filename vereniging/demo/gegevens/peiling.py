"""A consultation in which members put plans in order, counted in rounds."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from vereniging.core.db import db, one_or_404
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.leden.models import Lid
from vereniging.stembus.acties import breng_uit, maak_raadpleging, open_stemming, sluit, tel
from vereniging.stembus.inhoud import Keuzes
from vereniging.stembus.models import Kiesregister, Stemming
from vereniging.stembus.stappen.stemmen import Formulier

TITEL = "Wat doen wij met het speelveld?"
SLUG = "wat-doen-wij-met-het-speelveld"
PLANNEN = ("Een boomgaard", "Een trapveld", "Een moestuin", "Laten zoals het is")
LIJSTEN = ("a>c>b", "b>a", "c>a>d", "a>b>c>d", "d", "b>d>a", "c>a", "blanco")
VRAAG = {
    "methode": "irv",
    "opties": [{"sleutel": key, "tekst": plan} for key, plan in zip("abcd", PLANNEN, strict=True)],
    "publicatie": "per_stem",
    "sleutel": "v1",
    "tekst": "Welk plan heeft uw voorkeur?",
    "type": "rangschikken",
}
OPEN, DICHT, MEEDOEN = -33, -26, 46


def houd_peiling(verhaal: Geschiedenis) -> None:
    """Prepare, open, vote and count."""
    with verhaal.daad(verhaal.moment(OPEN - 1)):
        maak_raadpleging(
            TITEL,
            [VRAAG],
            open_op=verhaal.moment(OPEN, 9),
            sluit_op=verhaal.moment(DICHT, 21),
            inleiding="De gemeente heeft geld voor één plan op het veld achter de speeltuin.",
        )
    with verhaal.daad(verhaal.moment(OPEN, 9)) as nu:
        open_stemming(_stemming(), nu)
    with verhaal.daad(verhaal.moment(OPEN + 2)):
        stem_mee(verhaal, _stemming(), LIJSTEN, MEEDOEN)
    with verhaal.daad(verhaal.moment(DICHT, 21)) as nu:
        sluit(_stemming(), nu)
    with verhaal.daad(verhaal.moment(DICHT, 21, 20)) as nu:
        tel(_stemming(), nu)


def _stemming() -> Stemming:
    return one_or_404(Stemming, slug=SLUG)


def stem_mee(
    verhaal: Geschiedenis, stemming: Stemming, keuzes: tuple[str, ...], aantal: int
) -> None:
    """So many members on the roll vote, with these choices in turn."""
    query = select(Kiesregister.lid_id).where(Kiesregister.stemming_id == stemming.id)
    roll = sorted(db.session.scalars(query))
    for nummer, lid_id in enumerate(verhaal.toeval.sample(roll, min(aantal, len(roll)))):
        gekozen = Keuzes({"v1": keuzes[nummer % len(keuzes)]})
        lid = db.session.get_one(Lid, lid_id)
        breng_uit(stemming, lid, Formulier(0, secrets.token_bytes(32), gekozen))
