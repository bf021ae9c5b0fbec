"""Hears what members decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Flask

from vereniging.commissie.haken import (
    Ledenmachtiging,
    Voorstel,
    register_machtigingen,
    register_voorstellen,
)
from vereniging.commissie.models import Agendapunt, Vergadering
from vereniging.commissie.signals import (
    punt_aangehouden,
    vergadering_gehouden,
    voorstel_geplaatst,
)
from vereniging.core.i18n import _
from vereniging.core.web import url_for
from vereniging.logboek.acties import schrijf
from vereniging.standpunten.models import Standpunt
from vereniging.standpunten.queries import (
    besproken_stemmingen,
    op_agendapunt,
    standpunt_met,
    stemslug,
    van_stemming,
    zonder_agendapunt,
)
from vereniging.standpunten.signals import standpunt_vastgesteld
from vereniging.stembus.models import Stemming, StemmingStand, Uitslag
from vereniging.stembus.queries import laatste_op, uitslag_van
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
    voorstel_geplaatst.connect(_geplaatst)
    register_voorstellen(_voor_de_agenda)
    register_machtigingen(_aangenomen_stemming)


def _voor_de_agenda(dag: date) -> list[Voorstel]:
    """Positions that members decide or decided on, and that stand on no agenda."""
    del dag
    return [
        Voorstel(
            sleutel=f"standpunt:{each.slug}",
            titel=each.titel,
            waarom=_("Onze leden namen of nemen hierover een standpunt in."),
            thema=each.thema,
        )
        for each in zonder_agendapunt()
    ]


def _aangenomen_stemming(slug: str) -> Ledenmachtiging | None:
    """A vote of the members that is counted, stands, and said yes."""
    stemming = laatste_op(slug)
    telt = {StemmingStand.GETELD, StemmingStand.VASTGESTELD}
    if stemming is None or stemming.stand not in telt:
        return None
    uitslag = uitslag_van(stemming)
    vraag = uitslag.vraag("voor_tegen") if uitslag else None
    if vraag is None or vraag["uitkomst"] != "aangenomen":
        return None
    url = url_for("stembus_publicatie.uitslag", slug=stemming.slug)
    return Ledenmachtiging(titel=stemming.titel, url=url, is_stemming=True)


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
    nieuwste = laatste_op(stemslug(standpunt))  # never the one that was cancelled just now
    is_laatste = nieuwste is None or nieuwste.id <= stemming.id
    if is_laatste and standpunt.hangt_aan_stemming:
        standpunt.terug_naar_bevroren()


def _aangehouden(punt: Agendapunt, *, nieuw: Agendapunt, **_rest: Any) -> None:
    for standpunt in op_agendapunt(punt):
        standpunt.agendapunt = nieuw


def _geplaatst(punt: Agendapunt) -> None:
    """A position that waited: from now its vote, mandate and outcome belong to this item."""
    soort, _scheiding, slug = (punt.sleutel or "").partition(":")
    standpunt = standpunt_met(slug) if soort == "standpunt" else None
    if standpunt is not None:
        standpunt.agendapunt = punt


def _gehouden(vergadering: Vergadering, **_rest: Any) -> None:
    for stemming in besproken_stemmingen(vergadering):
        stemming.vergaderd()
