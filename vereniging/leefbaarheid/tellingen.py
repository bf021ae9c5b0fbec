"""Reads of the monitor: the database counts, each question is one statement.

Counted are reports received in the period. Not: what was never confirmed, what was merged into
another report, what was not for us (the last two are told apart).
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter, defaultdict
from datetime import date
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    String,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from vereniging.convenant.models import Organisatie
from vereniging.core.db import UTCDateTime, db
from vereniging.core.keys import Label
from vereniging.core.secrets import keys
from vereniging.core.workdays import midnight_after
from vereniging.leden.models import Adres, Lid
from vereniging.leefbaarheid.dagen import Dagen, einde_van
from vereniging.leefbaarheid.onderdrukken import Vak
from vereniging.leefbaarheid.perioden import Periode, begin_van
from vereniging.leefbaarheid.statistiek import Waarneming
from vereniging.meldingen.models import (
    AFGELOPEN,
    Doorzending,
    IkOok,
    Melding,
    MeldingCategorie,
    MeldingStand,
    Plek,
)

S = MeldingStand
NIET_GETELD = (S.TE_BEVESTIGEN, S.SAMENGEVOEGD, S.NIET_VOOR_ONS)
ELDERS = ""  # a place that is not on the list of streets

Wie = tuple[int, int | None]  # theme, party


class Meldingtelling(NamedTuple):
    """So many reports that are alike."""

    thema: int
    partij: int | None
    stand: MeldingStand
    weer_open: bool
    maand: int
    aantal: int


def meldingen(periode: Periode) -> list[Meldingtelling]:
    """How many reports per theme, party, stand, whether ever reopened, and month."""
    maand = case(
        *((Melding.ingediend_op < tot, nummer) for nummer, (_van, tot) in
          enumerate(periode.maandgrenzen)),
        else_=-1,
    )  # fmt: skip
    weer_open = Melding.keer_heropend > 0
    groep = (MeldingCategorie.thema_id, Melding.partij_id, Melding.stand, weer_open, maand)
    query = select(*groep, func.count()).join(Melding.categorie)
    query = query.where(_in(periode), Melding.stand != S.TE_BEVESTIGEN).group_by(*groep)
    return [Meldingtelling(*row) for row in db.session.execute(query)]


def duren(periode: Periode, dag: date) -> dict[Wie, list[Waarneming]]:
    """Whole days from report to final end; what is open is followed to the end of today.

    What was withdrawn is followed until then: it did not end, and it is no longer open.
    """
    eind = literal(midnight_after(dag), UTCDateTime())
    tot = case((Melding.stand.in_((*AFGELOPEN, S.INGETROKKEN)), Melding.stand_sinds), else_=eind)
    klaar = case((Melding.stand.in_(AFGELOPEN), 1), else_=0)
    groep = (MeldingCategorie.thema_id, Melding.partij_id, Dagen(Melding.ingediend_op, tot), klaar)
    query = select(*groep, func.count()).join(Melding.categorie)
    query = query.where(_telt(periode)).group_by(*groep)
    found: dict[Wie, list[Waarneming]] = defaultdict(list)
    for thema, partij, dagen, ended, aantal in db.session.execute(query):
        found[thema, partij].append((dagen, bool(ended), aantal))
    return found


def huishoudens(periode: Periode) -> tuple[dict[int, int], dict[int, int], int]:
    """Known households per theme, reports without one per theme, and known households in all.

    A member counts by the front door, as who joined does; who is no member by the mail address.
    """
    deuren = _deuren(periode)
    adressen, anoniem, samen = _adressen(periode)
    per_thema = {
        thema: len(deuren[thema]) + adressen.get(thema, 0) for thema in {*deuren, *adressen}
    }
    return per_thema, anoniem, len(set().union(*deuren.values())) + samen


def _deuren(periode: Periode) -> dict[int, set[bytes]]:
    """The front doors that we know of, as keyed hashes, per theme."""
    mee = select(MeldingCategorie.thema_id, IkOok.adressleutel).distinct()
    mee = mee.join(IkOok.melding).join(Melding.categorie)
    found: dict[int, set[bytes]] = defaultdict(set)
    for thema, sleutel in db.session.execute(
        mee.where(_telt(periode), IkOok.bevestigd_op.is_not(None))
    ):
        found[thema].add(sleutel)
    deur = (Adres.postcode, Adres.huisnummer, Adres.letter, Adres.toevoeging)
    melders = select(MeldingCategorie.thema_id, *deur).distinct().select_from(Melding)
    melders = melders.join(Melding.categorie).join(Lid, Lid.id == Melding.lid_id).join(Lid.adres)
    for thema, *delen in db.session.execute(melders.where(_telt(periode))):
        woorden = "\n".join(map(str, delen)).encode()
        sleutels = [hmac.new(key, woorden, hashlib.sha256).digest() for key in keys(Label.ADRES)]
        if found[thema].isdisjoint(sleutels):
            found[thema].add(sleutels[0])
    return found


def _adressen(periode: Periode) -> tuple[dict[int, int], dict[int, int], int]:
    """Mail addresses of who is no member per theme, how many reports have none, and all of them."""
    # not `IS NULL`: SQLite would walk everybody without a membership, of all years
    geen_lid = _telt(periode) & (func.coalesce(Melding.lid_id, 0) == 0)
    adressen = func.count(func.lower(Melding.email).distinct())
    zonder = func.count() - func.count(Melding.email)
    query = select(MeldingCategorie.thema_id, adressen, zonder).join(Melding.categorie)
    rows = db.session.execute(query.where(geen_lid).group_by(MeldingCategorie.thema_id)).all()
    samen = db.session.scalar(select(adressen).where(geen_lid)) or 0
    return (
        {thema: aantal for thema, aantal, _rest in rows if aantal},
        {thema: rest for thema, _aantal, rest in rows if rest},
        samen,
    )


def straten(jaar: int) -> dict[int, dict[str, Vak]]:
    """Per theme and street of the list: the reports of a year, without confidential ones."""
    van, tot = begin_van(date(jaar, 1, 1)), begin_van(date(jaar + 1, 1, 1))
    wie = case(
        (Melding.lid_id.is_not(None), literal("d") + cast(Lid.adres_id, String)),
        (Melding.email.is_not(None), literal("e") + func.lower(Melding.email)),
    )
    besloten = Melding.openbaar_op.is_(None)
    tel = (
        func.count(),
        func.count(case((besloten, 1))),
        func.count(case((besloten, wie)).distinct()),
    )
    groep = (MeldingCategorie.thema_id, func.coalesce(Plek.naam, literal(ELDERS)))
    query = select(*groep, *tel).select_from(Melding).join(Melding.categorie)
    query = query.outerjoin(Melding.plek).outerjoin(Lid, Lid.id == Melding.lid_id)
    query = query.where(
        Melding.ingediend_op >= van, Melding.ingediend_op < tot,
        Melding.stand.not_in(NIET_GETELD), ~Melding.is_vertrouwelijk,
    )  # fmt: skip
    found: dict[int, dict[str, Vak]] = defaultdict(dict)
    for thema, straat, *aantallen in db.session.execute(query.group_by(*groep)):
        found[thema][straat] = Vak(*aantallen)
    return found


def antwoordduren(periode: Periode, dag: date) -> dict[int, list[Waarneming]]:
    """Per party: whole days from forwarding in the period to the first answer.

    Who has yet to answer is followed to the end of today, or until it was sent on anew.
    """
    eind = literal(midnight_after(dag), UTCDateTime())
    tot = func.coalesce(
        Doorzending.beantwoord_op, case((_vervangen(), Doorzending.geldig_tot), else_=eind)
    )
    klaar = case((Doorzending.beantwoord_op.is_not(None), 1), else_=0)
    groep = (Organisatie.partij_id, Dagen(Doorzending.verzonden_op, tot), klaar)
    van, voor = periode.grenzen
    query = select(*groep, func.count()).join(Doorzending.organisatie).group_by(*groep)
    query = query.where(
        Doorzending.verzonden_op >= van, Doorzending.verzonden_op < voor, _bezorgd()
    )
    found: dict[int, list[Waarneming]] = defaultdict(list)
    for partij, dagen, ended, aantal in db.session.execute(query):
        found[partij].append((dagen, bool(ended), aantal))
    return found


def op_tijd(periode: Periode, dag: date) -> dict[int, tuple[int, int]]:
    """Per party: answered in time, and due in the period; the day to answer must be over."""
    laatste = min(periode.tot, dag)
    if periode.van >= laatste:
        return {}
    voor = Doorzending.antwoord_voor
    einde = einde_van(voor, periode.van, laatste)
    te_laat = _vervangen() & (Doorzending.geldig_tot < einde)
    query = (
        select(
            Organisatie.partij_id,
            func.count(case((Doorzending.beantwoord_op < einde, 1))),
            func.count(),
        )
        .join(Doorzending.organisatie)
        .where(voor >= periode.van, voor < laatste)
        .where(_bezorgd(), Doorzending.beantwoord_op.is_not(None) | ~te_laat)
        .group_by(Organisatie.partij_id)
    )
    return {partij: (goed, n) for partij, goed, n in db.session.execute(query)}


def tevreden(periode: Periode) -> tuple[Counter[str], int]:
    """What reporters said of how it went when it was over, and how many were asked."""
    gevraagd = or_(Melding.email.is_not(None), Melding.tevreden.is_not(None))
    query = select(Melding.tevreden, func.count()).group_by(Melding.tevreden)
    query = query.where(_in(periode), Melding.stand.in_(AFGELOPEN), gevraagd)
    said: Counter[str] = Counter()
    asked = 0
    for oordeel, aantal in db.session.execute(query):
        asked += aantal
        if oordeel is not None:
            said[oordeel.value] = aantal
    return said, asked


def _in(periode: Periode) -> ColumnElement[bool]:
    van, tot = periode.grenzen
    return (Melding.ingediend_op >= van) & (Melding.ingediend_op < tot)


def _telt(periode: Periode) -> ColumnElement[bool]:
    return _in(periode) & Melding.stand.not_in(NIET_GETELD)


def _bezorgd() -> ColumnElement[bool]:
    """What could be answered: the mail came through, or there is an answer."""
    return Doorzending.onbestelbaar_op.is_(None) | Doorzending.beantwoord_op.is_not(None)


def _vervangen() -> ColumnElement[bool]:
    """The report was sent on again later."""
    later = aliased(Doorzending)
    return (
        select(later.id)
        .where(later.melding_id == Doorzending.melding_id, later.id > Doorzending.id)
        .exists()
    )
