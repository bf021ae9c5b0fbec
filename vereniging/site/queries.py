"""What the front page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from vereniging.convenant.models import Afspraak
from vereniging.convenant.queries import recente_afspraken, stand_per_partij
from vereniging.stembus.models import Stemming
from vereniging.stembus.queries import open_stemmingen


@dataclass(frozen=True)
class Bereikt:
    """The promises of all parties together."""

    totaal: int
    nagekomen: int
    te_laat: int
    afspraken: list[Afspraak]


def bereikt(dag: date) -> Bereikt:
    """How many promises were kept, with the last three."""
    per_partij = stand_per_partij(dag)
    totaal = sum(partij.totaal for partij in per_partij)
    return Bereikt(
        totaal=totaal,
        nagekomen=sum(partij.nagekomen for partij in per_partij),
        te_laat=sum(partij.te_laat for partij in per_partij),
        afspraken=recente_afspraken(dag) if totaal else [],
    )


def nu_te_stemmen(nu: datetime) -> Stemming | None:
    """The open vote that closes first."""
    found = open_stemmingen(nu)
    return found[0] if found else None
