"""General meetings for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.factories import een_lid
from vereniging.alv.acties import maak_stemming, plan_alv, zet_op_agenda
from vereniging.alv.models import Alv, Alvpunt, AlvSoort, AlvVorm, Puntsoort
from vereniging.alv.stemvraag import Stemvraag
from vereniging.core.db import db
from vereniging.leden.models import Lid
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan, Statuten
from vereniging.stembus.forms.bestuur import MEERDERHEID
from vereniging.stembus.models import Stemming

VRAAG = {
    "meerderheid": MEERDERHEID,
    "sleutel": "v1",
    "tekst": "Stemt u in met het plan?",
    "type": "voor_tegen",
}
OVER = timedelta(days=21)


def leden(aantal: int, **anders: Any) -> list[Lid]:
    """So many members, stored."""
    wie = [een_lid(**anders) for _each in range(aantal)]
    db.session.add_all(wie)
    db.session.flush()
    return wie


def statuten(nu: datetime, *toegestaan: str) -> None:
    """Statutes that allow these, each with its article."""
    besluit = neem_besluit(Orgaan.ALV, "Statuten vastgesteld", "De leden stemden in.", nu)
    db.session.add(
        Statuten(
            geldig_vanaf=nu.date() - timedelta(days=300),
            waarden=dict.fromkeys(toegestaan, True),
            artikelen=dict.fromkeys(toegestaan, "14 lid 2"),
            besluit=besluit,
        )
    )
    db.session.flush()


def een_alv(nu: datetime, over: timedelta = OVER, **anders: Any) -> Alv:
    """A concept of a meeting in three weeks."""
    velden: dict[str, Any] = {
        "soort": AlvSoort.JAARVERGADERING,
        "vorm": AlvVorm.FYSIEK,
        "voorwaarden": "Log in op de site en stem.",
    }
    return plan_alv(nu + over, "Speeltuin Westerkwartier", nu, **{**velden, **anders})


def een_punt(alv: Alv, soort: Puntsoort = Puntsoort.BESLUIT) -> Alvpunt:
    """An item of its agenda."""
    return zet_op_agenda(alv, "Plan voor 2027", toelichting="Het bestuur licht toe.", soort=soort)


def tijdens(alv: Alv, **anders: Any) -> Stemvraag:
    """A question answered in the first two hours of the meeting."""
    velden: dict[str, Any] = {
        "vraag": VRAAG, "open_op": alv.begin, "sluit_op": alv.begin + timedelta(hours=2),
    }  # fmt: skip
    return Stemvraag(**{**velden, **anders})


def een_stemming(alv: Alv, nu: datetime) -> Stemming:
    """A vote on an item, as the statutes allow."""
    statuten(nu, "elektronisch_stemmen")
    stemming = maak_stemming(een_punt(alv), tijdens(alv))
    db.session.flush()
    return stemming
