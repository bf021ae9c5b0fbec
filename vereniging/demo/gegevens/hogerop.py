"""What went a step up besides the broken promise: an item without consensus, and silence."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from vereniging.commissie.acties import (
    leg_standpunt_vast,
    rond_af,
    schaal_punt_op,
    volgende_trede,
)
from vereniging.commissie.models import (
    Agendapunt,
    Opschaling,
    Partijstandpunt,
    Stapwens,
    Trede,
    UitkomstSoort,
)
from vereniging.convenant.models import Partijantwoord
from vereniging.convenant.queries import partijen
from vereniging.core.db import db, one_or_404
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.mandaten.acties import leg_uitkomst_vast
from vereniging.mandaten.models import Tafel
from vereniging.meldingen.acties.stilte import schaal_doorzending_op
from vereniging.meldingen.queries import onbeantwoord

GEEN_CONSENSUS_OP = -200
VRACHTVERKEER = "Minder vrachtverkeer op de Haagweg"
NEE = "Wij willen eerst tellen hoeveel vrachtwagens er rijden, en dan pas kiezen."
UITKOMST = "Na het gesprek komt er een proef van drie maanden, met een telling vooraf en achteraf."


def leg_geen_consensus_vast(punt: Agendapunt, nu: datetime) -> None:
    """Four parties want it, the town hall does not yet."""
    for partij in partijen():
        nee = partij.code == "gemeente"
        antwoord = Partijantwoord.NIET_EENS if nee else Partijantwoord.EENS
        gezegd = Partijstandpunt(partij=partij, antwoord=antwoord, toelichting=NEE if nee else "")
        leg_standpunt_vast(punt, gezegd)
    tekst = "De gemeente wil eerst tellen. De andere partijen willen nu iets doen."
    leg_uitkomst_vast(punt, Tafel(soort=UitkomstSoort.GEEN_CONSENSUS, tekst=tekst), nu)


def schaal_vrachtverkeer_op(verhaal: Geschiedenis) -> None:
    """The boards talked, and found each other."""
    with verhaal.daad(verhaal.moment(GEEN_CONSENSUS_OP + 5)) as nu:
        punt = db.session.scalars(select(Agendapunt).where(Agendapunt.titel == VRACHTVERKEER)).one()
        opschaling = schaal_punt_op(punt, nu)
        kenmerk = opschaling.kenmerk
        volgende_trede(opschaling, Stapwens(Trede.BESTUURLIJK_OVERLEG), nu)
    with verhaal.daad(verhaal.moment(GEEN_CONSENSUS_OP + 30)) as nu:
        rond_af(one_or_404(Opschaling, kenmerk=kenmerk), UITKOMST, nu, is_geslaagd=True)


def schaal_stilte_op(verhaal: Geschiedenis) -> None:
    """The report that a party kept silent about for the longest time."""
    with verhaal.daad(verhaal.moment(-1)) as nu:
        stil = [each for each in onbeantwoord() if each.antwoord_voor < verhaal.dag(-12)]
        for each in sorted(stil, key=lambda each: each.antwoord_voor)[:1]:
            schaal_doorzending_op(each, nu)
