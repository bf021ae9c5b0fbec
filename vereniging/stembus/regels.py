"""What is fixed when a stemming opens: regels.json, the public rules of the vote (section 5)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal, Self

from vereniging.stembus.protocol import canonical
from vereniging.stembus.protocol.envelop import LENGTES, SUITE, stembus_info
from vereniging.stembus.telling.lezen import controleer_vragen, lees_vragen
from vereniging.stembus.telling.meerderheid import OngeldigeInstelling, Quorum, lees_breuk
from vereniging.stembus.telling.oordeel import ConsentVraag
from vereniging.stembus.telling.vraag import Vraag

VERSIE = 1
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Niveau = Literal["openbaar", "vertrouwelijk", "geheim"]
NIVEAUS = ("openbaar", "vertrouwelijk", "geheim")
_TIJD = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Stemplan:
    """What the board decides about a stemming; the rest follows from the roll and the keys."""

    stemming: str
    titel: str
    vereniging: str
    grondslag: str
    niveau: Niveau
    open_op: datetime
    sluit_op: datetime
    vragen: tuple[Vraag, ...]
    bezwaardagen: int = 14
    quorum: Quorum | None = None
    standpunt: tuple[str, int] | None = None
    vroeg_sluiten: bool = False

    def __post_init__(self) -> None:
        controleer_slug(self.stemming)
        controleer_vragen(self.vragen)
        if self.niveau not in NIVEAUS or self.bezwaardagen < 0:
            raise OngeldigeInstelling("niveau of bezwaardagen")
        if tijd(self.open_op) >= tijd(self.sluit_op):
            raise OngeldigeInstelling("open_op en sluit_op")


@dataclass(frozen=True)
class Regels:
    """regels.json as an object; cache it per stemming, it never changes."""

    plan: Stemplan
    kiesgerechtigd: int
    kiesgerechtigd_sha256: str
    register_wortel: str
    publieke_sleutel: bytes
    lengte: int

    def __post_init__(self) -> None:
        if self.lengte not in LENGTES or self.kiesgerechtigd < 0:
            raise OngeldigeInstelling("lengte of kiesgerechtigd")

    @classmethod
    def lees(cls, data: bytes) -> Self:
        """Rules back from the published bytes, with exactly the keys of section 5."""
        gegeven = canonical.decode(data)
        try:
            regels = cls(
                _lees_plan(gegeven),
                gegeven["kiesgerechtigd"],
                gegeven["kiesgerechtigd_sha256"],
                gegeven["register_wortel"],
                bytes.fromhex(gegeven["publieke_sleutel"]),
                gegeven["lengte"],
            )
        except (KeyError, TypeError, ValueError) as fout:
            raise OngeldigeInstelling("regels.json") from fout
        if regels.als_bytes != data:
            raise OngeldigeInstelling("regels.json")
        return regels

    @cached_property
    def als_bytes(self) -> bytes:
        """regels.json, published at T1 (section 5)."""
        plan = self.plan
        velden: dict[str, Any] = {
            "bezwaardagen": plan.bezwaardagen,
            "grondslag": plan.grondslag,
            "kiesgerechtigd": self.kiesgerechtigd,
            "kiesgerechtigd_sha256": self.kiesgerechtigd_sha256,
            "lengte": self.lengte,
            "niveau": plan.niveau,
            "open_op": tijd(plan.open_op),
            "publieke_sleutel": self.publieke_sleutel.hex(),
            "quorum": plan.quorum and {"breuk": list(plan.quorum.breuk)},
            "register_wortel": self.register_wortel,
            "sluit_op": tijd(plan.sluit_op),
            "standpunt": plan.standpunt
            and {"slug": plan.standpunt[0], "versie": plan.standpunt[1]},
            "stemming": plan.stemming,
            "suite": SUITE,
            "titel": plan.titel,
            "vereniging": plan.vereniging,
            "versie": VERSIE,
            "vragen": [vraag.als_regels() for vraag in plan.vragen],
        }
        return canonical.encode(velden | ({"vroeg_sluiten": True} if plan.vroeg_sluiten else {}))

    @cached_property
    def hash(self) -> str:
        """regels_hash of 4.1."""
        return sha256(self.als_bytes).hexdigest()

    @cached_property
    def info(self) -> bytes:
        """HPKE info of the envelopes (4.3)."""
        return stembus_info(self.slug, self.hash)

    @property
    def slug(self) -> str:
        """Name of the stemming in every message."""
        return self.plan.stemming

    @property
    def vragen(self) -> tuple[Vraag, ...]:
        """The questions, in ballot order."""
        return self.plan.vragen

    @property
    def is_openbaar(self) -> bool:
        """Whether names stand beside the votes."""
        return self.plan.niveau == "openbaar"

    @cached_property
    def consentvragen(self) -> frozenset[str]:
        """Keys of the questions that may carry a text (4.3)."""
        return frozenset(v.sleutel for v in self.vragen if isinstance(v, ConsentVraag))

    @property
    def quorum(self) -> Quorum | None:
        """The quorum, if any."""
        return self.plan.quorum


def controleer_slug(slug: str) -> None:
    """Refuse a slug outside section 4: lower case, digits, single hyphens, at most sixty."""
    if len(slug) > 60 or not SLUG.fullmatch(slug):
        raise OngeldigeInstelling("slug")


def tijd(moment: datetime) -> str:
    """Time as published: UTC to the second, `YYYY-MM-DDTHH:MM:SSZ` (section 5)."""
    return moment.astimezone(UTC).strftime(_TIJD)


def bezwaar_tot(sluit_op: datetime, geteld_op: datetime, bezwaardagen: int) -> datetime:
    """End of the term for objections, counted as section 5 point 8 says."""
    begin = sluit_op
    if geteld_op - sluit_op > timedelta(hours=24):
        op_de_minuut = geteld_op.replace(second=0, microsecond=0)
        begin = op_de_minuut + timedelta(minutes=geteld_op > op_de_minuut)
    return begin + timedelta(hours=24 * bezwaardagen)


def _lees_plan(gegeven: dict[str, Any]) -> Stemplan:
    standpunt, quorum = gegeven["standpunt"], gegeven["quorum"]
    return Stemplan(
        stemming=gegeven["stemming"],
        titel=gegeven["titel"],
        vereniging=gegeven["vereniging"],
        grondslag=gegeven["grondslag"],
        niveau=gegeven["niveau"],
        open_op=_lees_tijd(gegeven["open_op"]),
        sluit_op=_lees_tijd(gegeven["sluit_op"]),
        vragen=lees_vragen(gegeven["vragen"]),
        bezwaardagen=gegeven["bezwaardagen"],
        quorum=None if quorum is None else Quorum(lees_breuk(quorum["breuk"])),
        standpunt=None if standpunt is None else (standpunt["slug"], standpunt["versie"]),
        vroeg_sluiten="vroeg_sluiten" in gegeven,
    )


def _lees_tijd(tekst: str) -> datetime:
    return datetime.strptime(tekst, _TIJD).replace(tzinfo=UTC)
