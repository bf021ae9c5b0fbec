"""Hears what members decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Flask

from vereniging.commissie.models import Agendapunt, Vergadering
from vereniging.commissie.signals import punt_aangehouden, vergadering_gehouden
from vereniging.logboek.acties import schrijf
from vereniging.standpunten.models import Standpunt
from vereniging.standpunten.queries import (
    besproken_stemmingen,
    op_agendapunt,
    stemslug,
    van_stemming,
)
from vereniging.standpunten.signals import standpunt_vastgesteld
from vereniging.stembus.models import Stemming, Uitslag
from vereniging.stembus.queries import laatste_op
from vereniging.stembus.signals import (
    stemming_betwist,
    stemming_geannuleerd,
    stemming_geteld,
    stemming_vernietigd,
)


def register(app: Flask) -> None:
    """Subscribe to the count, to items that are held over, and to the end of a meeting."""
    del app
    stemming_geteld.connect(_geteld)
    stemming_betwist.connect(_betwist)
    stemming_vernietigd.connect(_weg)
    stemming_geannuleerd.connect(_weg)
    punt_aangehouden.connect(_aangehouden)
    vergadering_gehouden.connect(_gehouden)


def _geteld(
    _sender: Any, *, stemming: Stemming, uitslag: Uitslag, nu: datetime, **_rest: Any
) -> None:
    standpunt = van_stemming(stemming)
    vraag = uitslag.vraag("voor_tegen")
    if standpunt is None or vraag is None or not _gaat_over(stemming, standpunt):
        return
    band = uitslag.vraag("bandbreedte")
    geen_ondergrens = band is not None and band["uitkomst"] == "verworpen"
    standpunt.uitgeteld("verworpen" if geen_ondergrens else vraag["uitkomst"])
    schrijf("standpunt.uitgeteld", standpunt=standpunt.slug, stand=standpunt.stand.value)
    standpunt_vastgesteld.send(standpunt, stemming=stemming, uitslag=uitslag, nu=nu)


def _gaat_over(stemming: Stemming, standpunt: Standpunt) -> bool:
    """Whether this vote is on the text that counts now."""
    return stemming.standpunt.get("versie") == standpunt.versie.nr


def _betwist(_sender: Any, *, stemming: Stemming, **_rest: Any) -> None:
    standpunt = van_stemming(stemming)
    if standpunt is not None and _gaat_over(stemming, standpunt):
        standpunt.opnieuw_in_stemming()


def _weg(_sender: Any, *, stemming: Stemming, **_rest: Any) -> None:
    standpunt = van_stemming(stemming)
    if standpunt is None or not _gaat_over(stemming, standpunt):
        return
    is_laatste = laatste_op(stemslug(standpunt)) is stemming
    if is_laatste and standpunt.hangt_aan_stemming:
        standpunt.terug_naar_bevroren()


def _aangehouden(punt: Agendapunt, *, nieuw: Agendapunt, **_rest: Any) -> None:
    for standpunt in op_agendapunt(punt):
        standpunt.agendapunt = nieuw


def _gehouden(vergadering: Vergadering, **_rest: Any) -> None:
    for stemming in besproken_stemmingen(vergadering):
        stemming.vergaderd()
