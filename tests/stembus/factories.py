"""Votes for tests: prepared, opened, cast in."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from vereniging.core import clock
from vereniging.leden.models import Lid
from vereniging.stembus.acties import bereid_voor, breng_uit, open_stemming
from vereniging.stembus.acties.sleutels import sleutelbestand
from vereniging.stembus.inhoud import Keuzes
from vereniging.stembus.models import Stemming
from vereniging.stembus.protocol.sleutels import SleutelbestandFout
from vereniging.stembus.stappen.stemmen import Formulier, Ontvangst

VRAAG = {
    "meerderheid": {"basis": "uitgebracht", "breuk": [1, 2], "strikt": True},
    "sleutel": "v1",
    "tekst": "Vindt u dit goed?",
    "type": "voor_tegen",
}


def met_sleutel() -> None:
    """Make the key file of the test installation, if it is not there yet."""
    bestand = sleutelbestand()
    bestand.pad.parent.mkdir(parents=True, exist_ok=True)
    try:
        bestand.maak()
    except SleutelbestandFout:
        return


def een_stemming(nu: datetime, **anders: Any) -> Stemming:
    """A concept vote that may open now and lasts a week."""
    velden: dict[str, Any] = {
        "slug": "parkeren", "vragen": [VRAAG], "open_op": nu, "sluit_op": nu + timedelta(days=7),
    }  # fmt: skip
    return bereid_voor(anders.pop("titel", "Parkeren op zaterdag"), **{**velden, **anders})


def een_open_stemming(nu: datetime, **anders: Any) -> Stemming:
    """A vote in which members can vote now; whoever is a member by now is on the roll."""
    met_sleutel()
    stemming = een_stemming(nu, **anders)
    open_stemming(stemming, nu)
    return stemming


def stem(
    stemming: Stemming, lid: Lid, waarde: str = "voor", verwacht: int = 0, **anders: Any
) -> tuple[Ontvangst, int]:
    """A member casts this value for the first question."""
    nonce = anders.pop("nonce", secrets.token_bytes(32))
    keuzes = Keuzes({"v1": waarde}, **anders)
    return breng_uit(stemming, lid, Formulier(verwacht, nonce, keuzes))


def om(moment: datetime) -> datetime:
    """Set the clock to this moment."""
    clock.install(lambda: moment)
    return moment
