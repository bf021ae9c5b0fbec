"""What a reporter adds through the link, or says on the phone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from vereniging.logboek.acties import schrijf
from vereniging.meldingen.acties.bericht import vers
from vereniging.meldingen.acties.indienen import voeg_foto_toe
from vereniging.meldingen.acties.reageren import akkoord, heropenen
from vereniging.meldingen.models import Doorzending, Melding, Tevreden, Zichtbaar
from vereniging.meldingen.queries import doorzendingen


def vul_aan(melding: Melding, tekst: str, nu: datetime) -> None:
    """More words; the party reads them beside the first ones. Raises KanNietMeer."""
    vers(melding)
    melding.aanvullen(nu, tekst)
    schrijf("melding.aangevuld", kenmerk=melding.kenmerk)


def vul_aan_met_fotos(melding: Melding, namen: Iterable[str], nu: datetime) -> None:
    """More photos, stored on disk before; raises KanNietMeer."""
    vul_aan(melding, "", nu)
    for naam in namen:
        voeg_foto_toe(melding, naam, nu)


def fotos_van_partij(doorzending: Doorzending, namen: Iterable[str], nu: datetime) -> None:
    """What the party did, in photos that were stored on disk before."""
    melding = doorzending.melding
    vers(melding)
    for naam in namen:
        voeg_foto_toe(melding, naam, nu, van_partij=True)
        melding.noteer(nu, "foto_van_partij")


def lees(melding: Melding, nu: datetime) -> None:
    """An officer saw what the reporter added."""
    vers(melding)
    melding.gelezen(nu)


def sta_toe(melding: Melding, nu: datetime, *, doorzendbaar: bool, contact: bool) -> None:
    """Another answer to who may know; also what a party sees by a link that it has."""
    vers(melding)
    melding.toestaan(nu, doorzendbaar=doorzendbaar, contact=contact)
    for doorzending in doorzendingen(melding):
        doorzending.met_contact = contact
    schrijf("melding.toestemming", kenmerk=melding.kenmerk, contact=contact, tekst=doorzendbaar)


def beoordeel(melding: Melding, oordeel: Tevreden, tekst: str, nu: datetime) -> None:
    """How it went, in the eyes of the reporter; raises AlBeoordeeld, KanNietMeer."""
    vers(melding)
    melding.beoordelen(nu, oordeel, tekst)
    schrijf("melding.beoordeeld", kenmerk=melding.kenmerk)


def akkoord_per_telefoon(melding: Melding, wie: str, nu: datetime) -> None:
    """The reporter told an officer that it is solved; who said so, for officers."""
    vers(melding)
    akkoord(melding, nu)
    melding.noteer(nu, "telefonisch", wie, Zichtbaar.KANTOOR)


def heropen_per_telefoon(melding: Melding, wat: str, nu: datetime) -> None:
    """The reporter told an officer that it is not solved; raises TeLaatVoorHeropenen."""
    heropenen(melding, wat, nu)
    melding.noteer(nu, "telefonisch", "", Zichtbaar.KANTOOR)
