"""Fractions without rounding: majority, threshold and quorum (stembus section 2)."""

from dataclasses import dataclass
from typing import Any, Literal, Self

Breuk = tuple[int, int]
Basis = Literal["uitgebracht", "kiesgerechtigd"]


class OngeldigeInstelling(ValueError):
    """A setting of a question or a stemming that section 2 does not allow."""


def lees_breuk(waarde: object) -> Breuk:
    """Fraction [num, den] with 0 < num ≤ den (section 5, point 11)."""
    if not isinstance(waarde, list | tuple) or len(waarde) != 2:
        raise OngeldigeInstelling("breuk")
    teller, noemer = waarde
    if type(teller) is not int or type(noemer) is not int or not 0 < teller <= noemer:
        raise OngeldigeInstelling("breuk")
    return teller, noemer


@dataclass(frozen=True)
class Meerderheid:
    """How many votes a choice needs (section 2): more than, or from, a part of the base."""

    basis: Basis = "uitgebracht"
    breuk: Breuk = (1, 2)
    strikt: bool = True

    def __post_init__(self) -> None:
        lees_breuk(self.breuk)
        if self.basis not in {"uitgebracht", "kiesgerechtigd"} or type(self.strikt) is not bool:
            raise OngeldigeInstelling("meerderheid")

    @classmethod
    def lees(cls, waarde: dict[str, Any]) -> Self:
        """Majority from regels.json (section 5)."""
        if set(waarde) != {"basis", "breuk", "strikt"}:
            raise OngeldigeInstelling("meerderheid")
        return cls(waarde["basis"], lees_breuk(waarde["breuk"]), waarde["strikt"])

    def als_regels(self) -> dict[str, Any]:
        """The same majority as regels.json holds it."""
        return {"basis": self.basis, "breuk": list(self.breuk), "strikt": self.strikt}

    def is_gehaald(self, stemmen: int, uitgebracht: int, kiesgerechtigd: int) -> bool:
        """Whether so many votes are enough: x·den > num·B, or ≥ if not strikt (section 2)."""
        teller, noemer = self.breuk
        grens = teller * (uitgebracht if self.basis == "uitgebracht" else kiesgerechtigd)
        return stemmen * noemer > grens or (not self.strikt and stemmen * noemer == grens)


@dataclass(frozen=True)
class Quorum:
    """The part of the roll that must take part, blank and invalid included (section 2)."""

    breuk: Breuk

    def __post_init__(self) -> None:
        lees_breuk(self.breuk)

    def nodig(self, kiesgerechtigd: int) -> int:
        """Votes needed: the fraction of the roll, rounded up (section 5)."""
        teller, noemer = self.breuk
        return -(-teller * kiesgerechtigd // noemer)

    def is_gehaald(self, opgekomen: int, kiesgerechtigd: int) -> bool:
        """Whether (web + papier)·den ≥ num·roll (section 2)."""
        teller, noemer = self.breuk
        return opgekomen * noemer >= teller * kiesgerechtigd

    def als_uitslag(self, opgekomen: int, kiesgerechtigd: int) -> dict[str, Any]:
        """The quorum as uitslag.json tells it (section 5, point 4)."""
        return {
            "gehaald": self.is_gehaald(opgekomen, kiesgerechtigd),
            "nodig": self.nodig(kiesgerechtigd),
        }
