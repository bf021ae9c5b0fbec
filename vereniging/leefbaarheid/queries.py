"""Reads of surveys: what they asked, and what came of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.core.db import db
from vereniging.leden.models import Lid, Lidmaatschap, LidSoort
from vereniging.leefbaarheid.models import (
    GEEN,
    RAPPORTCIJFER,
    TREND,
    Enquete,
    EnqueteGroep,
    EnqueteLink,
    EnqueteStand,
    EnqueteTelling,
    EnqueteZin,
    Indicator,
    Trend,
)
from vereniging.leefbaarheid.statistiek import KLEINST, Interval, gemiddelde, wilson

VOLDOENDE = 6


@dataclass(frozen=True)
class Vraaguitslag:
    """What one group answered to one question; nothing of it when fewer than five did."""

    n: int
    verdeling: dict[int, int]

    @property
    def is_te_tonen(self) -> bool:
        return self.n >= KLEINST

    @property
    def gemiddelde(self) -> tuple[float, Interval] | None:
        return gemiddelde(self.verdeling)

    @property
    def voldoende(self) -> int:
        """How many gave a six or more."""
        return sum(n for cijfer, n in self.verdeling.items() if cijfer >= VOLDOENDE)

    @property
    def interval(self) -> Interval | None:
        """Wilson's interval of the share of sixes and more."""
        return wilson(self.voldoende, self.n)


@dataclass
class Groepsuitslag:
    """All answers of members, or of others."""

    groep: EnqueteGroep
    gevraagd: int
    tellingen: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def antwoorden(self) -> int:
        """How many answered: everyone says something about the trend, if only no opinion."""
        return self.tellingen[TREND].total()

    @property
    def is_te_tonen(self) -> bool:
        return self.antwoorden >= KLEINST

    def cijfers(self, vraag: str) -> Vraaguitslag:
        """The grades for one question; whoever had no opinion is not in it."""
        found = {int(a): n for a, n in self.tellingen[vraag].items() if a != GEEN}
        return Vraaguitslag(sum(found.values()), found)

    @property
    def trend(self) -> list[tuple[Trend, int, Interval | None]]:
        """Better, the same, worse; with the interval of each share."""
        n = self.met_trend
        return [(t, self.tellingen[TREND][t], wilson(self.tellingen[TREND][t], n)) for t in Trend]

    @property
    def met_trend(self) -> int:
        """How many had an opinion on the trend."""
        return sum(self.tellingen[TREND][t] for t in Trend)


def enquetes() -> list[Enquete]:
    """All rounds, newest first."""
    query = select(Enquete).order_by(Enquete.gemaakt_op.desc(), Enquete.id.desc())
    return list(db.session.scalars(query))


def open_enquete(nu: datetime) -> Enquete | None:
    """The round that runs at this moment; the newest of more."""
    query = select(Enquete).where(Enquete.stand == EnqueteStand.OPEN, Enquete.sluit_op > nu)
    return db.session.scalars(query.order_by(Enquete.open_op.desc()).limit(1)).one_or_none()


def link_met(kiem: bytes) -> EnqueteLink | None:
    """The invitation behind a link."""
    query = select(EnqueteLink).where(EnqueteLink.kiem == kiem)
    return db.session.scalars(query.options(joinedload(EnqueteLink.enquete))).one_or_none()


def link_van(enquete: Enquete, lidnummer: int) -> EnqueteLink | None:
    """The invitation of a member."""
    query = select(EnqueteLink).join(EnqueteLink.lid).where(Lid.lidnummer == lidnummer)
    return db.session.scalars(query.where(EnqueteLink.enquete_id == enquete.id)).one_or_none()


def te_vragen(dag: date) -> list[Lid]:
    """Every member of this day, suspended or not; supporters are no members."""
    query = (
        select(Lid)
        .join(Lid.lidmaatschappen)
        .where(Lidmaatschap.begin <= dag, Lidmaatschap.soort != LidSoort.DONATEUR)
        .where(Lidmaatschap.einde.is_(None) | (Lidmaatschap.einde >= dag))
        .where(Lid.overleden_op.is_(None))
        .order_by(Lid.id)
    )
    return list(db.session.scalars(query).unique())


def stand(enquete: Enquete) -> dict[EnqueteGroep, tuple[int, int]]:
    """Per group: how many answered, and how many were asked; while it runs."""
    antwoorden = (
        select(EnqueteTelling.groep, func.sum(EnqueteTelling.aantal))
        .where(EnqueteTelling.enquete_id == enquete.id, EnqueteTelling.vraag == TREND)
        .group_by(EnqueteTelling.groep)
    )
    gevraagd = (
        select(EnqueteLink.groep, func.count())
        .where(EnqueteLink.enquete_id == enquete.id)
        .group_by(EnqueteLink.groep)
    )
    told, asked = Counter[EnqueteGroep](), Counter[EnqueteGroep]()
    asked[EnqueteGroep.LID] = enquete.gevraagd_leden
    asked[EnqueteGroep.BEWONER] = enquete.gevraagd_bewoners
    for counts, query in ((told, antwoorden), (asked, gevraagd)):
        for groep, n in db.session.execute(query):
            counts[groep] += n
    return {groep: (told[groep], asked[groep]) for groep in EnqueteGroep}


@dataclass
class Enqueteuitslag:
    """One round with a result."""

    slug: str
    titel: str
    laatste_dag: date | None
    groepen: list[Groepsuitslag]
    zinnen: list[str] = field(default_factory=list)

    @property
    def leden(self) -> Groepsuitslag:
        return self.groepen[0]


def uitslagen(dag: date) -> list[Enqueteuitslag]:
    """Rounds with a result on this day, oldest first; nothing of what may still change."""
    query = select(Enquete).where(Enquete.stand == EnqueteStand.GESLOTEN)
    ended = db.session.scalars(query.order_by(Enquete.sluit_op, Enquete.id))
    found = [each for each in ended if each.is_gepubliceerd(dag)]
    if not found:
        return []
    ids = [enquete.id for enquete in found]
    per_enquete = {
        enquete.id: {
            EnqueteGroep.LID: Groepsuitslag(EnqueteGroep.LID, enquete.gevraagd_leden),
            EnqueteGroep.BEWONER: Groepsuitslag(EnqueteGroep.BEWONER, enquete.gevraagd_bewoners),
        }
        for enquete in found
    }
    rows = select(EnqueteTelling).where(EnqueteTelling.enquete_id.in_(ids))
    for row in db.session.scalars(rows):
        per_enquete[row.enquete_id][row.groep].tellingen[row.vraag][row.antwoord] += row.aantal
    lines = select(EnqueteZin).where(EnqueteZin.enquete_id == ids[-1], EnqueteZin.is_openbaar)
    zinnen = sorted(zin.tekst for zin in db.session.scalars(lines))
    return [
        Enqueteuitslag(
            slug=e.slug,
            titel=e.titel,
            laatste_dag=e.laatste_dag,
            groepen=list(per_enquete[e.id].values()),
            zinnen=zinnen if e.id == ids[-1] else [],
        )
        for e in found
    ]


def te_lezen() -> list[EnqueteZin]:
    """Lines that a moderator has yet to read."""
    query = select(EnqueteZin).where(~EnqueteZin.is_openbaar).order_by(EnqueteZin.tekst)
    return list(db.session.scalars(query))


@dataclass(frozen=True)
class Buitencijfer:
    """A number of somebody else, with all that belongs to it."""

    naam: str
    thema: str
    gebied: str
    periode: str
    waarde: float
    eenheid: str
    n: int | None
    definitie: str
    bron: str
    bronlink: str
    gepubliceerd_op: date

    @property
    def is_cijfer_voor_de_buurt(self) -> bool:
        """Whether it stands beside the grade of our survey."""
        return not self.thema and self.eenheid == RAPPORTCIJFER


def indicatoren() -> list[Indicator]:
    """What others measure, with their numbers; the neighbourhood first, then by theme."""
    query = select(Indicator).options(selectinload(Indicator.metingen), joinedload(Indicator.thema))
    found = list(db.session.scalars(query))
    return sorted(found, key=lambda each: (each.thema.volgorde if each.thema else 0, each.naam))


def buitencijfers() -> list[Buitencijfer]:
    """The last number of each."""
    return [
        Buitencijfer(
            naam=each.naam,
            thema=each.thema.naam if each.thema else "",
            gebied=each.gebied,
            periode=each.laatste.periode,
            waarde=each.laatste.waarde,
            eenheid=each.eenheid,
            n=each.laatste.n,
            definitie=each.definitie,
            bron=each.bron,
            bronlink=each.bronlink,
            gepubliceerd_op=each.laatste.gepubliceerd_op,
        )
        for each in indicatoren()
        if each.laatste
    ]
