"""Votes for tests: prepared, opened, cast in."""

from __future__ import annotations

import functools
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import een_lid
from vereniging.core import clock
from vereniging.core.db import db
from vereniging.leden.models import Functie, FunctieSoort, Lid
from vereniging.stembus.acties import bereid_voor, breng_uit, open_stemming, sluit
from vereniging.stembus.acties.sleutels import sleutelbestand
from vereniging.stembus.acties.tellers import benoem_tellers
from vereniging.stembus.inhoud import Keuzes
from vereniging.stembus.models import Stemming, Stemteller
from vereniging.stembus.protocol.sleutels import SleutelbestandFout
from vereniging.stembus.protocol.tellers import Tellersleutel
from vereniging.stembus.queries import tellers_van
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
    nonce, houder = anders.pop("nonce", secrets.token_bytes(32)), anders.pop("houder", None)
    keuzes = Keuzes({"v1": waarde}, **anders)
    return breng_uit(stemming, lid, Formulier(verwacht, nonce, keuzes), houder)


def om(moment: datetime) -> datetime:
    """Set the clock to this moment."""
    clock.install(lambda: moment)
    return moment


WACHTZINNEN = {
    nummer: f"{woord} en nog vier losse woorden"
    for nummer, woord in enumerate(("fiets", "paraplu", "kastanje"), 1)
}


@functools.cache
def een_tellersleutel(nummer: int) -> Tellersleutel:
    """The key of this teller, under their wachtzin; made once, because that is slow on purpose."""
    return Tellersleutel.maak(WACHTZINNEN[nummer])


def drie_tellers(nu: datetime) -> list[Lid]:
    """Three members with the office of teller."""
    wie = [een_lid() for _each in range(3)]
    begin = nu.date() - timedelta(days=100)
    db.session.add_all(wie)
    db.session.add_all(Functie(lid=lid, soort=FunctieSoort.TELLER, begin=begin) for lid in wie)
    db.session.flush()
    return wie


def een_geheime_stemming(nu: datetime, **anders: Any) -> tuple[Stemming, list[Stemteller]]:
    """A concept of a secret vote, whose three tellers have keys that they tried."""
    met_sleutel()
    stemming = een_stemming(nu, niveau="geheim", **anders)
    benoem_tellers(stemming, drie_tellers(nu), nu)
    tellers = tellers_van(stemming)
    for teller in tellers:
        teller.geef_sleutel(een_tellersleutel(teller.nummer), nu)
        teller.proef_gelukt(nu)
    return stemming, tellers


def een_volle_bus(
    data: Session, nu: datetime, aantal: int = 6, **anders: Any
) -> tuple[Stemming, list[Stemteller], datetime]:
    """A secret vote that is shut, whose witnesses had their time: the tellers may begin."""
    wie = [een_lid() for _each in range(aantal)]
    data.add_all(wie)
    stemming, tellers = een_geheime_stemming(nu, **anders)
    open_stemming(stemming, nu)
    for lid in wie:
        stem(stemming, lid)
    assert sluit(stemming, om(stemming.sluit_op))
    return stemming, tellers, om(stemming.sluit_op + timedelta(minutes=15))
