"""From an empty installation to one with a board member who can sign in."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime

from vereniging.bestuur.instelcode import is_leeg, vergeet_code
from vereniging.convenant.acties import seed_themas_en_partijen
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.acties.functies import Benoeming, benoem
from vereniging.leden.models import FunctieSoort
from vereniging.logboek.acties import schrijf
from vereniging.statuten.acties import stel_in
from vereniging.stembus.acties.sleutels import sleutelbestand
from vereniging.stembus.protocol.sleutels import SleutelbestandFout


class AlIngesteld(DomainError):
    """The set-up happens once."""

    message = _l("Deze site is al ingesteld. Log in om iets te veranderen.")


@dataclass(frozen=True, kw_only=True)
class Inrichting:
    """The association, and who may let the others in."""

    naam: str
    email: str
    bestuurslid: str
    bestuurslid_email: str
    functie: FunctieSoort = FunctieSoort.SECRETARIS


def richt_in(wie: Inrichting, nu: datetime) -> None:
    """Name the association, make its key file, themes and seats, and appoint its first officer.

    Raises AlIngesteld.
    """
    if not is_leeg():
        raise AlIngesteld
    maak_sleutelbestand()
    seed_themas_en_partijen()
    stel_in(naam=wie.naam, korte_naam=wie.naam[:40], email=wie.email)
    benoeming = Benoeming(
        soort=wie.functie,
        begin=amsterdam_day(nu),
        besluit="Aangewezen bij het instellen van de site.",
        naam=wie.bestuurslid,
        email=wie.bestuurslid_email.lower(),
    )
    benoem(benoeming, nu)
    schrijf("site.ingesteld")
    vergeet_code()


def maak_sleutelbestand() -> None:
    """Make the key file of the ballot box and its copy, unless they are there."""
    bestand = sleutelbestand()
    for path in filter(None, (bestand.pad, bestand.kopie)):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(SleutelbestandFout):  # an existing file is never replaced
        bestand.maak()
