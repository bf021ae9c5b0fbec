"""A file of members is looked at, stored as a whole, and undone while nothing hangs on it."""

from __future__ import annotations

import hashlib
import zlib
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import defer

from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.export import read_csv
from vereniging.core.i18n import _l
from vereniging.leden.acties import uitwisselen
from vereniging.leden.afhankelijk import hangt_aan, stukken, verwijzingen
from vereniging.leden.invoer import Bestand, lees
from vereniging.leden.invoerkeuzes import (
    Antwoorden,
    Invoerkeuzes,
    Invoervoorbeeld,
    dubbele,
    voorstellen,
)
from vereniging.leden.models import (
    Adres,
    Huishouden,
    Invoer,
    Invoerregel,
    InvoerStand,
    Lid,
    Lidmaatschap,
)
from vereniging.leden.models.invoer import AlIngevoerd
from vereniging.logboek.acties import schrijf

GROOTST = 5 * 1024 * 1024
GETOOND = 200
LOS = {"synchronize_session": False}


class BestandOnbruikbaar(DomainError):
    """The heading is not that of a member file, or nothing stands below it."""

    message = _l("%(fout)s")


class Regelsfout(DomainError):
    """Nothing is stored unless all is good, or the officer leaves the bad lines out."""

    message = _l("Er zijn regels met fouten. Kies dat u die overslaat, of verbeter het bestand.")


def lees_in(naam: str, inhoud: bytes, nu: datetime, door: int | None) -> Invoer:
    """Keep a file for a day, to be looked at; the register does not change.

    Raises GeenCsv, BestandOnbruikbaar, AlIngevoerd.
    """
    return _houd_vast(naam, inhoud, lees(read_csv(inhoud)), nu, door)


def _houd_vast(
    naam: str, inhoud: bytes, bestand: Bestand, nu: datetime, door: int | None
) -> Invoer:
    if bestand.fouten and bestand.fouten[0][0] == 1:
        raise BestandOnbruikbaar(fout=bestand.fouten[0][1])
    if not bestand.rijen and not bestand.fouten:
        raise BestandOnbruikbaar(fout=_l("In dit bestand staan geen leden."))
    invoer = Invoer(
        naam=naam[-120:] or "leden.csv",
        afdruk=hashlib.sha256(inhoud).hexdigest(),
        bestand=zlib.compress(inhoud),
        gelezen_op=nu,
        door_id=door,
    )
    _eis_nieuw(invoer.afdruk)
    db.session.add(invoer)
    db.session.flush()
    return invoer


def _eis_nieuw(afdruk: str) -> None:
    query = select(Invoer.id).where(Invoer.afdruk == afdruk, Invoer.stand == InvoerStand.UITGEVOERD)
    if db.session.scalars(query).first() is not None:
        raise AlIngevoerd


def bekijk(invoer: Invoer) -> Invoervoorbeeld:
    """What the file says against the register of now. Raises KanNietMeer."""
    bestand = lees(read_csv(invoer.inhoud))
    uitwisselen.keur_nummers(bestand)
    return Invoervoorbeeld(bestand, dubbele(bestand), voorstellen(bestand))


def voer_in(
    invoer: Invoer, antwoorden: Antwoorden, nu: datetime, *, goede_rijen: bool = False
) -> bool:
    """Store the members; False when it was done before.

    Raises Regelsfout, AlIngevoerd, KanNietMeer.
    """
    locked(Invoer, id=invoer.id)
    if invoer.stand is InvoerStand.UITGEVOERD:
        return False
    beeld = bekijk(invoer)
    if beeld.bestand.fouten and not goede_rijen:
        raise Regelsfout
    _eis_nieuw(invoer.afdruk)
    bewaar(invoer, beeld.bestand, nu, beeld.keuzes(antwoorden))
    return True


def neem_aan(naam: str, inhoud: bytes, bestand: Bestand, nu: datetime) -> int:
    """Store the good rows of a file that was judged on the command line; how many.

    Raises BestandOnbruikbaar, AlIngevoerd.
    """
    invoer = _houd_vast(naam, inhoud, bestand, nu, None)
    return bewaar(invoer, bestand, nu, Invoerkeuzes())


def bewaar(invoer: Invoer, bestand: Bestand, nu: datetime, keuzes: Invoerkeuzes) -> int:
    """Store what was judged already, and remember from which line each came; how many."""
    stored = uitwisselen.importeer(bestand, nu, keuzes)
    invoer.uitvoeren(nu, len(stored))
    invoer.overgeslagen = len(keuzes.overslaan)
    invoer.fouten = len({regel for regel, _fout in bestand.fouten})
    db.session.flush()
    rows = [{"invoer_id": invoer.id, "lid_id": lid, "regel": regel} for regel, lid in stored]
    if rows:
        db.session.execute(insert(Invoerregel), rows)
    return len(stored)


def gooi_weg(invoer: Invoer) -> None:
    """Forget a file that was looked at only. Raises KanNietMeer."""
    locked(Invoer, id=invoer.id)
    if invoer.stand is not InvoerStand.CONCEPT:
        raise KanNietMeer(wat=_l("deze invoer"), stand=invoer.stand)
    db.session.delete(invoer)


def maak_ongedaan(invoer: Invoer, nu: datetime) -> int:
    """Take out of the register whom nothing hangs on; how many stay. Raises KanNietMeer."""
    locked(Invoer, id=invoer.id)
    blijft = hangt_aan(_leden_van(invoer)) if invoer.stand is not InvoerStand.CONCEPT else {}
    if not invoer.ongedaan_maken(nu, len(blijft)):
        return 0
    weg = sorted(nummer for nummer in _leden_van(invoer) if nummer not in blijft)
    _wis(weg)
    schrijf("leden.invoer_ongedaan", aantal=len(weg), gebleven=len(blijft))
    db.session.expire_all()
    return len(blijft)


def _leden_van(invoer: Invoer) -> list[int]:
    query = select(Invoerregel.lid_id).where(Invoerregel.invoer_id == invoer.id)
    return list(db.session.scalars(query))


def waarom_blijft(invoer: Invoer) -> tuple[int, list[tuple[Lid, int, list[str]]]]:
    """How many members stay when this is undone; the first of them, their line, and why."""
    blijft = hangt_aan(_leden_van(invoer))
    query = (
        select(Lid, Invoerregel.regel)
        .join(Invoerregel, Invoerregel.lid_id == Lid.id)
        .where(Invoerregel.invoer_id == invoer.id, Lid.id.in_(sorted(blijft)[:GETOOND]))
        .order_by(Invoerregel.regel)
    )
    rows = [(lid, regel, blijft[lid.id]) for lid, regel in db.session.execute(query)]
    return len(blijft), rows


def aantal_nog(invoer: Invoer) -> int:
    """How many members of this import are in the register."""
    return len(_leden_van(invoer))


def invoeren() -> list[Invoer]:
    """The latest imports, newest first; what was only looked at included."""
    query = select(Invoer).options(defer(Invoer.bestand)).order_by(Invoer.id.desc())
    return list(db.session.scalars(query.limit(GETOOND)))


def _wis(leden: list[int]) -> None:
    """Members, then the households and front doors that nobody is left in."""
    homes: set[int] = set()
    doors: set[int] = set()
    for deel in stukken(leden):
        for thuis, adres in db.session.execute(
            select(Lid.huishouden_id, Lid.adres_id).where(Lid.id.in_(deel))
        ):
            homes |= {thuis} if thuis else set()
            doors.add(adres)
        for model, column in (
            (Invoerregel, Invoerregel.lid_id),
            (Lidmaatschap, Lidmaatschap.lid_id),
            (Lid, Lid.id),
        ):
            db.session.execute(delete(model).where(column.in_(deel)), execution_options=LOS)
    _wis_los(Huishouden, "huishouden", homes)
    _wis_los(Adres, "adres", doors)


def _wis_los(model: type[Adres | Huishouden], tabel: str, nummers: set[int]) -> None:
    """Only what nothing points at any more."""
    los = sorted(nummers - verwijzingen(tabel, sorted(nummers)).keys())
    for deel in stukken(los):
        db.session.execute(delete(model).where(model.id.in_(deel)), execution_options=LOS)
