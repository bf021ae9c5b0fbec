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
class Statutenregel:
    """How a rule of the statutes is called, and between which numbers or words one chooses."""

    naam: Any
    van: int = 1
    tot: int = 365
    woorden: tuple[str, ...] = ()


ORGANEN = (Orgaan.BESTUUR.value, Orgaan.ALV.value)
REGELS = {
    "boekjaar_begint_maand": Statutenregel(_l("Eerste maand van het boekjaar"), tot=12),
    "toelating_orgaan": Statutenregel(_l("Wie laat leden toe"), woorden=ORGANEN),
    "vast_besluit": Statutenregel(_l("Laat iedereen uit de wijk meteen toe")),
    "alv_alsnog": Statutenregel(_l("De ALV kan alsnog toelaten")),
    "minimumleeftijd": Statutenregel(_l("Vanaf welke leeftijd lid"), van=0, tot=18),
    "bedrijf_mag_lid": Statutenregel(_l("Een bedrijf mag lid zijn")),
    "buiten_werkgebied": Statutenregel(
        _l("Wie buiten de wijk woont, wordt"), woorden=("donateur", "lid")
    ),
    "stemgerechtigd": Statutenregel(_l("Wie mag stemmen"), woorden=("lid", "erelid", "bedrijf")),
    "wachttijd_stemrecht": Statutenregel(_l("Dagen lid voor u mag stemmen"), van=0),
    "achterstand_ontneemt_stemrecht": Statutenregel(_l("Wie niet betaalt, stemt niet")),
    "opzegtermijn_weken": Statutenregel(_l("Opzegtermijn in weken"), van=0, tot=52),
    "opzegtermijn_maanden": Statutenregel(_l("Opzegtermijn in maanden"), van=0, tot=12),
    "opzeggen_tegen": Statutenregel(
        _l("Opzeggen kan tegen"), woorden=("einde_boekjaar", "einde_maand")
    ),
    "intrekken": Statutenregel(_l("Een opzegging intrekken mag")),
    "uittreden_bij_geld_uitgesloten": Statutenregel(_l("Niet meteen weg bij hogere contributie")),
    "contributie_bij_einde": Statutenregel(
        _l("Contributie in het jaar van vertrek"), woorden=("heel", "per_maand")
    ),
    "contributie_per": Statutenregel(_l("Contributie per"), woorden=("huishouden", "lid")),
    "tarief_orgaan": Statutenregel(_l("Wie stelt de contributie vast"), woorden=ORGANEN),
    "instapregel": Statutenregel(
        _l("Contributie in het eerste jaar"),
        woorden=("volledig", "kwartaal", "maand", "gratis_vanaf"),
    ),
    "instapmaand": Statutenregel(_l("Eerste gratis maand voor wie nieuw is"), tot=12),
    "betaaltermijn": Statutenregel(_l("Dagen om te betalen")),
    "herinneringen": Statutenregel(_l("Dagen na de vervaldag voor een herinnering")),
    "alv_oproeptermijn": Statutenregel(_l("Dagen tussen oproep en ALV"), van=7),
    "alv_verzoek_drempel": Statutenregel(_l("Procent van de stemmen om een ALV te vragen"), tot=10),
    "elektronisch_stemmen": Statutenregel(_l("Op de ALV via de site stemmen")),
    "voorstemmen": Statutenregel(_l("Voor de ALV al stemmen")),
    "voorstemmen_dagen": Statutenregel(_l("Hoogstens zoveel dagen voor de ALV stemmen"), tot=30),
    "volmacht": Statutenregel(_l("Een ander laten stemmen mag")),
    "volmachten_per_houder": Statutenregel(_l("Hoogstens zoveel volmachten per persoon"), tot=10),
    "opzeggronden_vereniging": Statutenregel(_l("Gronden om een lid op te zeggen")),
    "maatregel_orgaan": Statutenregel(_l("Wie legt een maatregel op"), woorden=ORGANEN),
    "beroepstermijn_maanden": Statutenregel(_l("Maanden om in beroep te gaan"), tot=12),
    "bestuurstermijn": Statutenregel(_l("Jaren in het bestuur"), tot=12),
    "afgevaardigden": Statutenregel(_l("Aantal afgevaardigden"), tot=10),
    "plaatsvervangers": Statutenregel(_l("Aantal plaatsvervangers"), van=0, tot=10),
    "afgevaardigden_termijn": Statutenregel(_l("Jaren als afgevaardigde"), tot=12),
    "mandaat_binding": Statutenregel(
        _l("Hoe vast een mandaat is"), woorden=("gebonden", "richtinggevend", "vrij")
    ),
    "ondergrens_drempel": Statutenregel(
        _l("Deel van de stemmen voor een ondergrens (teller, noemer)")
    ),
    "stemming_minimum_dagen": Statutenregel(_l("Een stemming duurt minstens zoveel dagen"), tot=60),
    "ruggespraak_uren": Statutenregel(_l("Uren voor ruggespraak"), tot=336),
    "bezwaartermijn": Statutenregel(_l("Dagen om bezwaar te maken"), tot=90),
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
