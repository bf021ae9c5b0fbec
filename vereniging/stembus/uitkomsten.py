"""How a counted question is shown: bars, rounds, an order, and who beats whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vereniging.core.i18n import _
from vereniging.stembus.forms import opties
from vereniging.stembus.telling.keuze import HOOGSTE_SCORE, ScoreVraag
from vereniging.stembus.telling.oordeel import BandbreedteVraag
from vereniging.stembus.telling.rangschikken import RangschikkenVraag
from vereniging.stembus.telling.vraag import BLANCO, Vraag, VraagMetOpties

WINT = {"voor": "aangenomen", "akkoord": "aangenomen"}


@dataclass(frozen=True, kw_only=True)
class Balk:
    """One row of a chart: how long its bar is, and the words in its cells."""

    label: str
    waarde: float
    cellen: list[str]
    wint: bool = False
    toon: int | None = None


@dataclass(frozen=True, kw_only=True)
class Staat:
    """One chart with its table; no `schaal` means the longest bar is full."""

    kop: list[str]
    rijen: list[dict[str, Any]]
    titel: str = ""
    schaal: int | None = None


def staten(vraag: Vraag, gevonden: dict[str, Any], aantal: int) -> list[Staat]:
    """The charts of one question, of so many ballots: one, or one per round of a run-off."""
    if isinstance(vraag, ScoreVraag):
        return [_punten(vraag, gevonden, aantal)]
    if not isinstance(vraag, RangschikkenVraag):
        return [_stemmen(vraag, gevonden)]
    return _rondes(vraag, gevonden) if vraag.methode == "irv" else []


def _stemmen(vraag: Vraag, gevonden: dict[str, Any]) -> Staat:
    telling = dict(gevonden["telling"])
    if isinstance(vraag, BandbreedteVraag):
        telling |= {f"m{n}": aantal for n, aantal in enumerate(telling.pop("minimaal"))}
    total = sum(telling.get(waarde, 0) for waarde, _tekst in opties(vraag)) or 1
    gekozen = gevonden.get("gekozen", [])
    rows = [
        Balk(
            label=tekst,
            waarde=100 * (n := telling.get(waarde, 0)) / total,
            cellen=[str(n), _procent(n, total)],
            wint=waarde in gekozen or WINT.get(waarde) == gevonden["uitkomst"],
            toon=5 if waarde == BLANCO else None,
        )
        for waarde, tekst in opties(vraag)
    ]
    return Staat(kop=[_("Keuze"), _("Stemmen"), _("Deel")], rijen=_rijen(rows), schaal=100)


def _procent(aantal: int, totaal: int) -> str:
    return f"{100 * aantal / totaal:.1f}".replace(".", ",") + "%"


def _punten(vraag: ScoreVraag, gevonden: dict[str, Any], aantal: int) -> Staat:
    telling = gevonden["telling"]
    rows = [
        Balk(
            label=optie.tekst,
            waarde=telling[optie.sleutel],
            cellen=[str(telling[optie.sleutel])],
            wint=optie.sleutel in gevonden["gekozen"],
        )
        for optie in vraag.opties
    ]
    hoogst = HOOGSTE_SCORE * (aantal - telling[BLANCO])
    return Staat(kop=[_("Keuze"), _("Punten")], rijen=_rijen(rows), schaal=hoogst or 1)


def _rondes(vraag: RangschikkenVraag, gevonden: dict[str, Any]) -> list[Staat]:
    woorden, rondes = _woorden(vraag), gevonden["rondes"]
    found = []
    for nummer, ronde in enumerate(rondes, 1):
        weg = set(ronde) - set(rondes[nummer]) if nummer < len(rondes) else set()
        titel = _("Ronde %(nummer)s", nummer=nummer)
        if weg:
            titel = _("Ronde %(nummer)s: %(keuze)s valt af", nummer=nummer,
                      keuze=woorden[weg.pop()])  # fmt: skip
        rows = [
            Balk(
                label=woorden[letter],
                waarde=n,
                cellen=[str(n)],
                wint=nummer == len(rondes) and letter in gevonden["gekozen"],
            )
            for letter, n in sorted(ronde.items())
        ]
        som = sum(ronde.values()) or 1
        kop = [_("Keuze"), _("Stemmen")]
        found.append(Staat(titel=titel, kop=kop, rijen=_rijen(rows), schaal=som))
    return found


def _rijen(rows: list[Balk]) -> list[dict[str, Any]]:
    return [{name: value for name, value in vars(row).items() if value is not None} for row in rows]


def _woorden(vraag: VraagMetOpties) -> dict[str, str]:
    return {optie.sleutel: optie.tekst for optie in vraag.opties}


def winnaars(vraag: Vraag, gevonden: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The words of what was chosen, and of what ended equal."""
    if not isinstance(vraag, VraagMetOpties):
        return [], []
    woorden = _woorden(vraag)
    chosen, equal = gevonden["gekozen"], gevonden["gelijk"]
    return [woorden[letter] for letter in chosen], [woorden[letter] for letter in equal]


def volgorde(vraag: Vraag, gevonden: dict[str, Any]) -> list[list[str]]:
    """The places of a Schulze count, best first; equal options share a place."""
    if not isinstance(vraag, RangschikkenVraag) or vraag.methode != "schulze":
        return []
    woorden = _woorden(vraag)
    return [[woorden[letter] for letter in plaats] for plaats in gevonden["volgorde"]]


def duels(vraag: Vraag, gevonden: dict[str, Any]) -> list[list[str]]:
    """Every pair of a Schulze count: the words of both, and how many ballots preferred each."""
    if not isinstance(vraag, RangschikkenVraag) or vraag.methode != "schulze":
        return []
    paren, opts = gevonden["telling"]["paren"], vraag.opties
    return [
        [opts[i].tekst, str(paren[i][j]), opts[j].tekst, str(paren[j][i])]
        for i in range(len(opts))
        for j in range(i + 1, len(opts))
    ]
