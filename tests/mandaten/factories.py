"""A mandate as members really give it: from voeding by a counted vote to the table."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from tests.factories import een_lid, een_thema
from tests.stembus.factories import met_sleutel, om
from vereniging.commissie.acties import plan_vergadering
from vereniging.commissie.models import Agendapunt, Vergadering
from vereniging.core.db import db
from vereniging.leden.models import Lid
from vereniging.mandaten.models import Mandaat
from vereniging.mandaten.queries import mandaten_van
from vereniging.standpunten.acties import (
    bevries,
    breng_in_stemming,
    bundel,
    open_standpunt,
    stel_op,
    zet_op_vergadering,
)
from vereniging.standpunten.models import Standpunt, StandpuntVersie
from vereniging.stembus.acties import breng_uit, open_stemming, sluit, tel
from vereniging.stembus.inhoud import Keuzes
from vereniging.stembus.models import Stemming
from vereniging.stembus.stappen.stemmen import Formulier
from vereniging.voeding.acties import Inbreng, geef, plaats

TRAPPEN = ["De hele zaterdag", "Alleen de ochtend", "Een goedkope pas"]


class Gang(NamedTuple):
    """What a test needs of the whole way."""

    standpunt: Standpunt
    vergadering: Vergadering
    punt: Agendapunt
    auteur: Lid
    steuner: Lid
    moment: datetime  # after the count

    @property
    def mandaten(self) -> list[Mandaat]:
        return mandaten_van(self.standpunt)

    @property
    def mandaat(self) -> Mandaat:
        return self.mandaten[-1]


def een_gang(nu: datetime, stemmen: list[tuple[str, str]], **tekst: object) -> Gang:
    """Members vote these (voor/tegen, niveau) and it is counted before the meeting."""
    met_sleutel()
    auteur, steuner, thema = een_lid(), een_lid(), een_thema()
    kiezers = [een_lid() for _each in stemmen]
    db.session.add_all([auteur, steuner, thema, *kiezers])
    vergadering = plan_vergadering("Vergadering 4", nu + timedelta(days=16), "Speeltuin")
    voeding = geef(auteur, Inbreng(thema=thema, tekst="Rondjes rijden op zaterdag."), nu)
    plaats(voeding)
    voeding.steunen(steuner, nu)
    velden: dict[str, Any] = {"niveaus": TRAPPEN, "breekpunten": "Geen ja zonder pas.", **tekst}
    versie = StandpuntVersie(
        vraag="Moeten wij dit vragen?", toelichting="Het is te druk.", **velden
    )
    standpunt = stel_op("Parkeren", thema, versie, nu)
    bundel(standpunt, [voeding], nu)
    open_standpunt(standpunt)
    bevries(standpunt)
    zet_op_vergadering(standpunt, vergadering)
    stemming = breng_in_stemming(standpunt, nu, nu + timedelta(days=7))
    open_stemming(stemming, nu)
    for kiezer, (keuze, niveau) in zip(kiezers, stemmen, strict=True):
        keuzes = {"v1": keuze, "v2": niveau} if velden["niveaus"] else {"v1": keuze}
        breng_uit(stemming, kiezer, Formulier(0, secrets.token_bytes(32), Keuzes(keuzes)))
    moment = tel_nu(stemming)
    punt = vergadering.agendapunten[0]
    return Gang(standpunt, vergadering, punt, auteur, steuner, moment)


def tel_nu(stemming: Stemming) -> datetime:
    """Close the box and count it; the moment of the count."""
    sluit(stemming, om(stemming.sluit_op))
    moment = om(stemming.sluit_op + timedelta(minutes=20))
    db.session.flush()
    assert tel(stemming, moment)
    return moment


def stemmen(**aantallen: int) -> list[tuple[str, str]]:
    """`m1=4, m2=4` are four and four members in favour with this weakest step."""
    return [("voor", niveau) for niveau, aantal in aantallen.items() for _each in range(aantal)]
