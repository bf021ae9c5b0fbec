"""Fetch the map once, tile by tile, from the server that the board chose."""

from __future__ import annotations

from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from vereniging.core.files import Kind, kind_of
from vereniging.meldingen.kaart import (
    MEESTE_TEGELS,
    ZOOM,
    aantal_tegels,
    nodige_tegels,
    tegelbestand,
    tegelmap,
)
from vereniging.meldingen.models import Plek

GROOTST = 1024 * 1024
PATIENCE = 10.0


class GeenTegels(Exception):
    """The map cannot be fetched; the sentence says what to do."""


def haal(vakken: list[tuple[int, int]], adres: str, bron: str, meld: Callable[[int], None]) -> int:
    """Fetch what is not there yet; how many came. Raises GeenTegels and OSError.

    `meld` hears how many of all are done. What was fetched before a failure stays.
    """
    tegelmap().mkdir(parents=True, exist_ok=True)
    (tegelmap() / "bron.txt").write_text(f"{bron or urlsplit(adres).hostname}\n", encoding="utf-8")
    nieuw = 0
    for klaar, (kolom, rij) in enumerate(vakken, 1):
        doel = tegelbestand(kolom, rij)
        if not doel.is_file():
            _bewaar(doel, _vraag(_vul_in(adres, kolom, rij)))
            nieuw += 1
        meld(klaar)
    return nieuw


def wat_te_halen(plekken: list[Plek], adres: str) -> list[tuple[int, int]]:
    """The squares to fetch. Raises GeenTegels without an address, a place, or a neighbourhood."""
    aantal = aantal_tegels(plekken)
    if urlsplit(adres).scheme not in {"http", "https"} or not _heeft_vakken(adres):
        sentence = "Zet in KAART_TEGELS een adres met {z}, {x} en {y}, dat met https:// begint."
        raise GeenTegels(sentence)
    if not aantal:
        sentence = "Geen plek heeft een plaats op de kaart. Vul die eerst in bij de meldingen."
        raise GeenTegels(sentence)
    if aantal > MEESTE_TEGELS:
        sentence = f"Dit zijn {aantal} tegels, meer dan {MEESTE_TEGELS}. Klopt elke plaats?"
        raise GeenTegels(sentence)
    return nodige_tegels(plekken)


def _heeft_vakken(adres: str) -> bool:
    return all(vak in adres for vak in ("{z}", "{x}", "{y}"))


def _vul_in(adres: str, kolom: int, rij: int) -> str:
    return adres.replace("{z}", str(ZOOM)).replace("{x}", str(kolom)).replace("{y}", str(rij))


def _vraag(adres: str) -> bytes:
    request = Request(adres, headers={"User-Agent": "Vereniging/1 (kaart haal-tegels)"})  # noqa: S310  http(s) only, see wat_te_halen
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310  # nosec B310
            data: bytes = answer.read(GROOTST + 1)
    except (URLError, HTTPException, TimeoutError, ValueError) as error:
        if isinstance(error, HTTPError):
            error.close()
        sentence = f"De kaartserver antwoordt niet goed ({error}). Probeer het later opnieuw."
        raise GeenTegels(sentence) from None
    if len(data) > GROOTST or kind_of(data) is not Kind.PNG:
        sentence = "De kaartserver stuurt geen PNG. Kies een ander adres in KAART_TEGELS."
        raise GeenTegels(sentence)
    return data


def _bewaar(doel: Path, data: bytes) -> None:
    doel.parent.mkdir(parents=True, exist_ok=True)
    draft = doel.with_suffix(".deel")
    draft.write_bytes(data)
    draft.replace(doel)
