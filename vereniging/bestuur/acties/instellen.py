"""From an empty installation to one with a board member who can sign in."""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from vereniging.convenant.acties import seed_themas_en_partijen
from vereniging.core.config import setting
from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.acties.functies import Benoeming, benoem
from vereniging.leden.models import Functie, FunctieSoort
from vereniging.logboek.acties import schrijf
from vereniging.statuten.acties import stel_in
from vereniging.stembus.acties.sleutels import sleutelbestand
from vereniging.stembus.protocol.sleutels import SleutelbestandFout

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


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


def is_leeg() -> bool:
    """Whether nobody was ever appointed."""
    return db.session.scalar(select(Functie.id).limit(1)) is None


def richt_in(wie: Inrichting, nu: datetime) -> None:
    """Name the association, make its key file, themes and seats, and appoint its first officer.

    Raises AlIngesteld.
    """
    if not is_leeg():
        raise AlIngesteld
    _make_key_file()
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
    _code_file().unlink(missing_ok=True)


def _make_key_file() -> None:
    bestand = sleutelbestand()
    for path in filter(None, (bestand.pad, bestand.kopie)):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(SleutelbestandFout):  # an existing file is never replaced
        bestand.maak()


def _code_file() -> Path:
    return Path(setting("DATA_DIR")) / "instelcode"


def instelcode() -> str:
    """The code that the start prints while nobody was appointed; empty afterwards."""
    if not is_leeg():
        return ""
    path = _code_file()
    if not path.exists():
        code = "".join(secrets.choice(ALPHABET) for _letter in range(12))
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(number, "w") as file:
            file.write(f"{code[:4]}-{code[4:8]}-{code[8:]}")
    return path.read_text()


def is_instelcode(typed: str) -> bool:
    """Whether somebody typed the code of this start; hyphens, spaces and case do not matter."""
    path = _code_file()
    if not path.exists():
        return False
    return hmac.compare_digest(_bare(typed), _bare(path.read_text()))


def _bare(code: str) -> bytes:
    return "".join(letter for letter in code.upper() if letter.isalnum()).encode()
