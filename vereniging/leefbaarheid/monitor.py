"""All figures of a period in one structure: page, CSV and sheet of paper read the same numbers."""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup
from sqlalchemy import select

from vereniging.convenant.models import Partij, Thema
from vereniging.convenant.queries import partijen, themas
from vereniging.core.db import db
from vereniging.leefbaarheid import beloften, tellingen
from vereniging.leefbaarheid.beloften import Agendaduur, Belofteteller
from vereniging.leefbaarheid.models import BUURT
from vereniging.leefbaarheid.onderdrukken import Vak, verborgen
from vereniging.leefbaarheid.perioden import Periode
from vereniging.leefbaarheid.queries import Buitencijfer, Enqueteuitslag, buitencijfers, uitslagen
from vereniging.leefbaarheid.statistiek import (
    KLEINST,
    Interval,
    Overleving,
    kaplan_meier,
    wilson,
)
from vereniging.logboek.models import Logboek
from vereniging.meldingen.models import MeldingStand
from vereniging.statuten.queries import instelling

S = MeldingStand
OPEN = "open"
AFLOPEN = ("opgelost", "onbevestigd", "partij_zegt_klaar", "gesloten", "ingetrokken", OPEN)
WAS_KLAAR = {S.OPGELOST, S.ONBEVESTIGD, S.PARTIJ_ZEGT_KLAAR, S.GESLOTEN}
BEWAARD = 24


@dataclass(frozen=True)
class Deel:
    """So many of so many, and between which shares that lies."""

    aantal: int
    n: int

    @property
    def interval(self) -> Interval | None:
        return wilson(self.aantal, self.n)

    @property
    def is_te_tonen(self) -> bool:
        """Whether so many people said it that it points at nobody."""
        return self.n >= KLEINST

    @property
    def procent(self) -> float | None:
        """The share in percent; None of nothing."""
        return 100 * self.aantal / self.n if self.n else None


@dataclass
class Themacijfers:
    """What was reported about one theme."""

    code: str
    naam: str
    maanden: list[int]
    huishoudens: int = 0
    anoniem: int = 0
    duur: Overleving = field(default_factory=lambda: kaplan_meier([]))

    @property
    def aantal(self) -> int:
        return sum(self.maanden)


@dataclass
class Partijcijfers:
    """What one party did with what it was sent, and with what it promised."""

    code: str
    naam: str
    is_eigen: bool
    afloop: Counter[str] = field(default_factory=Counter)
    duur: Overleving = field(default_factory=lambda: kaplan_meier([]))
    antwoord: Overleving = field(default_factory=lambda: kaplan_meier([]))
    op_tijd: Deel = Deel(0, 0)
    beloften: Belofteteller = field(default_factory=Belofteteller)

    @property
    def meldingen(self) -> int:
        return self.afloop.total()


@dataclass(frozen=True)
class Straatrij:
    """One street: per theme its number, or None where we do not show it."""

    naam: str
    aantallen: list[int | None]


@dataclass
class Monitor:
    """Everything that the page shows of one period, as of one day."""

    periode: Periode
    dag: date
    woningen: int
    themas: list[Themacijfers]
    partijen: list[Partijcijfers]
    agenda: Agendaduur
    enquetes: list[Enqueteuitslag]
    elders: list[Buitencijfer]
    afloop: Counter[str] = field(default_factory=Counter)
    apart: Counter[str] = field(default_factory=Counter)
    heropend: Deel = Deel(0, 0)
    tevreden: Deel = Deel(0, 0)
    reacties: Deel = Deel(0, 0)  # who said how it went, of who was asked
    huishoudens: int = 0
    duur: Overleving = field(default_factory=lambda: kaplan_meier([]))
    antwoord: Overleving = field(default_factory=lambda: kaplan_meier([]))
    straten: list[Straatrij] = field(default_factory=list)
    getekend: dict[tuple[str, str], Markup] = field(default_factory=dict)  # per language

    @property
    def totaal(self) -> int:
        return self.afloop.total()

    @property
    def hoogste(self) -> int:
        """The tallest bar of all themes: they share one scale."""
        return max((max(thema.maanden) for thema in self.themas), default=0)

    @property
    def jaar(self) -> int:
        """The calendar year of the table of streets."""
        return min(self.periode.laatste, self.dag).year

    @property
    def buurtcijfers(self) -> list[tuple[str, float]]:
        """The mean that members gave the neighbourhood, per round where it may be shown."""
        rounds = [(each.titel, each.leden.cijfers(BUURT)) for each in self.enquetes]
        shown = [(titel, found.gemiddelde) for titel, found in rounds if found.is_te_tonen]
        return [(titel, mean[0]) for titel, mean in shown if mean]

    @property
    def buurtcijfer_elders(self) -> Buitencijfer | None:
        """A grade that somebody else measured, to draw beside ours."""
        return next((each for each in self.elders if each.is_cijfer_voor_de_buurt), None)

    def per_honderd(self, aantal: int) -> float | None:
        """Per 100 homes; None when the board has not said how many there are."""
        return 100 * aantal / self.woningen if self.woningen else None


_bewaard: OrderedDict[tuple[object, ...], Monitor] = OrderedDict()


def monitor(periode: Periode, dag: date) -> Monitor:
    """The figures of this period; made once, until anything at all was written in the log.

    Every act writes a line there, so the head of its chain is the version of all we count.
    """
    hoofd = db.session.scalar(select(Logboek.hash).order_by(Logboek.volgnr.desc()).limit(1))
    if hoofd is None:
        return bereken(periode, dag)
    key = (id(db.engine), hoofd, periode, dag)
    if key not in _bewaard:
        _bewaard[key] = bereken(periode, dag)
        while len(_bewaard) > BEWAARD:
            _bewaard.popitem(last=False)
    return _bewaard[key]


def vergeet() -> None:
    """Let go of what was kept."""
    _bewaard.clear()


def bereken(periode: Periode, dag: date) -> Monitor:
    """Count everything anew."""
    alle_themas, zetels = themas(), partijen()
    maanden = len(periode.maanden)
    found = Monitor(
        periode=periode,
        dag=dag,
        woningen=int(instelling("huishoudens")),
        themas=[Themacijfers(each.code, each.naam, [0] * maanden) for each in alle_themas],
        partijen=[Partijcijfers(each.code, each.naam, each.is_eigen) for each in zetels],
        agenda=beloften.agenda(periode),
        enquetes=uitslagen(dag),
        elders=buitencijfers(),
    )
    _tel_meldingen(found, alle_themas, zetels)
    _tel_duren(found, alle_themas, zetels)
    _tel_huishoudens(found, alle_themas)
    _tel_daden(found, zetels)
    said, gevraagd = tellingen.tevreden(found.periode)
    found.tevreden = Deel(said["ja"], said["ja"] + said["nee"])
    found.reacties = Deel(said.total(), gevraagd)
    found.straten = _straten(found.jaar, alle_themas)
    return found


def _tel_meldingen(found: Monitor, alle: list[Thema], zetels: list[Partij]) -> None:
    per_thema = {each.id: cijfers for each, cijfers in zip(alle, found.themas, strict=True)}
    per_partij = {each.id: cijfers for each, cijfers in zip(zetels, found.partijen, strict=True)}
    heropend = klaar = 0
    for thema, partij, stand, weer_open, maand, aantal in tellingen.meldingen(found.periode):
        if stand in tellingen.NIET_GETELD:
            found.apart[stand.value] += aantal
            continue
        afloop = stand.value if stand.value in AFLOPEN else OPEN
        found.afloop[afloop] += aantal
        per_thema[thema].maanden[maand] += aantal
        if partij is not None:
            per_partij[partij].afloop[afloop] += aantal
        heropend += aantal if weer_open else 0
        klaar += aantal if weer_open or stand in WAS_KLAAR else 0
    found.heropend = Deel(heropend, klaar)


def _tel_duren(found: Monitor, alle: list[Thema], zetels: list[Partij]) -> None:
    rows = tellingen.duren(found.periode, found.dag)
    found.duur = kaplan_meier(row for group in rows.values() for row in group)
    for thema, cijfers in zip(alle, found.themas, strict=True):
        own = (group for (number, _partij), group in rows.items() if number == thema.id)
        cijfers.duur = kaplan_meier(row for group in own for row in group)
    for zetel, partij in zip(zetels, found.partijen, strict=True):
        own = (group for (_thema, number), group in rows.items() if number == zetel.id)
        partij.duur = kaplan_meier(row for group in own for row in group)


def _tel_huishoudens(found: Monitor, alle: list[Thema]) -> None:
    per_thema, anoniem, found.huishoudens = tellingen.huishoudens(found.periode)
    for thema, cijfers in zip(alle, found.themas, strict=True):
        cijfers.huishoudens = per_thema.get(thema.id, 0)
        cijfers.anoniem = anoniem.get(thema.id, 0)


def _tel_daden(found: Monitor, zetels: list[Partij]) -> None:
    antwoorden = tellingen.antwoordduren(found.periode, found.dag)
    op_tijd = tellingen.op_tijd(found.periode, found.dag)
    tellers = beloften.per_partij(found.periode, found.dag)
    found.antwoord = kaplan_meier(row for group in antwoorden.values() for row in group)
    for zetel, partij in zip(zetels, found.partijen, strict=True):
        partij.antwoord = kaplan_meier(antwoorden.get(zetel.id, ()))
        partij.op_tijd = Deel(*op_tijd.get(zetel.id, (0, 0)))
        partij.beloften = tellers.get(zetel.id, Belofteteller())


def _straten(jaar: int, alle: list[Thema]) -> list[Straatrij]:
    """Streets by name, elsewhere last; a theme's column hides what could point at somebody."""
    kolommen = tellingen.straten(jaar)
    namen = sorted({naam for kolom in kolommen.values() for naam in kolom} - {tellingen.ELDERS})
    if any(tellingen.ELDERS in kolom for kolom in kolommen.values()):
        namen.append(tellingen.ELDERS)
    per_thema = []
    for thema in alle:
        kolom = {naam: kolommen.get(thema.id, {}).get(naam, Vak()) for naam in namen}
        dicht = verborgen(kolom)
        per_thema.append({naam: None if naam in dicht else kolom[naam].meldingen for naam in namen})
    return [Straatrij(naam, [kolom[naam] for kolom in per_thema]) for naam in namen]
