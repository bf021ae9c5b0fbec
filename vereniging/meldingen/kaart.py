"""The places of public reports on a drawing, on map tiles when those were fetched.

Positions are those of the place that somebody picked from the list, never of a house.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import asinh, pi, radians, tan
from pathlib import Path

from vereniging.core.config import setting
from vereniging.meldingen.models import Melding, Plek

ZOOM = 17  # about 0.7 metres a pixel here: a neighbourhood fits on a screen
TEGEL = 256
MEESTE_TEGELS = 1000  # more is not a neighbourhood: some position is wrong
RAND = 48  # pixels around the outermost place
RUIMTE_NAAM = 170  # pixels for the name to the right of its dot


@dataclass(frozen=True)
class Plaats:
    """A name with its position in degrees (WGS 84), or without one."""

    naam: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True)
class Stip:
    """A place on the drawing, with the open public reports there."""

    plek: Plek
    x: int
    y: int
    meldingen: list[Melding]


@dataclass(frozen=True)
class Tegel:
    """One square of the map, and where it goes on the drawing."""

    kolom: int
    rij: int
    x: int
    y: int


@dataclass(frozen=True)
class Tekening:
    """What is drawn, in pixels."""

    breedte: int
    hoogte: int
    stippen: list[Stip]
    tegels: list[Tegel]


def _pixels(lat: float, lon: float) -> tuple[float, float]:
    """Web Mercator: pixels from the left and the top of the world at our zoom."""
    wereld = TEGEL * 2**ZOOM
    return (lon + 180) / 360 * wereld, (1 - asinh(tan(radians(lat))) / pi) / 2 * wereld


def _punten(plekken: Iterable[Plek]) -> dict[int, tuple[float, float]]:
    return {
        plek.id: _pixels(plek.lat, plek.lon)
        for plek in plekken
        if plek.lat is not None and plek.lon is not None
    }


def _kader(punten: Iterable[tuple[float, float]]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is drawn."""
    xs, ys = zip(*punten, strict=True)
    links, boven = int(min(xs)) - RAND, int(min(ys)) - RAND
    return links, boven, int(max(xs)) + RAND + RUIMTE_NAAM, int(max(ys)) + RAND


def teken(plekken: list[Plek], meldingen: list[Melding]) -> Tekening | None:
    """The drawing; None while no place has a position, or places are too far apart."""
    punten = _punten(plekken)
    if not 0 < aantal_tegels(plekken) <= MEESTE_TEGELS:
        return None
    links, boven, rechts, onder = _kader(punten.values())
    stippen = [
        Stip(
            plek, int(punten[plek.id][0]) - links, int(punten[plek.id][1]) - boven,
            [melding for melding in meldingen if melding.plek_id == plek.id],
        )
        for plek in plekken
        if plek.id in punten
    ]  # fmt: skip
    tegels = [
        Tegel(kolom, rij, kolom * TEGEL - links, rij * TEGEL - boven)
        for kolom, rij in _vakken((links, boven, rechts, onder))
        if tegelbestand(kolom, rij).is_file()
    ]
    return Tekening(rechts - links, onder - boven, stippen, tegels)


def aantal_tegels(plekken: Iterable[Plek]) -> int:
    """How many squares the drawing covers, without making a list of them."""
    punten = _punten(plekken)
    if not punten:
        return 0
    links, boven, rechts, onder = (grens // TEGEL for grens in _kader(punten.values()))
    return (rechts - links + 1) * (onder - boven + 1)


def _vakken(kader: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
    links, boven, rechts, onder = (grens // TEGEL for grens in kader)
    for rij in range(boven, onder + 1):
        for kolom in range(links, rechts + 1):
            yield kolom, rij


def nodige_tegels(plekken: Iterable[Plek]) -> list[tuple[int, int]]:
    """The columns and rows of the map that the drawing covers; count them first."""
    punten = _punten(plekken)
    return list(_vakken(_kader(punten.values()))) if punten else []


def tegelmap() -> Path:
    """Where fetched tiles are kept."""
    return Path(setting("DATA_DIR")) / "kaart"


def tegelbestand(kolom: int, rij: int) -> Path:
    """Where one tile is kept."""
    return tegelmap() / str(ZOOM) / str(kolom) / f"{rij}.png"


def bron() -> str:
    """Who made the map, as it was said when it was fetched."""
    path = tegelmap() / "bron.txt"
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""
