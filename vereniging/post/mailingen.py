"""Writing to many: draft, second person, enqueue in chunks, stop, and what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from vereniging.core import clock
from vereniging.core import db as database
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.keys import Label, seal
from vereniging.core.references import next_reference
from vereniging.core.secrets import key
from vereniging.logboek.acties import is_ingezien, schrijf
from vereniging.post.mailing_haken import Geadresseerde, leden, vraag_van
from vereniging.post.mailing_queries import (
    GESTOPT,
    ONDERWEG,
    OPEN,
    af_te_ronden,
    brieven,
    laatste_anker,
    tel,
)
from vereniging.post.mailing_tekst import Opmaak, rijen
from vereniging.post.models import Mail, Mailing, MailingStand
from vereniging.taken.acties import plan

KLAARZETTEN = "post.mailing"
GEPRINT = "mailing.brieven"
PORTIE = 2500  # members a transaction: others get their turn at the database in between


class AndereStapel(DomainError):
    """Letters came or went since the PDF was made: some of these are on no paper."""

    message = _l("Deze brieven zijn nog niet zo geprint. Open de PDF opnieuw en print de brieven.")


@dataclass(frozen=True)
class Proef:
    """Who looks at it first: the writer."""

    naam: str
    email: str
    taal: str
    nummer: str  # makes each trial a message of its own


def opstellen(velden: dict[str, Any], door_id: int, nu: datetime) -> Mailing:
    """A new draft."""
    kenmerk = next_reference("PM", clock.year_of(nu))
    mailing = Mailing(kenmerk=kenmerk, gemaakt_op=nu, gemaakt_door_id=door_id, **velden)
    db.session.add(mailing)
    schrijf("mailing.opgesteld", kenmerk=kenmerk)
    return mailing


def wijzigen(mailing: Mailing, velden: dict[str, Any]) -> None:
    """Another text or other readers. Raises NietMeerTeWijzigen."""
    mailing.wijzigen(**velden)
    schrijf("mailing.gewijzigd", kenmerk=mailing.kenmerk, versie=mailing.versie)


def leg_voor(mailing: Mailing, door_id: int, nu: datetime) -> None:
    """Ask another board member. Raises KanNietMeer, GeenOntvangers."""
    mailing.voorleggen(door_id, leden().tel(vraag_van(mailing)).samen, nu)
    schrijf("mailing.voorgelegd", kenmerk=mailing.kenmerk, versie=mailing.versie)


def neem_terug(mailing: Mailing) -> None:
    """Back to the draft. Raises KanNietMeer."""
    mailing.terugnemen()
    schrijf("mailing.teruggenomen", kenmerk=mailing.kenmerk)


def gooi_weg(mailing: Mailing) -> None:
    """The draft is not wanted any more. Raises KanNietMeer."""
    mailing.intrekken()
    schrijf("mailing.weggegooid", kenmerk=mailing.kenmerk)


def keur_goed(mailing: Mailing, door_id: int, versie: int, nu: datetime) -> None:
    """A second person lets it go. Raises KanNietMeer, EenAnder, AndereTekst."""
    mailing.goedkeuren(door_id, versie, nu)
    mailing.anker = laatste_anker()
    words = f"{mailing.titel}\n\n{mailing.tekst}\n\n{mailing.titel_en}\n\n{mailing.tekst_en}"
    digest = hashlib.sha256(words.encode()).hexdigest()
    schrijf("mailing.goedgekeurd", kenmerk=mailing.kenmerk, versie=versie, sha256=digest)
    _plan(mailing.kenmerk, 0, nu)


def _plan(kenmerk: str, na: int, nu: datetime) -> None:
    plan(KLAARZETTEN, f"{KLAARZETTEN}:{kenmerk}:{na}", nu, kenmerk=kenmerk, na=na)


def zet_klaar(kenmerk: str, na: int) -> None:
    """The next portion of the outbox, in the transaction of the job: a crash repeats nothing."""
    nu, mailing = clock.now(), locked(Mailing, kenmerk=kenmerk)
    if mailing is None or mailing.stand is not MailingStand.LOOPT:
        return
    portie = leden().ontvangers(vraag_van(mailing), na, PORTIE)
    if portie:
        _insert(rijen(mailing, portie, nu))
    if len(portie) == PORTIE:
        _plan(kenmerk, portie[-1].lid_id, nu)
    else:
        mailing.klaargezet_op = nu


def _insert(rows: list[dict[str, Any]]) -> None:
    insert = sqlite_insert if db.engine.dialect.name == "sqlite" else postgres_insert
    table: Any = Mail.__table__
    # a member or an address that has it already is left alone: both are unique per mailing
    db.session.connection().execute(insert(table).on_conflict_do_nothing(), rows)


def stop(mailing: Mailing, nu: datetime) -> None:
    """Nothing more leaves; what a worker holds is looked at once more. Raises KanNietMeer."""
    mailing.stoppen()
    free = or_(Mail.gepakt_tot.is_(None), Mail.gepakt_tot < nu)
    db.session.execute(
        update(Mail)
        .where(Mail.mailing_id == mailing.id, OPEN, free)
        .values(gedaan_op=nu, geweigerd=GESTOPT, tekst=None, afmeldlink=None)
        .execution_options(synchronize_session=False)
    )
    schrijf("mailing.gestopt", kenmerk=mailing.kenmerk)


def rond_af() -> int:
    """Close the mailings of which nothing waits any more; how many."""
    ready = af_te_ronden()
    database.undo()
    if not ready:
        return 0
    database.start_writing()
    for number in ready:
        mailing = locked(Mailing, id=number)
        if mailing is not None and mailing.klaar_op is None and not _has_open(mailing):
            mailing.afronden(tel(mailing), clock.now())
            schrijf("mailing.afgerond", kenmerk=mailing.kenmerk, **mailing.uitkomst)
    database.finish()
    return len(ready)


def _has_open(mailing: Mailing) -> bool:
    query = db.session.query(Mail.id).filter(Mail.mailing_id == mailing.id, ONDERWEG)
    return query.first() is not None


def stuur_proef(mailing: Mailing, proef: Proef, nu: datetime) -> Mail:
    """The text to the writer alone, without a way to stop what was never asked for."""
    text = Opmaak(mailing).voor(
        Geadresseerde(lid_id=0, naam=proef.naam, email="", taal=proef.taal, kiem=b"")
    )
    mail = Mail(
        sleutel=f"mailingproef:{mailing.kenmerk}:{proef.nummer}",
        aan=proef.email,
        onderwerp=f"[proef] {text.onderwerp}",
        tekst=seal(key(Label.MAIL), text.tekst),
        gemaakt_op=nu,
        klaar_vanaf=nu,
        taal=proef.taal,
    )
    db.session.add(mail)
    return mail


def stapel(mailing: Mailing, nummers: Collection[int]) -> str:
    """The name of exactly this pile of letters, to note what was printed."""
    digest = hashlib.sha256(" ".join(map(str, sorted(nummers))).encode()).hexdigest()
    return f"{mailing.kenmerk} {digest[:32]}"


def zijn_gepost(mailing: Mailing, nummers: Collection[int], nu: datetime) -> int:
    """These letters are in the letter box; how many. Raises AndereStapel: never printed so."""
    if nummers and not is_ingezien(GEPRINT, stapel(mailing, nummers)):
        raise AndereStapel
    done = [mail for mail in brieven(mailing) if mail.id in nummers]
    for mail in done:
        mail.aangekomen(nu)
    schrijf("mailing.gepost", kenmerk=mailing.kenmerk, aantal=len(done))
    return len(done)
