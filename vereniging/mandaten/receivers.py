"""Hears the counts, and lets pages below show the mandate and the report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Flask

from vereniging.commissie.haken import (
    Ledenmachtiging,
    register_machtigingen,
    register_voorstellen,
)
from vereniging.commissie.signals import voorstel_geplaatst
from vereniging.core.clock import today
from vereniging.core.web import url_for
from vereniging.mandaten.acties import (
    maak_mandaat,
    rond_ruggespraak_af,
    trek_betwiste_in,
    trek_mandaat_in,
)
from vereniging.mandaten.agenda import geplaatst, voor_de_agenda
from vereniging.mandaten.models import MandaatStand
from vereniging.mandaten.queries import (
    is_vervangen,
    mandaat_met,
    mandaat_uit,
    mandaten_van,
    ruggespraak_van,
    te_late_terugkoppelingen,
    terugkoppeling_van,
)
from vereniging.mandaten.verloop import haltes
from vereniging.standpunten.haken import register_haltes
from vereniging.standpunten.models import Standpunt
from vereniging.standpunten.signals import standpunt_vastgesteld
from vereniging.statuten.models import Besluit
from vereniging.stembus.models import Stemming, Uitslag
from vereniging.stembus.signals import stemming_betwist, stemming_geteld, stemming_vernietigd


def register(app: Flask) -> None:
    """Subscribe, and give templates what stands above their own package."""
    standpunt_vastgesteld.connect(_beslist)
    stemming_geteld.connect(_geteld)
    stemming_betwist.connect(_betwist)
    stemming_vernietigd.connect(_vernietigd)
    register_haltes(haltes)
    register_machtigingen(_geldig_mandaat)
    register_voorstellen(voor_de_agenda)
    voorstel_geplaatst.connect(geplaatst)
    app.jinja_env.globals.update(
        mandaten_van=mandaten_van,
        terugkoppeling_van=terugkoppeling_van,
        te_late_terugkoppelingen=te_late_terugkoppelingen,
    )


def _geldig_mandaat(slug: str) -> Ledenmachtiging | None:
    """A mandate that is valid today and leaves its delegates room."""
    mandaat = mandaat_met(slug)
    if mandaat is None or not mandaat.ruimte:
        return None
    stand = mandaat.stand(today(), is_vervangen=is_vervangen(mandaat))
    if stand is not MandaatStand.GELDIG:
        return None
    url = url_for("mandaten.toon", slug=mandaat.slug)
    return Ledenmachtiging(titel=mandaat.titel, url=url, is_stemming=False)


def _beslist(standpunt: Standpunt, *, uitslag: Uitslag, nu: datetime, **_rest: Any) -> None:
    if ruggespraak_van(uitslag.stemming) is None:
        maak_mandaat(standpunt, uitslag, nu)


def _geteld(
    _sender: Any, *, stemming: Stemming, uitslag: Uitslag, nu: datetime, **_rest: Any
) -> None:
    ruggespraak = ruggespraak_van(stemming)
    if ruggespraak is not None:
        rond_ruggespraak_af(ruggespraak, uitslag, nu)
    if stemming.vervangt_id is not None:
        trek_betwiste_in(stemming, nu)


def _betwist(_sender: Any, *, stemming: Stemming, nieuw: Stemming, **_rest: Any) -> None:
    ruggespraak = ruggespraak_van(stemming)
    if ruggespraak is not None:
        ruggespraak.opnieuw(nieuw)


def _vernietigd(
    _sender: Any, *, stemming: Stemming, besluit: Besluit, nu: datetime, **_rest: Any
) -> None:
    ruggespraak = ruggespraak_van(stemming)
    if ruggespraak is not None:
        ruggespraak.opnieuw(None)
    mandaat = mandaat_uit(stemming)
    if mandaat is not None and mandaat.intrekking is None:
        trek_mandaat_in(mandaat, besluit, nu)
