"""Pay less because there is little to spend: asked with one tick, decided by the treasurer."""

from __future__ import annotations

from datetime import datetime

from vereniging.contributie.acties.boeken import Regel, boek, na_boeking
from vereniging.contributie.mail import minima_besluit
from vereniging.contributie.models import (
    Bron,
    Categorie,
    Contributiejaar,
    Minimaregeling,
    Minimauitkomst,
    Nota,
    Regelsoort,
)
from vereniging.contributie.queries import (
    contributiejaar,
    minima_bij,
    nota_van_eenheid,
    sleutel_van,
)
from vereniging.contributie.tegoed import opgelegd
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError, EenAnder
from vereniging.core.i18n import _l
from vereniging.core.money import NUL
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Lid
from vereniging.leden.queries import lid_van_account
from vereniging.logboek.acties import schrijf


class GeenMinimatarief(DomainError):
    """The general meeting set no low price for this year."""

    message = _l("Voor %(jaar)s is er geen laag tarief. Vraag de penningmeester wat er wel kan.")


class AlGevraagd(DomainError):
    """Once a year, for the whole household."""

    message = _l("Uw huishouden vroeg dit al voor %(jaar)s. U hoeft niets te doen.")


def vraag_minima(lid: Lid, jaar: int, nu: datetime) -> Minimaregeling:
    """Ask for the low price of a year, for whoever shares the nota.

    Raises AlGevraagd, GeenMinimatarief.
    """
    fixed = locked(Contributiejaar, jaar=jaar)
    if fixed is None or fixed.tarief(Categorie.MINIMA) is None:
        raise GeenMinimatarief(jaar=jaar)
    eenheid = sleutel_van(fixed, lid)
    if minima_bij(jaar, eenheid) is not None:
        raise AlGevraagd(jaar=jaar)
    asked = Minimaregeling(jaar=jaar, eenheid=eenheid, lid=lid, gevraagd_op=nu)
    db.session.add(asked)
    db.session.flush()
    schrijf("minima.gevraagd", jaar=jaar, eenheid=eenheid)
    return asked


def beslis_minima(
    asked: Minimaregeling, nu: datetime, door: int | None, *, toekennen: bool
) -> None:
    """Yes makes the nota lower, or the next run cheaper. Raises MinimaBeslist, EenAnder."""
    locked(Minimaregeling, id=asked.id)
    asked_by = lid_van_account(door)
    if asked_by is not None and _delen(asked_by, asked.lid):
        raise EenAnder
    asked.beslis(nu, door, toekennen=toekennen)
    nota = nota_van_eenheid(asked.jaar, asked.eenheid)
    if asked.uitkomst is Minimauitkomst.TOEGEKEND and nota is not None:
        _verminder(nota, asked, nu)
    schrijf("minima.beslist", jaar=asked.jaar, eenheid=asked.eenheid, toegekend=toekennen)
    db.session.add(minima_besluit(asked))


def _delen(een: Lid, ander: Lid) -> bool:
    """Whether both would gain: the same person, or one household."""
    samen = een.huishouden_id is not None and een.huishouden_id == ander.huishouden_id
    return een.id == ander.id or samen


def _verminder(nota: Nota, asked: Minimaregeling, nu: datetime) -> None:
    fixed = contributiejaar(nota.jaar)  # its prices stand: this nota was made
    laag = fixed.tarief(Categorie.MINIMA) if fixed else None
    if laag is None:
        return
    # what was waived or lowered before is not given a second time
    minder = laag.deel(nota.teller, nota.noemer) - opgelegd(nota.id)
    if minder >= NUL:
        return
    regel = Regel(
        soort=Regelsoort.VERMINDERING,
        bedrag=minder,
        valutadatum=amsterdam_day(nu),
        bron=Bron.BESTUUR,
        bron_id=f"minima:{nota.kenmerk}",
        uitleg="Laag tarief",
        door=asked.door_id,
    )
    boek(nota, regel, nu)
    na_boeking(nota, nu)
