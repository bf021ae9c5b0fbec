"""The published files of section 5, built from plain values: same values in, same bytes out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from vereniging.stembus.inhoud import Biljet, Reden
from vereniging.stembus.protocol import canonical, merkle
from vereniging.stembus.regels import VERSIE, Regels, tijd

BOM = "\ufeff"
MINSTE_VOLLEDIG = 5
AFGESCHERMD = "*"


@dataclass(frozen=True)
class Registerrij:
    """A row of the frozen roll, as far as it is hashed into register_wortel (4.6)."""

    lid: str
    grond: str
    zout: bytes


@dataclass(frozen=True)
class Kiesgerechtigd:
    """What is published about the roll: counts per ground and the root, no names."""

    stemming: str
    peildatum: datetime
    gronden: Mapping[str, int]
    uitgesloten: Mapping[str, int]
    register_wortel: str

    @property
    def aantal(self) -> int:
        """Members on the roll."""
        return sum(self.gronden.values())

    def als_bytes(self) -> bytes:
        """kiesgerechtigd.json, published at T1 (section 5)."""
        return canonical.encode(
            {
                "eenheid": "lid",
                "gronden": dict(self.gronden),
                "kiesgerechtigd": self.aantal,
                "peildatum": tijd(self.peildatum),
                "register_wortel": self.register_wortel,
                "stemming": self.stemming,
                "uitgesloten": dict(self.uitgesloten),
                "versie": VERSIE,
            }
        )


@dataclass(frozen=True)
class Opkomst:
    """Who took part: by web, by paper, and how many of both under a volmacht."""

    web: int
    papier: int = 0
    volmacht: int = 0


@dataclass(frozen=True)
class OngeldigeEnvelop:
    """An envelope that could not count, by its zegel."""

    zegel: str
    reden: Reden


@dataclass(frozen=True)
class Telstaat:
    """All that uitslag.json needs beside the rules and the ballots."""

    opkomst: Opkomst
    bus_wortel: str
    bezwaar_tot: datetime
    ongeldig: Sequence[OngeldigeEnvelop] = ()
    ongeldig_papier: int = 0


def register_wortel(rijen: Iterable[Registerrij]) -> str:
    """Root over the roll in leaf-hash order (4.6)."""
    bladeren = (
        merkle.leaf(canonical.encode({"grond": rij.grond, "lid": rij.lid, "zout": rij.zout.hex()}))
        for rij in rijen
    )
    return merkle.sorted_root(bladeren).hex()


def bus_txt(zegels: Iterable[str]) -> bytes:
    """bus.txt, published at T3: zegels ascending, each + LF (section 5)."""
    return "".join(f"{zegel}\n" for zegel in zegels).encode()


def handtekening_json(
    regels: Regels, publieke_sleutel: bytes, bus: str, uitslag: str | None
) -> bytes:
    """handtekening.json; `uitslag` is null from T3 until T4 (section 5)."""
    return canonical.encode(
        {
            "bus": bus,
            "publieke_sleutel": publieke_sleutel.hex(),
            "regels_hash": regels.hash,
            "stemming": regels.slug,
            "uitslag": uitslag,
            "versie": VERSIE,
        }
    )


def csv_regels(regels: Regels, biljetten: Iterable[Biljet]) -> list[str]:
    """Lines of stembiljetten.csv by code, without header; also the leaves of uitslag_wortel."""
    return [
        ";".join((biljet.code, biljet.woord, *_naam(regels, biljet), *_cellen(regels, biljet)))
        for biljet in sorted(biljetten, key=lambda biljet: biljet.code)
    ]


def uitslag_wortel(lijnen: Iterable[str]) -> str:
    """Root over the CSV lines in order of code (4.6)."""
    return merkle.root(merkle.leaf(lijn.encode()) for lijn in lijnen).hex()


def stembiljetten_csv(regels: Regels, lijnen: Iterable[str]) -> bytes:
    """stembiljetten.csv: BOM, header, lines, LF (section 5)."""
    naam = ["naam"] if regels.is_openbaar else []
    kop = ";".join(["code", "woord", *naam, *(vraag.sleutel for vraag in regels.vragen)])
    return (BOM + "".join(f"{lijn}\n" for lijn in (kop, *lijnen))).encode()


def tel_waarden(regels: Regels, biljetten: Sequence[Biljet]) -> dict[str, Counter[str]]:
    """How often each waarde was given, per question."""
    return {
        vraag.sleutel: Counter(biljet.waarden[plaats] for biljet in biljetten)
        for plaats, vraag in enumerate(regels.vragen)
    }


def opgeteld_csv(stemmen: Mapping[str, int]) -> bytes:
    """opgeteld-vN.csv: counts above zero by waarde in code point order (5, point 7)."""
    lijnen = (f"{aantal};{waarde}\n" for waarde, aantal in sorted(stemmen.items()) if aantal)
    return (BOM + "aantal;waarde\n" + "".join(lijnen)).encode()


def opgeteld_bestanden(
    regels: Regels, stemmen: Mapping[str, Mapping[str, int]]
) -> dict[str, bytes]:
    """All opgeteld files of a full publication, by file name (section 5)."""
    return {
        f"opgeteld-{vraag.sleutel}.csv": opgeteld_csv(stemmen[vraag.sleutel])
        for vraag in regels.vragen
        if vraag.is_opgeteld
    }


def wijze(regels: Regels, aantal: int) -> Literal["volledig", "totalen"]:
    """Whether ballots are published: not below five (not openbaar), never for none (6)."""
    if aantal == 0 or (aantal < MINSTE_VOLLEDIG and not regels.is_openbaar):
        return "totalen"
    return "volledig"


def uitslag_json(
    regels: Regels,
    staat: Telstaat,
    stemmen: Mapping[str, Mapping[str, int]],
    lijnen: Sequence[str],
    opgeteld: Mapping[str, bytes],
) -> bytes:
    """uitslag.json, published at T4 (section 5)."""
    opgekomen = staat.opkomst.web + staat.opkomst.papier
    quorum = regels.quorum
    gehaald = quorum is None or quorum.is_gehaald(opgekomen, regels.kiesgerechtigd)
    inhoud: dict[str, Any] = _staat(staat) | {
        "kiesgerechtigd": regels.kiesgerechtigd,
        "opgeteld": {
            naam.removeprefix("opgeteld-").removesuffix(".csv"): sha256(data).hexdigest()
            for naam, data in opgeteld.items()
        },
        "publicatie": wijze(regels, len(lijnen)),
        "quorum": quorum and quorum.als_uitslag(opgekomen, regels.kiesgerechtigd),
        "regels_hash": regels.hash,
        "stembiljetten": {"aantal": len(lijnen), "wortel": uitslag_wortel(lijnen)},
        "stemming": regels.slug,
        "versie": VERSIE,
        "vragen": [
            vraag.uitslag(stemmen[vraag.sleutel], regels.kiesgerechtigd, quorum_gehaald=gehaald)
            for vraag in regels.vragen
        ],
    }
    return canonical.encode(inhoud)


def _staat(staat: Telstaat) -> dict[str, Any]:
    return {
        "bezwaar_tot": tijd(staat.bezwaar_tot),
        "bus": {"aantal": staat.opkomst.web, "wortel": staat.bus_wortel},
        "ongeldig": [
            {"reden": fout.reden, "zegel": fout.zegel}
            for fout in sorted(staat.ongeldig, key=lambda fout: fout.zegel)
        ],
        "ongeldig_papier": staat.ongeldig_papier,
        "opkomst": {
            "papier": staat.opkomst.papier,
            "volmacht": staat.opkomst.volmacht,
            "web": staat.opkomst.web,
        },
    }


def _naam(regels: Regels, biljet: Biljet) -> tuple[str, ...]:
    return (biljet.naam,) if regels.is_openbaar else ()


def _cellen(regels: Regels, biljet: Biljet) -> list[str]:
    return [
        AFGESCHERMD if vraag.is_opgeteld else waarde
        for vraag, waarde in zip(regels.vragen, biljet.waarden, strict=True)
    ]
