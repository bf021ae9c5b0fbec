"""T4 tellen: open the bus, count, and make every file of the result (protocol 4.7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from vereniging.stembus import inhoud, publicatie
from vereniging.stembus.inhoud import Biljet, OngeldigeInhoud
from vereniging.stembus.protocol import canonical, codes, handtekening, merkle
from vereniging.stembus.protocol.envelop import NietTeOpenen, open_verzegeld
from vereniging.stembus.protocol.handtekening import Ondertekenaar
from vereniging.stembus.publicatie import OngeldigeEnvelop, Opkomst, Telstaat
from vereniging.stembus.regels import Regels
from vereniging.stembus.stappen.sluiten import Sluiting
from vereniging.stembus.telling.vraag import Vraag


class BusKloptNiet(Exception):
    """The bus is not what was closed: other count, other root, or out of order."""


class PapierKloptNiet(Exception):
    """A paper ballot has a wrong or used code or waarde (5, point 10), or the numbers differ."""


@dataclass(frozen=True)
class Papierbatch:
    """Paper as two tellers typed it equally: received, of which spoilt, and the rest."""

    ontvangen: int = 0
    ongeldig: int = 0
    biljetten: Sequence[Biljet] = ()


@dataclass(frozen=True)
class Telling:
    """What T4 stores: ballots by code, the uitslag as published, texts, and all files."""

    biljetten: list[Biljet]
    uitslag: Mapping[str, Any]
    toelichtingen: list[tuple[str, str]]
    bestanden: dict[str, bytes]


@dataclass(frozen=True)
class Geopend:
    """The bus after opening: ballots, texts with objections loose from them, what was invalid."""

    biljetten: list[Biljet]
    toelichtingen: list[tuple[str, str]]
    ongeldig: list[OngeldigeEnvelop]
    wortel: str
    aantal: int


def open_bus(regels: Regels, prive: bytes, enveloppen: Iterable[bytes]) -> Geopend:
    """First half of T4: open the envelopes, given in zegel order, one at a time (4.7)."""
    sleutel = X25519PrivateKey.from_private_bytes(prive)
    geopend = Geopend([], [], [], "", 0)
    zegels: list[bytes] = []
    gezien: set[str] = set()
    for envelop in enveloppen:
        zegels.append(merkle.leaf(envelop))
        try:
            biljet, teksten = inhoud.lees(regels, _open(sleutel, regels, envelop))
            if biljet.code in gezien:
                raise OngeldigeInhoud("dubbele_code")  # noqa: TRY301 one road to the list
        except OngeldigeInhoud as fout:
            geopend.ongeldig.append(OngeldigeEnvelop(zegels[-1].hex(), fout.reden))
            continue
        gezien.add(biljet.code)
        geopend.biljetten.append(biljet)
        geopend.toelichtingen.extend(teksten.items())
    if zegels != sorted(set(zegels)):
        raise BusKloptNiet
    return _afgerond(geopend, zegels)


def _open(sleutel: X25519PrivateKey, regels: Regels, envelop: bytes) -> bytes:
    try:
        return open_verzegeld(sleutel, regels.info, envelop)
    except NietTeOpenen as fout:
        raise OngeldigeInhoud("ontsleutelen") from fout


def _afgerond(geopend: Geopend, zegels: list[bytes]) -> Geopend:
    """Texts in the order of their hashes: no order of voting or of ballots is left in them."""
    return Geopend(
        geopend.biljetten,
        sorted(geopend.toelichtingen, key=lambda paar: sha256(repr(paar).encode()).digest()),
        geopend.ongeldig,
        merkle.root(zegels).hex(),
        len(zegels),
    )


@dataclass(frozen=True)
class Telopdracht:
    """What T4 is told beside the bus: the closing, the paper, and the term for objections."""

    sluiting: Sluiting
    bezwaar_tot: datetime
    papier: Papierbatch = Papierbatch()
    volmacht: int = 0


def tellen(
    regels: Regels, ondertekenaar: Ondertekenaar, geopend: Geopend, opdracht: Telopdracht
) -> Telling:
    """Second half of T4: count everything and build the files (4.7, section 5)."""
    sluiting, papier = opdracht.sluiting, opdracht.papier
    if (geopend.wortel, geopend.aantal) != (sluiting.wortel, sluiting.aantal):
        raise BusKloptNiet
    _controleer_papier(regels, geopend, papier)
    biljetten = sorted((*geopend.biljetten, *papier.biljetten), key=lambda biljet: biljet.code)
    staat = Telstaat(
        Opkomst(geopend.aantal, papier.ontvangen, opdracht.volmacht),
        geopend.wortel,
        opdracht.bezwaar_tot,
        geopend.ongeldig,
        papier.ongeldig,
    )
    bestanden = _bestanden(regels, staat, biljetten)
    bestanden["handtekening.json"] = publicatie.handtekening_json(
        regels,
        ondertekenaar.publieke_sleutel,
        sluiting.handtekening,
        ondertekenaar.teken(_boodschap(regels, sluiting, bestanden["uitslag.json"])),
    )
    uitslag = canonical.decode(bestanden["uitslag.json"])
    return Telling(biljetten, uitslag, geopend.toelichtingen, bestanden)


def _controleer_papier(regels: Regels, geopend: Geopend, papier: Papierbatch) -> None:
    vormen = [
        codes.is_code(biljet.code)
        and not biljet.woord
        and not biljet.naam
        and len(biljet.waarden) == len(regels.vragen)
        and all(map(Vraag.mag, regels.vragen, biljet.waarden))
        for biljet in papier.biljetten
    ]
    gebruikt = {biljet.code for biljet in (*geopend.biljetten, *papier.biljetten)}
    if (
        not all(vormen)
        or len(gebruikt) != len(geopend.biljetten) + len(vormen)
        or papier.ontvangen != len(vormen) + papier.ongeldig
    ):
        raise PapierKloptNiet


def _bestanden(regels: Regels, staat: Telstaat, biljetten: Sequence[Biljet]) -> dict[str, bytes]:
    stemmen = publicatie.tel_waarden(regels, biljetten)
    lijnen = publicatie.csv_regels(regels, biljetten)
    bestanden = {}
    if publicatie.wijze(regels, len(lijnen)) == "volledig":
        bestanden = publicatie.opgeteld_bestanden(regels, stemmen)
    uitslag = publicatie.uitslag_json(regels, staat, stemmen, lijnen, dict(bestanden))
    if publicatie.wijze(regels, len(lijnen)) == "volledig":
        bestanden["stembiljetten.csv"] = publicatie.stembiljetten_csv(regels, lijnen)
    return bestanden | {"uitslag.json": uitslag}


def _boodschap(regels: Regels, sluiting: Sluiting, uitslag: bytes) -> bytes:
    wortel = canonical.decode(uitslag)["stembiljetten"]["wortel"]
    return handtekening.uitslag_bericht(
        regels.slug, regels.hash, sluiting.wortel, wortel, sha256(uitslag).hexdigest()
    )
