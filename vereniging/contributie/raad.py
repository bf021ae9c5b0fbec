"""What kinds of differences there are, in the words of the treasurer, and what helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vereniging.core.i18n import _l


@dataclass(frozen=True)
class Raad:
    """What is the matter, and what to do about it."""

    kop: Any
    doen: Any


ONBEKEND = Raad(
    _l("Er klopt iets niet"),
    _l("Zoek uit wat er aan de hand is. Schrijf daarna op wat het was."),
)
RADEN = {
    "te_veel_ontvangen": Raad(
        _l("Te veel betaald"),
        _l("Overleg met wie betaalde. Betaal het geld terug op de bladzijde van de nota."),
    ),
    "terug_te_betalen": Raad(
        _l("Geld terug na intrekken"),
        _l("De nota is ingetrokken en er was al betaald. Betaal het geld terug."),
    ),
    "terugbetaling_mislukt": Raad(
        _l("Terugbetaling mislukt"),
        _l("Het geld is niet teruggegaan. Kijk bij Mollie en vraag zo nodig een nieuwe aan."),
    ),
    "terugbetaling_te_hoog": Raad(
        _l("Betaal dit niet nog een keer terug"),
        _l("De bank haalde het geld al terug. Laat de goedgekeurde terugbetaling vervallen."),
    ),
    "meer_terug_dan_ontvangen": Raad(
        _l("Er is twee keer terugbetaald"),
        _l("Overleg met wie betaalde: een van de twee bedragen hoort bij ons terug te komen."),
    ),
    "teruggeboekt_na_intrekken": Raad(
        _l("Teruggeboekt na intrekken"),
        _l("De bank haalde geld terug van een nota die niet meer geldt. Bekijk de nota."),
    ),
    "stand_na_betaling": Raad(
        _l("Betaling veranderde achteraf"),
        _l("Bekijk de betaling bij Mollie. Wij lieten de boeking staan."),
    ),
    "andere_betaling": Raad(
        _l("Andere gegevens bij Mollie"),
        _l("Er is niets geboekt. Bekijk de betaling bij Mollie en vraag daar wat er is gebeurd."),
    ),
    "onbekende_betaling": Raad(
        _l("Onbekende betaling bij Mollie"),
        _l("Zoek bij Mollie van wie het geld is. Boek het op een nota of betaal het terug."),
    ),
    "onbekend_bij_mollie": Raad(
        _l("Betaling weg bij Mollie"),
        _l("Vraag Mollie waarom deze betaling er niet meer is. Onze boeking bleef staan."),
    ),
    "mollie_weigert": Raad(
        _l("Mollie weigert de betaling"),
        _l("Kijk of de betaalmethode aanstaat bij Mollie. De betaler kan zelf overmaken."),
    ),
    "incasso_kwijt": Raad(
        _l("Incasso niet aangekomen"),
        _l("Kijk bij Mollie of deze incasso er is. Zo niet: de nota staat weer open."),
    ),
    "som_klopt_niet": Raad(
        _l("Totaal bij Mollie klopt niet"),
        _l("Vergelijk de terugbetalingen bij Mollie met de bladzijde van de nota."),
    ),
    "saldo_klopt_niet": Raad(
        _l("Saldo klopt niet"),
        _l("Boek niets op deze nota. Bel de beheerder: dit is een fout in het programma."),
    ),
}


def raad(soort: str) -> Raad:
    """The heading and the advice for a kind of difference."""
    return RADEN.get(soort, ONBEKEND)
