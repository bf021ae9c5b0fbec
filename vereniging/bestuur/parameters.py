"""The rules of the statutes as people type and read them, and which values each can have."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from vereniging.core.errors import DomainError
from vereniging.core.i18n import _, _l
from vereniging.statuten.models import STANDAARD, Orgaan, Profiel


class FouteWaarde(DomainError):
    """A rule keeps to the values that the law and the program know."""

    message = _l("Deze waarde past niet bij deze regel. Dit kan wel: %(kan)s.")


@dataclass(frozen=True)
class Regel:
    """How a rule of the statutes is called, and between which numbers or words one chooses."""

    naam: Any
    van: int = 1
    tot: int = 365
    woorden: tuple[str, ...] = ()


ORGANEN = (Orgaan.BESTUUR.value, Orgaan.ALV.value)
REGELS = {
    "boekjaar_begint_maand": Regel(_l("Eerste maand van het boekjaar"), tot=12),
    "toelating_orgaan": Regel(_l("Wie laat leden toe"), woorden=ORGANEN),
    "vast_besluit": Regel(_l("Laat iedereen uit de wijk meteen toe")),
    "alv_alsnog": Regel(_l("De ALV kan alsnog toelaten")),
    "minimumleeftijd": Regel(_l("Vanaf welke leeftijd lid"), van=0, tot=18),
    "bedrijf_mag_lid": Regel(_l("Een bedrijf mag lid zijn")),
    "buiten_werkgebied": Regel(_l("Wie buiten de wijk woont, wordt"), woorden=("donateur", "lid")),
    "stemgerechtigd": Regel(_l("Wie mag stemmen"), woorden=("lid", "erelid", "bedrijf")),
    "wachttijd_stemrecht": Regel(_l("Dagen lid voor u mag stemmen"), van=0),
    "achterstand_ontneemt_stemrecht": Regel(_l("Wie niet betaalt, stemt niet")),
    "opzegtermijn_weken": Regel(_l("Opzegtermijn in weken"), van=0, tot=52),
    "opzegtermijn_maanden": Regel(_l("Opzegtermijn in maanden"), van=0, tot=12),
    "opzeggen_tegen": Regel(_l("Opzeggen kan tegen"), woorden=("einde_boekjaar", "einde_maand")),
    "intrekken": Regel(_l("Een opzegging intrekken mag")),
    "uittreden_bij_geld_uitgesloten": Regel(_l("Niet meteen weg bij hogere contributie")),
    "contributie_bij_einde": Regel(_l("Contributie in het jaar van vertrek"), woorden=("heel",)),
    "contributie_per": Regel(_l("Contributie per"), woorden=("huishouden", "lid")),
    "tarief_orgaan": Regel(_l("Wie stelt de contributie vast"), woorden=ORGANEN),
    "instapregel": Regel(
        _l("Contributie in het eerste jaar"),
        woorden=("volledig", "kwartaal", "maand", "gratis_vanaf"),
    ),
    "instapmaand": Regel(_l("Eerste gratis maand voor wie nieuw is"), tot=12),
    "betaaltermijn": Regel(_l("Dagen om te betalen")),
    "herinneringen": Regel(_l("Dagen na de vervaldag voor een herinnering")),
    "alv_oproeptermijn": Regel(_l("Dagen tussen oproep en ALV"), van=7),
    "elektronisch_stemmen": Regel(_l("Op de ALV via de site stemmen")),
    "voorstemmen": Regel(_l("Voor de ALV al stemmen")),
    "voorstemmen_dagen": Regel(_l("Hoogstens zoveel dagen voor de ALV stemmen"), tot=30),
    "volmacht": Regel(_l("Een ander laten stemmen mag")),
    "volmachten_per_houder": Regel(_l("Hoogstens zoveel volmachten per persoon"), tot=10),
    "opzeggronden_vereniging": Regel(_l("Gronden om een lid op te zeggen")),
    "maatregel_orgaan": Regel(_l("Wie legt een maatregel op"), woorden=ORGANEN),
    "beroepstermijn_maanden": Regel(_l("Maanden om in beroep te gaan"), tot=12),
    "bestuurstermijn": Regel(_l("Jaren in het bestuur"), tot=12),
    "afgevaardigden": Regel(_l("Aantal afgevaardigden"), tot=10),
    "plaatsvervangers": Regel(_l("Aantal plaatsvervangers"), van=0, tot=10),
    "afgevaardigden_termijn": Regel(_l("Jaren als afgevaardigde"), tot=12),
    "mandaat_binding": Regel(
        _l("Hoe vast een mandaat is"), woorden=("gebonden", "richtinggevend", "vrij")
    ),
    "ondergrens_drempel": Regel(_l("Deel van de stemmen voor een ondergrens (teller, noemer)")),
    "stemming_minimum_dagen": Regel(_l("Een stemming duurt minstens zoveel dagen"), tot=60),
    "ruggespraak_uren": Regel(_l("Uren voor ruggespraak"), tot=336),
    "bezwaartermijn": Regel(_l("Dagen om bezwaar te maken"), tot=90),
}


def parameters() -> list[str]:
    """The names of section 5, in its order."""
    return [field.name for field in fields(Profiel)]


def lees_waarde(naam: str, tekst: str) -> Any:
    """What somebody typed as a value that this rule can have; raises FouteWaarde."""
    gewoon = getattr(STANDAARD, naam)
    try:
        if isinstance(gewoon, bool):
            return {"ja": True, "nee": False}[tekst.strip().lower()]
        if isinstance(gewoon, int):
            return _number(naam, tekst)
        if isinstance(gewoon, tuple):
            return _list(naam, [part.strip() for part in tekst.split(",") if part.strip()])
        return _word(naam, tekst)
    except (ValueError, KeyError):
        raise FouteWaarde(kan=kan_zijn(naam)) from None


def _number(naam: str, tekst: str) -> int:
    if not REGELS[naam].van <= (value := int(tekst)) <= REGELS[naam].tot:
        raise ValueError
    return value


def _word(naam: str, tekst: str) -> str:
    if (word := tekst.strip().lower().replace(" ", "_")) not in REGELS[naam].woorden:
        raise ValueError
    return word


def _list(naam: str, parts: list[str]) -> list[Any]:
    gewoon = getattr(STANDAARD, naam)
    if REGELS[naam].woorden:
        values: list[Any] = [_word(naam, part) for part in parts]
    elif gewoon:
        values = [_number(naam, part) for part in parts]
        if values != sorted(set(values)) or (naam == "ondergrens_drempel" and len(values) != 2):
            raise ValueError
    else:
        return parts
    if not values:
        raise ValueError
    return values


def kan_zijn(naam: str) -> str:
    """Which values this rule can have, as people read it."""
    gewoon, regel = getattr(STANDAARD, naam), REGELS[naam]
    if isinstance(gewoon, bool):
        return str(_("ja of nee"))
    if regel.woorden:
        return ", ".join(word.replace("_", " ") for word in regel.woorden)
    if gewoon == ():
        return str(_("eigen woorden, met komma’s ertussen"))
    grens = str(_("%(van)s tot en met %(tot)s", van=regel.van, tot=regel.tot))
    if isinstance(gewoon, tuple):
        return str(_("%(grens)s, oplopend, met komma’s ertussen", grens=grens))
    return grens


def toon_waarde(waarde: Any) -> str:
    """A value as people type it."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, (tuple, list)):
        return ", ".join(toon_waarde(part) for part in waarde)
    return str(waarde).replace("_", " ")
