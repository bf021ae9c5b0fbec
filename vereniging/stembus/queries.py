"""Reads of votes; what is frozen is cached per process."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.statuten.models import Besluit
from vereniging.stembus.models import (
    UITGETELD,
    BezwaarStand,
    Kiesregister,
    Papierinvoer,
    StembusBestand,
    Stemming,
    StemmingStand,
    Stemteller,
    Tussenwaarde,
    Uitslag,
    Uitslagbezwaar,
    Vernietiging,
    Volmacht,
    bus,
    papiercode,
    stembiljet,
)
from vereniging.stembus.regels import Regels
from vereniging.stembus.slugs import eerste_vrije
from vereniging.stembus.telling.vraag import LETTERS

RECENT = 50
OPVOLGER = re.compile(r"(?<=\d)-[b-t]$")  # behind the number of a version
_frozen: dict[str, Regels] = {}


def regels_van(stemming: Stemming) -> Regels:
    """The frozen rules of an opened vote, read once per process."""
    regels = _frozen.get(stemming.regels_hash)
    if regels is None:
        regels = Regels.lees(bestand(stemming, "regels.json") or b"")
        _frozen[stemming.regels_hash] = regels
    return regels


def bestand(stemming: Stemming, naam: str) -> bytes | None:
    """The bytes of a published file, if it is there."""
    query = select(StembusBestand.inhoud).where(
        StembusBestand.stemming_id == stemming.id, StembusBestand.naam == naam
    )
    return db.session.scalars(query).one_or_none()


def bestandsnamen(stemming: Stemming) -> list[str]:
    """What is published of this vote."""
    query = select(StembusBestand.naam).where(StembusBestand.stemming_id == stemming.id)
    return sorted(db.session.scalars(query))


def registerrij(stemming: Stemming, lid_id: int) -> Kiesregister | None:
    """A member's line on the frozen roll."""
    query = select(Kiesregister).where(
        Kiesregister.stemming_id == stemming.id, Kiesregister.lid_id == lid_id
    )
    return db.session.scalars(query).one_or_none()


def op_papier(stemming: Stemming) -> list[Kiesregister]:
    """Who votes on paper, by name."""
    query = select(Kiesregister).where(
        Kiesregister.stemming_id == stemming.id, Kiesregister.kanaal == "papier"
    )
    rows = db.session.scalars(query.options(selectinload(Kiesregister.lid)))
    return sorted(rows, key=lambda rij: rij.lid.lijstnaam)


def papier_ontvangen(stemming: Stemming) -> int:
    """How many paper envelopes two people saw come in."""
    query = select(func.count()).where(
        Kiesregister.stemming_id == stemming.id, Kiesregister.bevestigd_door_id.is_not(None)
    )
    return db.session.scalar(query) or 0


def papier_onbevestigd(stemming: Stemming) -> int:
    """How many paper envelopes wait for a second officer."""
    query = select(func.count()).where(
        Kiesregister.stemming_id == stemming.id,
        Kiesregister.in_door_id.is_not(None),
        Kiesregister.bevestigd_door_id.is_(None),
        Kiesregister.geweigerd_door_id.is_(None),
    )
    return db.session.scalar(query) or 0


def papiercodes(stemming: Stemming) -> set[str]:
    """The codes on the paper ballots of this vote."""
    query = select(papiercode.c.code).where(papiercode.c.stemming_id == stemming.id)
    return set(db.session.scalars(query))


def papierinvoeren(stemming: Stemming) -> list[Papierinvoer]:
    """What the tellers typed, first teller first."""
    query = select(Papierinvoer).where(Papierinvoer.stemming_id == stemming.id)
    return list(db.session.scalars(query.order_by(Papierinvoer.id)))


def uitslag_van(stemming: Stemming) -> Uitslag | None:
    """The result, once counted."""
    query = select(Uitslag).where(Uitslag.stemming_id == stemming.id)
    return db.session.scalars(query).one_or_none()


def open_stemmingen(nu: datetime) -> list[Stemming]:
    """The votes that can be cast in now, first to close first."""
    query = (
        select(Stemming)
        .where(Stemming.stand == StemmingStand.OPEN, Stemming.open_op <= nu, Stemming.sluit_op > nu)
        .order_by(Stemming.sluit_op)
    )
    return list(db.session.scalars(query))


def losse_uitslagen(nu: datetime, *, is_lid: bool) -> list[Stemming]:
    """The latest counted votes that began at no position; visitors see what is public."""
    query = select(Stemming).where(Stemming.stand.in_(UITGETELD))
    query = query.order_by(Stemming.sluit_op.desc()).limit(RECENT)
    return [
        stemming
        for stemming in db.session.scalars(query)
        if not stemming.standpunt and (is_lid or stemming.is_openbaar(nu))
    ]


def nieuwe_slug(slug: str) -> str:
    """An address for the next vote on the same thing: `-b`, `-c` and so on behind the first."""
    stam = OPVOLGER.sub("", slug)
    bezet = set(db.session.scalars(select(Stemming.slug).where(Stemming.slug.like(f"{stam}%"))))
    return eerste_vrije((stam, *(f"{stam}-{letter}" for letter in LETTERS[1:])), bezet)


def laatste_op(slug: str) -> Stemming | None:
    """The newest vote on one thing: the one at this address, or what came after it.

    What was cancelled before it opened says nothing about what members decided.
    """
    slugs = [slug, *(f"{slug}-{letter}" for letter in LETTERS[1:])]
    query = select(Stemming).where(
        Stemming.slug.in_(slugs), Stemming.stand != StemmingStand.GEANNULEERD
    )
    return db.session.scalars(query.order_by(Stemming.id.desc()).limit(1)).one_or_none()


def besluit_met(besluit_id: int | None) -> Besluit | None:
    """The decision that ended or contested a vote."""
    return db.session.get(Besluit, besluit_id) if besluit_id else None


def vervanger_van(stemming: Stemming) -> Stemming | None:
    """The vote that replaces this one."""
    query = select(Stemming).where(Stemming.vervangt_id == stemming.id)
    return db.session.scalars(query).one_or_none()


def herstemming_van(stemming: Stemming) -> Stemming | None:
    """The vote on what ended in a tie here."""
    query = select(Stemming).where(Stemming.herstemt_id == stemming.id)
    return db.session.scalars(query).one_or_none()


def herstemming_op(stemming: Stemming) -> Stemming | None:
    """The vote that ended in a tie and brought this one about."""
    return db.session.get(Stemming, stemming.herstemt_id) if stemming.herstemt_id else None


def grond_van(stemming: Stemming) -> Stemming | None:
    """The vote whose tie this one rests on, also when this one replaces a contested second vote."""
    eerste = stemming
    while eerste.herstemt_id is None and eerste.vervangt_id is not None:
        eerste = db.session.get_one(Stemming, eerste.vervangt_id)
    return herstemming_op(eerste)


def vernietiging_van(stemming: Stemming) -> Vernietiging | None:
    """The request to annul this vote, decided or not."""
    query = select(Vernietiging).where(Vernietiging.stemming_id == stemming.id)
    return db.session.scalars(query).one_or_none()


def volmachten_van(stemming: Stemming) -> list[Volmacht]:
    """Who lets whom vote, oldest first; on paper also those that wait for a second officer."""
    query = select(Volmacht).where(Volmacht.stemming_id == stemming.id).order_by(Volmacht.id)
    query = query.options(selectinload(Volmacht.gever), selectinload(Volmacht.houder))
    return list(db.session.scalars(query))


def met_volmacht_gestemd(stemming: Stemming) -> int:
    """How many votes in the box were cast by a holder."""
    query = select(func.count()).where(
        Kiesregister.stemming_id == stemming.id,
        Kiesregister.houder_id.is_not(None),
        Kiesregister.revisie > 0,
    )
    return db.session.scalar(query) or 0


def tellers_van(stemming: Stemming) -> list[Stemteller]:
    """The three who hold the key of a secret vote, by number."""
    query = select(Stemteller).where(Stemteller.stemming_id == stemming.id)
    query = query.options(selectinload(Stemteller.lid)).order_by(Stemteller.nummer)
    return list(db.session.scalars(query))


def tellernamen(stemming: Stemming) -> str:
    """The names of the three, for the pages that explain a secret vote; empty for another vote."""
    if not stemming.is_geheim:
        return ""
    return ", ".join(teller.lid.naam for teller in tellers_van(stemming))


def tussenwaarde_van(stemming: Stemming, nu: datetime) -> Tussenwaarde | None:
    """What the first teller left, not older than a day."""
    query = select(Tussenwaarde).where(Tussenwaarde.stemming_id == stemming.id)
    found = db.session.scalars(query).one_or_none()
    return found if found and found.is_bruikbaar(nu) else None


def alle_stemmingen() -> list[Stemming]:
    """Every vote, newest first."""
    return list(db.session.scalars(select(Stemming).order_by(Stemming.open_op.desc())))


def open_bezwaren(stemming: Stemming) -> int:
    """How many objections wait for an answer."""
    query = select(func.count()).where(
        Uitslagbezwaar.stemming_id == stemming.id,
        Uitslagbezwaar.stand == BezwaarStand.INGEDIEND,
    )
    return db.session.scalar(query) or 0


def heeft_bezwaar(stemming: Stemming, lid_id: int) -> bool:
    """Whether this member objected before."""
    query = select(Uitslagbezwaar.id).where(
        Uitslagbezwaar.stemming_id == stemming.id, Uitslagbezwaar.lid_id == lid_id
    )
    return db.session.scalars(query).one_or_none() is not None


def biljet_met(code: str) -> list[tuple[Stemming, str, str]]:
    """The counted ballots with this code: vote, word, values as JSON."""
    query = (
        select(Stemming, stembiljet.c.woord, stembiljet.c.waarden)
        .join(stembiljet, stembiljet.c.stemming_id == Stemming.id)
        .where(stembiljet.c.code == code)
    )
    return [(stemming, woord, waarden) for stemming, woord, waarden in db.session.execute(query)]


def bus_met(zegel: str) -> Stemming | None:
    """The vote whose closed box held this envelope."""
    query = select(Stemming).join(bus, bus.c.stemming_id == Stemming.id).where(bus.c.zegel == zegel)
    return db.session.scalars(query).first()


def bezwaren_van(stemming: Stemming) -> list[Uitslagbezwaar]:
    """The objections to a result, oldest first."""
    query = select(Uitslagbezwaar).where(Uitslagbezwaar.stemming_id == stemming.id)
    query = query.options(selectinload(Uitslagbezwaar.lid)).order_by(Uitslagbezwaar.id)
    return list(db.session.scalars(query))


def eerste_opening() -> datetime | None:
    """When the signing key was first used."""
    return db.session.scalar(select(func.min(Stemming.open_op)))
