"""Ranked ballots, counted by Schulze or instant run-off (stembus section 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, Literal

from vereniging.stembus.telling import irv, schulze
from vereniging.stembus.telling.keuze import benoem
from vereniging.stembus.telling.meerderheid import OngeldigeInstelling
from vereniging.stembus.telling.vraag import (
    BLANCO,
    OPGETELD_BOVEN,
    KeuzeFout,
    Stemmen,
    Uitkomst,
    VraagMetOpties,
    als_lijst,
)


@dataclass(frozen=True)
class RangschikkenVraag(VraagMetOpties):
    """Strict order of preference; what is not listed is equal last."""

    methode: Literal["schulze", "irv"] = "schulze"
    type: ClassVar[str] = "rangschikken"
    meeste_opties: ClassVar[int] = 12

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.methode not in {"schulze", "irv"}:
            raise OngeldigeInstelling("methode")

    @property
    def langste(self) -> str:
        """All options listed, or blank if that is longer."""
        return max(">".join(self.letters), BLANCO, key=len)

    @property
    def is_opgeteld(self) -> bool:
        """With more than five options a ballot could be recognised (5, point 7)."""
        return len(self.opties) > OPGETELD_BOVEN

    def waarde(self, plaatsen: Mapping[str, int]) -> str:
        """Waarde of a place per chosen option; refuses none and a double place (section 1)."""
        volgorde = sorted(plaatsen, key=plaatsen.__getitem__)
        if not volgorde:
            raise KeuzeFout("ontbreekt")
        for eerste, tweede in pairwise(volgorde):
            if plaatsen[eerste] == plaatsen[tweede]:
                raise KeuzeFout("dubbele_plaats", plaats=plaatsen[eerste])
        waarde = ">".join(volgorde)
        self.controleer(waarde)
        return waarde

    def is_antwoord(self, waarde: str) -> bool:
        """Whether the waarde lists one or more options, each once."""
        letters = waarde.split(">")
        return set(letters) <= set(self.letters) and len(letters) == len(set(letters))

    def instellingen(self) -> dict[str, Any]:
        """Method, options and how ballots are published."""
        return {
            "methode": self.methode,
            "opties": als_lijst(self.opties),
            "publicatie": "opgeteld" if self.is_opgeteld else "per_stem",
        }

    def telling(self, stemmen: Stemmen) -> dict[str, Any]:
        """Blank, and for Schulze the pairwise matrix in option order."""
        telling: dict[str, Any] = {BLANCO: stemmen.get(BLANCO, 0)}
        if self.methode == "schulze":
            telling["paren"] = schulze.paren(self.letters, profiel(stemmen))
        return telling

    def bepaal(self, stemmen: Stemmen, kiesgerechtigd: int) -> Uitkomst:
        """Winner or tie, with volgorde or rondes (section 2)."""
        del kiesgerechtigd
        lijsten = profiel(stemmen)
        verloop: dict[str, Any]
        if self.methode == "schulze":
            volgorde = schulze.volgorde(self.letters, lijsten) if lijsten else []
            winnaars, verloop = volgorde[0] if volgorde else [], {"volgorde": volgorde}
        else:
            winnaars = irv.winnaars(self.letters, lijsten)
            verloop = {"rondes": irv.rondes(self.letters, lijsten)}
        if len(winnaars) == 1:
            return benoem(winnaars, [], "geen_uitspraak") | verloop
        return benoem([], winnaars, "geen_uitspraak") | verloop


def profiel(stemmen: Stemmen) -> list[tuple[tuple[str, ...], int]]:
    """Non-blank ballots as lists of options with how often each was given."""
    return [
        (tuple(waarde.split(">")), aantal) for waarde, aantal in stemmen.items() if waarde != BLANCO
    ]
