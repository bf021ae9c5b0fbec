"""Joins `leden` and `betalingen`: sign-up makes a nota, admission moves it, money is booked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Flask

from vereniging.betalingen.gateway import Payment
from vereniging.betalingen.haken import register_boeker
from vereniging.betalingen.mail import betaallink
from vereniging.betalingen.models import Betaling
from vereniging.betalingen.signals import incasso_gevolgd
from vereniging.contributie import acties
from vereniging.contributie.acties import incasso_sturen
from vereniging.contributie.acties.vertrek import verminder_bij_vertrek
from vereniging.contributie.models import Categorie
from vereniging.contributie.queries import jaar_op, nota_van_aanmelding
from vereniging.contributie.wissen import (
    geld_open,
    geld_open_aanmelding,
    vergeet_aanmelding,
    vergeet_lid,
)
from vereniging.leden import signals
from vereniging.leden.acties import register_betaallink, register_prijs
from vereniging.leden.haken import Prijs, register_wisslot
from vereniging.leden.models import Aanmelding, Lid, LidSoort


def register(app: Flask) -> None:
    """One ledger, one price, one pay link."""
    del app
    register_boeker(acties.Grootboek())
    register_betaallink(_betaallink)
    register_prijs(_prijs)
    signals.aanmelding_bevestigd.connect(_bevestigd)
    signals.aanmelding_afgewezen.connect(_vervallen)
    signals.aanmelding_ingetrokken.connect(_vervallen)
    signals.lid_toegelaten.connect(_toegelaten)
    signals.lidmaatschap_beeindigd.connect(_vertrokken)
    incasso_gevolgd.connect(_gevolgd)
    register_wisslot(Lid, "contributie", geld_open)
    register_wisslot(Aanmelding, "contributie", geld_open_aanmelding)
    signals.lid_gewist.connect(vergeet_lid)
    signals.aanmelding_gewist.connect(vergeet_aanmelding)


def _betaallink(aanmelding: Aanmelding) -> str | None:
    nota = nota_van_aanmelding(aanmelding)
    return None if nota is None or nota.is_voldaan else betaallink(nota.kiem)


def _prijs(soort: LidSoort, dag: date) -> Prijs | None:
    jaar = jaar_op(dag)
    categorie = jaar.categorie(soort) if jaar else None
    per_jaar = jaar.tarief(categorie) if jaar and categorie else None
    nu = jaar.bedrag(soort, dag) if jaar else None
    if per_jaar is None or nu is None:
        return None
    return Prijs(per_jaar=per_jaar, nu=nu, is_per_huishouden=categorie is Categorie.HUISHOUDEN)


def _bevestigd(aanmelding: Aanmelding, nu: datetime, **_rest: Any) -> None:
    acties.maak_aanmeldnota(aanmelding, nu)


def _vervallen(aanmelding: Aanmelding, nu: datetime, **_rest: Any) -> None:
    acties.trek_aanmeldnota_in(aanmelding, nu)


def _toegelaten(lid: Lid, nu: datetime, aanmelding: Aanmelding, **_rest: Any) -> None:
    acties.word_lid(lid, aanmelding, nu)


def _vertrokken(lid: Lid, dag: date, nu: datetime, **_rest: Any) -> None:
    verminder_bij_vertrek(lid, dag, nu)


def _gevolgd(betaling: Betaling, payment: Payment, nu: datetime, **_rest: Any) -> None:
    incasso_sturen.volg(betaling, payment, nu)
