"""Questions from regels.json back into objects; key sets are exact (stembus section 5)."""

from collections.abc import Callable
from typing import Any

from vereniging.stembus.telling.keuze import EnkelvoudigVraag, MeervoudigVraag, ScoreVraag
from vereniging.stembus.telling.meerderheid import Meerderheid, OngeldigeInstelling, lees_breuk
from vereniging.stembus.telling.oordeel import BandbreedteVraag, ConsentVraag, VoorTegenVraag
from vereniging.stembus.telling.rangschikken import RangschikkenVraag
from vereniging.stembus.telling.vraag import Optie, Vraag

_SOORTEN: dict[str, type[Vraag]] = {
    soort.type: soort
    for soort in (
        VoorTegenVraag,
        EnkelvoudigVraag,
        MeervoudigVraag,
        RangschikkenVraag,
        ScoreVraag,
        ConsentVraag,
        BandbreedteVraag,
    )
}


def _opties(waarde: list[dict[str, Any]]) -> tuple[Optie, ...]:
    return tuple(Optie(**optie) for optie in waarde)


_VELDEN: dict[str, Callable[[Any], Any]] = {
    "opties": _opties,
    "niveaus": _opties,
    "drempel": lees_breuk,
    "meerderheid": lambda waarde: waarde and Meerderheid.lees(waarde),
}


def lees_vraag(gegeven: dict[str, Any]) -> Vraag:
    """One question of regels.json (section 5); anything else than its exact keys is refused."""
    velden = {
        naam: _VELDEN.get(naam, lambda waarde: waarde)(waarde)
        for naam, waarde in gegeven.items()
        if naam not in {"type", "publicatie"}
    }
    try:
        vraag = _SOORTEN[gegeven["type"]](**velden)
    except (KeyError, TypeError) as fout:
        raise OngeldigeInstelling("vraag") from fout
    if vraag.als_regels() != gegeven:
        raise OngeldigeInstelling("vraag")
    return vraag


def lees_vragen(gegeven: list[dict[str, Any]]) -> tuple[Vraag, ...]:
    """One to eight questions with the keys v1… in order (section 2)."""
    vragen = tuple(lees_vraag(vraag) for vraag in gegeven)
    controleer_vragen(vragen)
    return vragen


def controleer_vragen(vragen: tuple[Vraag, ...]) -> None:
    """Refuse none, more than eight, or keys that are not v1… in order (section 2)."""
    if not 1 <= len(vragen) <= 8:
        raise OngeldigeInstelling("aantal vragen")
    if any(vraag.sleutel != f"v{nummer}" for nummer, vraag in enumerate(vragen, 1)):
        raise OngeldigeInstelling("sleutels van vragen")
