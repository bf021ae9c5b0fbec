"""What the demo's members decide about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vereniging.standpunten.models import StandpuntVersie


@dataclass(frozen=True)
class Onderwerp:
    """A position of the demo with its votes, a few days from today."""

    titel: str
    thema: str
    versie: Callable[[], StandpuntVersie]
    argumenten: tuple[tuple[str, str], ...]
    begin: int
    vergadering: int
    stemmen: tuple[int, int]  # opens and closes
    voorkeur: tuple[str, ...]


def _versie(
    vraag: str, toelichting: str, *niveaus: str, breekpunten: str = ""
) -> Callable[[], StandpuntVersie]:
    """Make a text anew each time the story is told."""
    return lambda: StandpuntVersie(
        vraag=vraag,
        toelichting=toelichting,
        niveaus=list(niveaus),
        breekpunten=breekpunten,
        ruimte="De afgevaardigden mogen zelf over de begindatum praten." if niveaus else "",
    )


HERPLANT = Onderwerp(
    "Herplant in de Da Costastraat",
    "groen",
    _versie(
        "Moeten wij vragen om zes nieuwe bomen in de Da Costastraat?",
        "In het voorjaar zijn negen bomen gekapt. Het is er nu heet en kaal.",
        "Zes nieuwe bomen vóór het voorjaar",
        "Zes nieuwe bomen binnen een jaar",
        "Vier nieuwe bomen en twee plantenbakken",
        breekpunten="Minder dan vier bomen.",
    ),
    (
        ("voor", "Zonder schaduw kunnen ouderen hier in de zomer niet meer wandelen."),
        ("tegen", "Doe het geld eerst in de losse stoepen, daar valt men over."),
    ),
    -160,
    -96,
    (-120, -108),
    ("voor", "voor", "voor", "tegen", "voor", "blanco"),
)
ZEBRA = Onderwerp(
    "Oversteken bij de zebra op de Haagweg",
    "verkeer",
    _versie(
        "Moeten wij vragen om lampen bij de zebra op de Haagweg?",
        "In het donker ziet men overstekers te laat. De school ligt dichtbij.",
    ),
    (("voor", "Mijn kinderen steken hier elke dag over."),),
    -60,
    16,
    (-30, -20),
    ("voor", "voor", "tegen", "voor"),
)
PARKEREN = Onderwerp(
    "Parkeren op zaterdag",
    "parkeren",
    _versie(
        "Moeten wij vragen om vergunningparkeren op zaterdag?",
        "Op zaterdag zoeken veel bezoekers hier een plek. Kies wat onze afgevaardigden "
        "aan de gemeente moeten vragen.",
        "De hele zaterdag, van 9.00 tot 18.00 uur",
        "Alleen de ochtend, tot 13.00 uur",
        "Alleen een goedkopere bezoekerspas",
        breekpunten="Hogere kosten voor bewoners.",
    ),
    (
        ("voor", "Op zaterdag rijd ik soms vijf rondjes met een slapend kind achterin."),
        ("voor", "Wie hier woont, moet voor de deur kunnen uitladen."),
        ("tegen", "Mijn zus komt elke zaterdag helpen. Elke keer een pas wordt te duur."),
        ("tegen", "Dan wordt het in de straten hiernaast nog drukker."),
    ),
    -40,
    16,
    (-5, 4),
    ("voor", "tegen", "voor", "voor", "blanco"),
)
