"""Which members: the question of the register, an office, and one for each household.

The register, a saved list, labels, letters and a mailing all ask in these words.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, or_, select

from vereniging.leden.models import Functie, FunctieSoort, Lid, LidSoort, LidStand
from vereniging.leden.register import Registervraag, passend

Keus = TypeVar("Keus", bound=enum.StrEnum)
LANGSTE = 100


@dataclass(frozen=True, kw_only=True)
class Selectie:
    """Without an answer everybody whose membership runs."""

    zoek: str = ""
    soort: LidSoort | None = None
    stand: LidStand | None = None
    functie: FunctieSoort | None = None
    per_huishouden: bool = False

    @classmethod
    def uit(cls, waarden: Mapping[str, Any]) -> Selectie:
        """What an address, a form or a stored choice says; what is unknown is left out."""
        return cls(
            zoek=str(waarden.get("zoek") or "")[:LANGSTE],
            soort=_een(LidSoort, waarden.get("soort")),
            stand=_een(LidStand, waarden.get("stand")),
            functie=_een(FunctieSoort, waarden.get("functie")),
            per_huishouden=waarden.get("per_huishouden") in {True, "ja", "y"},
        )

    def als_keuze(self) -> dict[str, Any]:
        """Only what was chosen, as it is stored."""
        return {naam: waarde for naam, waarde in asdict(self).items() if waarde}

    def als_adres(self) -> dict[str, str]:
        """The same as the part of an address behind the question mark."""
        return {
            naam: "ja" if waarde is True else str(waarde)
            for naam, waarde in self.als_keuze().items()
        }

    def leden(self, dag: date) -> Select[int]:
        """The numbers of the rows of these members on this day (households not yet counted)."""
        vraag = Registervraag(dag=dag, zoek=self.zoek, soort=self.soort, stand=self.stand)
        query = passend(vraag)
        if self.functie:
            query = query.where(Lid.id.in_(_met_functie(self.functie, dag)))
        return query


def _een(keuzes: type[Keus], waarde: Any) -> Keus | None:
    return keuzes(waarde) if waarde in set(keuzes) else None


def _met_functie(soort: FunctieSoort, dag: date) -> Select[int | None]:
    return select(Functie.lid_id).where(
        Functie.soort == soort,
        Functie.lid_id.is_not(None),
        Functie.begin <= dag,
        or_(Functie.einde.is_(None), Functie.einde >= dag),
    )
