"""A whole stemming in memory, from opening to published files, for any set of questions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from vereniging.stembus.inhoud import Biljet, Keuzes
from vereniging.stembus.protocol.envelop import zegel
from vereniging.stembus.protocol.sleutels import nieuw_paar
from vereniging.stembus.publicatie import Registerrij
from vereniging.stembus.regels import Regels, Stemplan, bezwaar_tot
from vereniging.stembus.stappen.openen import openen
from vereniging.stembus.stappen.sluiten import sluiten
from vereniging.stembus.stappen.stemmen import Stemlokaal, Stempoging, Stemsleutels, Uitgebracht
from vereniging.stembus.stappen.tellen import (
    Papierbatch,
    Telling,
    Telopdracht,
    open_bus,
    tellen,
)
from vereniging.stembus.telling.keuze import EnkelvoudigVraag, MeervoudigVraag, ScoreVraag
from vereniging.stembus.telling.oordeel import BandbreedteVraag, ConsentVraag, VoorTegenVraag
from vereniging.stembus.telling.rangschikken import RangschikkenVraag
from vereniging.stembus.telling.vraag import LETTERS, Optie, Vraag

SEED = bytes(range(32))
OPEN = datetime(2026, 11, 24, 8, tzinfo=UTC)
DICHT = datetime(2026, 12, 3, 20, tzinfo=UTC)


def dobbelsteen(begin: int) -> Random:
    """The same chance every time."""
    return Random(begin)  # noqa: S311 repeatable, not secret


def opties(aantal: int) -> tuple[Optie, ...]:
    return tuple(Optie(letter, f"Keuze {letter}") for letter in LETTERS[:aantal])


def niveaus(aantal: int) -> tuple[Optie, ...]:
    return tuple(Optie(str(k), f"Niveau {k}") for k in range(1, aantal + 1))


def alle_soorten() -> tuple[Vraag, ...]:
    """Every type once, the ranked ones by both methods, and two above five options."""
    return (
        VoorTegenVraag("v1", "Bent u voor?"),
        EnkelvoudigVraag("v2", "Welke?", opties(3)),
        MeervoudigVraag("v3", "Welke twee?", opties(4), min=1, max=3, zetels=2),
        RangschikkenVraag("v4", "In welke volgorde?", opties(4)),
        RangschikkenVraag("v5", "In welke volgorde?", opties(6), methode="irv"),
        ScoreVraag("v6", "Hoe goed?", opties(7)),
        ConsentVraag("v7", "Bezwaar?"),
        BandbreedteVraag("v8", "Minimaal?", niveaus(3)),
    )


def antwoord(vraag: Vraag, toeval: Random) -> str:
    """A random valid waarde, sometimes blank."""
    if toeval.random() < 0.15:
        return "blanco"
    if isinstance(vraag, ScoreVraag):
        return vraag.waarde({letter: toeval.randrange(6) for letter in vraag.letters})
    if isinstance(vraag, MeervoudigVraag):
        return vraag.waarde(toeval.sample(vraag.letters, toeval.randint(vraag.min, vraag.max)))
    if isinstance(vraag, RangschikkenVraag):
        lijst = toeval.sample(vraag.letters, toeval.randint(1, len(vraag.letters)))
        return vraag.waarde({letter: plaats for plaats, letter in enumerate(lijst, 1)})
    return toeval.choice(vaste_keuzes(vraag))


def vaste_keuzes(vraag: Vraag) -> Sequence[str]:
    if isinstance(vraag, BandbreedteVraag):
        return vraag.waarden
    if isinstance(vraag, EnkelvoudigVraag):
        return vraag.letters
    return ("voor", "tegen") if vraag.type == "voor_tegen" else ("akkoord", "bezwaar:belang")


def een_plan(*vragen: Vraag, **anders: Any) -> Stemplan:
    plan = Stemplan(
        stemming="parkeren-2026-12",
        titel="Parkeren na 22.00 uur",
        vereniging="Vereniging Voorbeeld",
        grondslag="ledenraadpleging_mandaat",
        niveau="vertrouwelijk",
        open_op=OPEN,
        sluit_op=DICHT,
        vragen=vragen or (VoorTegenVraag("v1", "Bent u voor?"),),
    )
    return replace(plan, **anders)


@dataclass
class Stembureau:
    """One stemming and everything the database would hold of it."""

    plan: Stemplan
    leden: int = 20

    def __post_init__(self) -> None:
        self.prive, publiek = nieuw_paar()
        self.sleutels = Stemsleutels.van(SEED)
        rol = [Registerrij(str(1000 + i), "lid", bytes([i % 256]) * 16) for i in range(self.leden)]
        self.opening = openen(self.plan, rol, {"geen_stemrecht": 1}, publiek)
        self.regels: Regels = self.opening.regels
        self.lokaal = Stemlokaal(self.regels, self.sleutels)
        self.bus: dict[str, Uitgebracht] = {}

    def stem(self, lid: str, gegeven: Keuzes, verwacht: int = 0) -> Uitgebracht:
        poging = Stempoging(lid, verwacht, lid.encode().ljust(32, b"-"))
        self.bus[lid] = self.lokaal.breng_uit(poging, gegeven)
        return self.bus[lid]

    def stem_willekeurig(self, aantal: int, toeval: Random) -> None:
        for nummer in range(aantal):
            keuzes = {vraag.sleutel: antwoord(vraag, toeval) for vraag in self.regels.vragen}
            naam = f"Lid {nummer}" if self.regels.is_openbaar else None
            self.stem(str(1000 + nummer), Keuzes(keuzes, naam=naam))

    def tel(self, papier: Papierbatch | None = None, extra: Sequence[bytes] = ()) -> Telling:
        """T3 and T4; `extra` are foreign envelopes that got into the bus."""
        enveloppen = sorted([*(stem.envelop for stem in self.bus.values()), *extra], key=zegel)
        sluiting = sluiten(self.regels, self.sleutels.ondertekenaar, map(zegel, enveloppen))
        geopend = open_bus(self.regels, self.prive, enveloppen)
        einde = bezwaar_tot(DICHT, DICHT, self.plan.bezwaardagen)
        opdracht = Telopdracht(sluiting, einde, papier or Papierbatch())
        telling = tellen(self.regels, self.sleutels.ondertekenaar, geopend, opdracht)
        self.bestanden = self.opening.bestanden | sluiting.bestanden | telling.bestanden
        return telling

    def publiceer(self, map_: Path) -> Path:
        for naam, data in self.bestanden.items():
            (map_ / naam).write_bytes(data)
        return map_


def papier(regels: Regels, aantal: int, toeval: Random) -> tuple[Biljet, ...]:
    """Valid paper ballots with codes of their own."""
    return tuple(
        Biljet(f"{nummer:016d}", tuple(antwoord(vraag, toeval) for vraag in regels.vragen))
        for nummer in range(aantal)
    )
