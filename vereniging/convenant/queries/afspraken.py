"""Reads of the promises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, extract, func, literal, or_, select, true
from sqlalchemy.orm import aliased, joinedload, selectinload

from vereniging.convenant.models import (
    Afspraak,
    AfspraakStand,
    Artikel,
    Convenant,
    Instemming,
    Instemmingsvraag,
    Partij,
    Thema,
    Waarneming,
    Wederhoor,
)
from vereniging.convenant.models.afspraakstand import BINNENSKAMERS, LOPEND, TEKORT
from vereniging.core.db import db
from vereniging.statuten.models import Besluit

NIET_KLAAR = (*LOPEND, *TEKORT, AfspraakStand.OPGESCHAALD, *BINNENSKAMERS)


@dataclass(frozen=True)
class Zoekvraag:
    """Which promises somebody wants to see; empty is all."""

    partij: str = ""
    thema: str = ""
    stand: str = "open"
    jaar: int = 0
    zoek: str = ""
    intern: bool = False


def afspraken_lijst(vraag: Zoekvraag, dag: date) -> list[Afspraak]:
    """Promises with their consent, the longest overdue first."""
    query = (
        select(Afspraak)
        .options(
            joinedload(Afspraak.partij),
            joinedload(Afspraak.thema),
            joinedload(Afspraak.artikel).joinedload(Artikel.convenant),
            joinedload(Afspraak.instemmingen),  # at most one of each of the five
            selectinload(Afspraak.waarnemingen).joinedload(Waarneming.wederhoor),
        )
        .order_by(Afspraak.voor_datum.is_(None), Afspraak.voor_datum, Afspraak.kenmerk)
    )
    return list(db.session.scalars(query.where(*_voorwaarden(vraag, dag))).unique())


def _voorwaarden(vraag: Zoekvraag, dag: date) -> list[ColumnElement[bool]]:
    standen = {
        "open": Afspraak.stand.in_(NIET_KLAAR),
        "klaar": Afspraak.stand.not_in(NIET_KLAAR),
        "laat": _te_laat(dag),
    }
    wishes = [
        (not vraag.intern, Afspraak.stand.not_in(BINNENSKAMERS)),
        (bool(vraag.partij), Afspraak.partij.has(Partij.code == vraag.partij)),
        (bool(vraag.jaar), extract("year", Afspraak.voor_datum) == vraag.jaar),
        (bool(vraag.zoek), _bevat(vraag.zoek)),
        (bool(vraag.thema), Afspraak.thema.has(Thema.code == vraag.thema)),
    ]
    found = [condition for wanted, condition in wishes if wanted]
    return found + ([standen[vraag.stand]] if vraag.stand in standen else [])


def _bevat(woorden: str) -> ColumnElement[bool]:
    """Every word stands in the promise, its measure or its number; case does not matter."""
    tekst = func.lower(
        Afspraak.kenmerk + " " + Afspraak.tekst + " " + Afspraak.maatstaf + " " + Afspraak.bron
    )
    return and_(
        true(), *(tekst.contains(woord, autoescape=True) for woord in woorden.lower().split())
    )


def jaren() -> list[int]:
    """The years in which something is or was due, newest first."""
    jaar = extract("year", Afspraak.voor_datum)
    query = select(jaar).where(jaar.is_not(None), Afspraak.stand.not_in(BINNENSKAMERS))
    return sorted({int(each) for each in db.session.scalars(query)}, reverse=True)


def _te_laat(dag: date) -> ColumnElement[bool]:
    laat = (Afspraak.voor_datum < dag) & Afspraak.stand.in_(
        (*LOPEND, *TEKORT, AfspraakStand.OPGESCHAALD)
    )
    gehoord = ~Afspraak.waarnemingen.any(
        Waarneming.wederhoor.has((Wederhoor.tot >= dag) & Wederhoor.beantwoord_op.is_(None))
    )
    return or_(laat, (Afspraak.stand == AfspraakStand.NIET_NAGEKOMEN) & gehoord)


def afspraak_met(kenmerk: str) -> Afspraak | None:
    """One promise with everything that belongs to it."""
    query = (
        select(Afspraak)
        .where(Afspraak.kenmerk == kenmerk)
        .options(
            joinedload(Afspraak.partij),
            joinedload(Afspraak.thema),
            joinedload(Afspraak.artikel)
            .joinedload(Artikel.convenant)
            .selectinload(Convenant.ondertekeningen),
            selectinload(Afspraak.instemmingen).joinedload(Instemming.partij),
            selectinload(Afspraak.waarnemingen).joinedload(Waarneming.partij),
            selectinload(Afspraak.waarnemingen).joinedload(Waarneming.wederhoor),
        )
    )
    return db.session.scalars(query).one_or_none()


@dataclass(frozen=True)
class Partijstand:
    """How one party keeps its promises."""

    partij: str
    nagekomen: int
    loopt: int
    te_laat: int

    @property
    def totaal(self) -> int:
        return self.nagekomen + self.loopt + self.te_laat


def stand_per_partij(dag: date) -> list[Partijstand]:
    """Kept, running and late per seat, ours too, in the covenant's order."""
    query = (
        select(Partij.naam, *_sommen(dag))
        .join(Afspraak, Afspraak.partij_id == Partij.id, isouter=True)
        .group_by(Partij.id, Partij.naam, Partij.volgorde)
        .order_by(Partij.volgorde)
    )
    return [_partijstand(*row) for row in db.session.execute(query)]


def _sommen(dag: date) -> tuple[ColumnElement[int], ...]:
    """How many are kept, are not done, and of those are late."""
    open_ = Afspraak.stand.in_((*LOPEND, *TEKORT, AfspraakStand.OPGESCHAALD))
    kinds = (Afspraak.stand == AfspraakStand.NAGEKOMEN, open_, _te_laat(dag))
    return tuple(func.sum(_een(kind)) for kind in kinds)


def _partijstand(naam: str, *sommen: int | None) -> Partijstand:
    gedaan, open_, te_laat = (som or 0 for som in sommen)
    return Partijstand(naam, gedaan, open_ - te_laat, te_laat)


def _een(voorwaarde: ColumnElement[bool]) -> ColumnElement[int]:
    return case((voorwaarde, 1), else_=0)


def samen_bereikt(dag: date) -> tuple[Partijstand, list[Afspraak]]:
    """All seats together, with two promises kept last and the one that is late longest.

    Asked at once, for the front page, also when none of those is there.
    """
    is_kept = Afspraak.stand == AfspraakStand.NAGEKOMEN
    kept = select(Afspraak.id).where(is_kept)
    kept = kept.order_by(Afspraak.voor_datum.desc(), Afspraak.id.desc()).limit(2)
    late = select(Afspraak.id).where(_te_laat(dag))
    late = late.order_by(Afspraak.voor_datum, Afspraak.id).limit(1)
    samen = [select(som).scalar_subquery() for som in _sommen(dag)]
    query = (
        select(Afspraak, *samen)
        .select_from(select(literal(1)).subquery())
        .outerjoin(Afspraak, or_(Afspraak.id.in_(kept), Afspraak.id.in_(late)))
        .options(joinedload(Afspraak.partij))
        .order_by(_een(is_kept).desc(), Afspraak.voor_datum.desc(), Afspraak.id.desc())
    )
    rows = db.session.execute(query).all()
    return _partijstand("", *rows[0][1:]), [row[0] for row in rows if row[0]]


def laatste_keren() -> list[int]:
    """The newest time of each promise that comes back and that all agreed to."""
    later = aliased(Afspraak)
    reeks = func.coalesce(Afspraak.reeks_id, Afspraak.id)
    nieuwer = select(later.id).where(later.reeks_id == reeks, later.keer > Afspraak.keer)
    query = select(Afspraak.id).where(
        Afspraak.elke.is_not(None), Afspraak.stand.not_in(BINNENSKAMERS), ~nieuwer.exists()
    )
    return list(db.session.scalars(query.order_by(Afspraak.id)))


def alle_keren(afspraak: Afspraak) -> list[Afspraak]:
    """Every time of a promise that comes back, newest first."""
    begin = afspraak.eerste.id
    query = (
        select(Afspraak)
        .where(or_(Afspraak.id == begin, Afspraak.reeks_id == begin))
        .options(
            joinedload(Afspraak.artikel).joinedload(Artikel.convenant),
            selectinload(Afspraak.waarnemingen).joinedload(Waarneming.wederhoor),
        )
    )
    return list(db.session.scalars(query.order_by(Afspraak.keer.desc())))


def besluit_met(kenmerk: str) -> Besluit | None:
    """The decision with this number."""
    return db.session.scalars(select(Besluit).where(Besluit.kenmerk == kenmerk)).one_or_none()


def wederhoor_met(kiem: bytes) -> Wederhoor | None:
    """The verdict behind a party's link."""
    return db.session.scalars(select(Wederhoor).where(Wederhoor.kiem == kiem)).one_or_none()


def vraag_met(kiem: bytes) -> Instemmingsvraag | None:
    """The question behind a party's link."""
    query = select(Instemmingsvraag).where(Instemmingsvraag.kiem == kiem)
    return db.session.scalars(query).one_or_none()


def afspraken_uit(bronnen: Iterable[str]) -> dict[str, list[Afspraak]]:
    """The promises that came of these decisions, in force or past; by the number they came from."""
    query = select(Afspraak).where(
        Afspraak.bron.in_([bron for bron in bronnen if bron]), Afspraak.keer == 1
    )
    found: dict[str, list[Afspraak]] = {}
    for afspraak in db.session.scalars(query.order_by(Afspraak.id)):
        if afspraak.is_openbaar:
            found.setdefault(afspraak.bron, []).append(afspraak)
    return found
