"""Another value for a parameter of the statutes: one proposes, another approves."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from vereniging.bestuur.parameters import REGELS, lees_waarde
from vereniging.core.db import db
from vereniging.core.errors import DomainError, EenAnder
from vereniging.core.i18n import _l, in_language
from vereniging.logboek.acties import schrijf
from vereniging.statuten.acties import neem_besluit, stel_in
from vereniging.statuten.models import Orgaan, Statuten
from vereniging.statuten.queries import instelling, statuten_op


class GeenVoorstel(DomainError):
    """There is nothing to approve."""

    message = _l("Er ligt geen voorstel meer. Er is niets veranderd.")


def voorstel() -> dict[str, Any]:
    """The proposal that waits for a second board member; empty when there is none."""
    return dict(instelling("statuten_voorstel"))


def stel_voor(naam: str, tekst: str, artikel: str, vanaf: date, account_id: int) -> None:
    """Propose another value, with its article; raises FouteWaarde."""
    wish = {
        "naam": naam,
        "waarde": lees_waarde(naam, tekst),
        "artikel": artikel,
        "vanaf": vanaf.isoformat(),
        "door": account_id,
    }
    stel_in(statuten_voorstel=wish)
    schrijf("statuten.voorgesteld", parameter=naam)


def keur_goed(account_id: int, nu: datetime) -> None:
    """Another board member makes it a version of the statutes; raises EenAnder."""
    wish = voorstel()
    if not wish:
        raise GeenVoorstel
    if wish["door"] == account_id:
        raise EenAnder
    vanaf = date.fromisoformat(wish["vanaf"])
    vorige = statuten_op(vanaf)
    versie = _versie(vorige, vanaf)
    versie.waarden = {**versie.waarden, wish["naam"]: wish["waarde"]}
    versie.artikelen = {**versie.artikelen, wish["naam"]: wish["artikel"]}
    versie.controleer(vorige)
    with in_language("nl"):
        titel = f"Statuten: {REGELS[wish['naam']].naam}"
    versie.besluit = neem_besluit(Orgaan.ALV, titel, wish["artikel"], nu)
    db.session.add(versie)
    stel_in(statuten_voorstel={})
    schrijf("statuten.vastgesteld", parameter=wish["naam"])


def _versie(vorige: Statuten | None, vanaf: date) -> Statuten:
    if vorige is None:
        return Statuten(geldig_vanaf=vanaf)
    if vorige.geldig_vanaf == vanaf:
        return vorige
    return Statuten(
        geldig_vanaf=vanaf, waarden=dict(vorige.waarden), artikelen=dict(vorige.artikelen)
    )


def wijs_af() -> None:
    """Drop the proposal."""
    if not voorstel():
        raise GeenVoorstel
    stel_in(statuten_voorstel={})
    schrijf("statuten.voorstel_weg")
