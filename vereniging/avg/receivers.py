"""Tells the page about privacy what is kept, and keeps rolls that a court may ask for."""

from __future__ import annotations

from datetime import datetime

from flask import Flask
from sqlalchemy import ColumnElement, exists, select

from vereniging.avg.verwerkingen import VERWERKINGEN
from vereniging.commissie.models import Opschaling, Opschalingstand, Opschalingstap, Trede
from vereniging.leden.haken import register_wisslot
from vereniging.site.privacy import Onderdeel, register_onderdelen
from vereniging.stembus.models import Stemming


def register(_app: Flask) -> None:
    """Give both."""
    register_onderdelen(_onderdelen)
    register_wisslot(Stemming, "rechter", bij_de_rechter)


def bij_de_rechter(_nu: datetime) -> ColumnElement[bool]:
    """While a case is in court nobody throws away a roll (domain.md section 6)."""
    stap = select(Opschalingstap.opschaling_id).where(Opschalingstap.trede == Trede.RECHTER)
    return exists(
        select(Opschaling.id).where(
            Opschaling.stand == Opschalingstand.LOPEND, Opschaling.id.in_(stap)
        )
    )


def _onderdelen() -> list[Onderdeel]:
    return [
        Onderdeel(
            naam=verwerking.naam,
            doel=verwerking.doel,
            grondslag=verwerking.grondslag,
            ontvangers=verwerking.ontvangers,
            termijnen=tuple((regel.wat, regel.termijn) for regel in verwerking.regels())
            + verwerking.blijft,
        )
        for verwerking in VERWERKINGEN
    ]
