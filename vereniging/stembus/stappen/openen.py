"""T1 openen: freeze the roll and the rules (protocol 4.7)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from vereniging.stembus import inhoud, publicatie
from vereniging.stembus.publicatie import Kiesgerechtigd, Registerrij
from vereniging.stembus.regels import Regels, Stemplan


@dataclass(frozen=True)
class Opening:
    """What T1 stores beside the wrapped key."""

    regels: Regels
    bestanden: dict[str, bytes]


def openen(
    plan: Stemplan,
    register: Iterable[Registerrij],
    uitgesloten: Mapping[str, int],
    publieke_sleutel: bytes,
) -> Opening:
    """T1: freeze roll and rules; TeGroot if the ballot does not fit an envelope (4.7)."""
    rijen = list(register)
    kiesgerechtigd = Kiesgerechtigd(
        plan.stemming,
        plan.open_op,
        Counter(rij.grond for rij in rijen),
        uitgesloten,
        publicatie.register_wortel(rijen),
    )
    roldata = kiesgerechtigd.als_bytes()
    regels = Regels(
        plan,
        kiesgerechtigd.aantal,
        sha256(roldata).hexdigest(),
        kiesgerechtigd.register_wortel,
        publieke_sleutel,
        inhoud.passende_lengte_van(plan),
    )
    return Opening(regels, {"kiesgerechtigd.json": roldata, "regels.json": regels.als_bytes})
