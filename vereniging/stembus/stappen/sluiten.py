"""T3 sluiten: commit to the bus before anything is opened (protocol 4.7)."""

from collections.abc import Iterable
from dataclasses import dataclass

from vereniging.stembus import publicatie
from vereniging.stembus.protocol import handtekening, merkle
from vereniging.stembus.protocol.handtekening import Ondertekenaar
from vereniging.stembus.regels import Regels


@dataclass(frozen=True)
class Sluiting:
    """What T3 stores and mails to the witnesses."""

    aantal: int
    wortel: str
    handtekening: str
    bestanden: dict[str, bytes]


def sluiten(regels: Regels, ondertekenaar: Ondertekenaar, zegels: Iterable[str]) -> Sluiting:
    """T3: root over the zegels, signed, before anything is opened (4.7)."""
    gesorteerd = sorted(zegels)
    wortel = merkle.root(map(bytes.fromhex, gesorteerd)).hex()
    getekend = ondertekenaar.teken(
        handtekening.bus_bericht(regels.slug, regels.hash, len(gesorteerd), wortel)
    )
    bestanden = {
        "bus.txt": publicatie.bus_txt(gesorteerd),
        "handtekening.json": publicatie.handtekening_json(
            regels, ondertekenaar.publieke_sleutel, getekend, None
        ),
    }
    return Sluiting(len(gesorteerd), wortel, getekend, bestanden)
