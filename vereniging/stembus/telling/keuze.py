"""Questions that fill seats from the top: enkelvoudig, meervoudig, score (section 2)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from vereniging.stembus.telling.meerderheid import Meerderheid, OngeldigeInstelling
from vereniging.stembus.telling.vraag import (
    BLANCO,
    OPGETELD_BOVEN,
    KeuzeFout,
    Stemmen,
    Uitkomst,
    VraagMetOpties,
    als_lijst,
    niet_blanco,
)

HOOGSTE_SCORE = 5


def wijs_toe(
    stemmen: Mapping[str, int], zetels: int, haalt: Callable[[int], bool]
) -> tuple[list[str], list[str]]:
    """Gekozen and gelijk of section 2: fill the seats from the top, draw no lots."""
    over = {optie: aantal for optie, aantal in stemmen.items() if aantal > 0 and haalt(aantal)}
    if len(over) <= zetels:
        return sorted(over), []
    grens = sorted(over.values(), reverse=True)[zetels - 1]
    boven = sorted(optie for optie, aantal in over.items() if aantal > grens)
    op_de_grens = sorted(optie for optie, aantal in over.items() if aantal == grens)
    if len(boven) + len(op_de_grens) == zetels:
        return sorted(boven + op_de_grens), []
    return boven, op_de_grens


def benoem(gekozen: list[str], gelijk: list[str], zonder: str) -> Uitkomst:
    """Uitkomst with its two lists; `zonder` is the word when nobody is left."""
    woord = "gelijk" if gelijk else "gekozen" if gekozen else zonder
    return {"uitkomst": woord, "gekozen": gekozen, "gelijk": gelijk}


@dataclass(frozen=True)
class KeuzeVraag(VraagMetOpties):
    """What enkelvoudig and meervoudig share: count options, then fill the seats."""

    meerderheid: Meerderheid | None
    meeste_opties: ClassVar[int] = 20

    @property
    def aantal_zetels(self) -> int:
        """Seats to fill."""
        return 1

    def instellingen(self) -> dict[str, Any]:
        """Majority, if any, and options."""
        eis = self.meerderheid
        return {"meerderheid": eis and eis.als_regels(), "opties": als_lijst(self.opties)}

    def telling(self, stemmen: Stemmen) -> dict[str, Any]:
        """Votes per option and blank."""
        telling = Counter(dict.fromkeys((*self.letters, BLANCO), 0))
        for waarde, aantal in stemmen.items():
            for letter in waarde.split(","):
                telling[letter] += aantal
        return dict(telling)

    def bepaal(self, stemmen: Stemmen, kiesgerechtigd: int) -> Uitkomst:
        """Most votes, tie or no majority (section 2)."""
        n, eis = niet_blanco(stemmen), self.meerderheid
        if n == 0:
            return benoem([], [], "geen_uitspraak")
        telling = self.telling(stemmen)
        del telling[BLANCO]
        gekozen, gelijk = wijs_toe(
            telling,
            self.aantal_zetels,
            lambda aantal: eis is None or eis.is_gehaald(aantal, n, kiesgerechtigd),
        )
        return benoem(gekozen, gelijk, "geen_meerderheid")


@dataclass(frozen=True)
class EnkelvoudigVraag(KeuzeVraag):
    """One option; most votes wins."""

    meerderheid: Meerderheid | None = None
    type: ClassVar[str] = "enkelvoudig"
    langste: ClassVar[str] = BLANCO

    def is_antwoord(self, waarde: str) -> bool:
        """Whether the waarde is one of the options."""
        return waarde in self.letters


@dataclass(frozen=True)
class MeervoudigVraag(KeuzeVraag):
    """Approval: some options, ascending; the top `zetels` win."""

    meerderheid: Meerderheid | None = None
    min: int = 1
    max: int = 1
    zetels: int = 1
    type: ClassVar[str] = "meervoudig"

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 1 <= self.min <= self.max <= len(self.opties):
            raise OngeldigeInstelling("min en max")
        if not 1 <= self.zetels <= len(self.opties):
            raise OngeldigeInstelling("zetels")

    @property
    def langste(self) -> str:
        """The most options one may choose, or blank if that is longer."""
        return max(",".join(self.letters[: self.max]), BLANCO, key=len)

    @property
    def aantal_zetels(self) -> int:
        """Seats to fill."""
        return self.zetels

    def waarde(self, gekozen: Iterable[str]) -> str:
        """Waarde of the boxes ticked; refuses none, too few and too many (section 1)."""
        letters = sorted(set(gekozen))
        if not letters:
            raise KeuzeFout("ontbreekt")
        if len(letters) > self.max:
            raise KeuzeFout("te_veel", hoogstens=self.max, aantal=len(letters))
        if len(letters) < self.min:
            raise KeuzeFout("te_weinig", minstens=self.min, aantal=len(letters))
        waarde = ",".join(letters)
        self.controleer(waarde)
        return waarde

    def is_antwoord(self, waarde: str) -> bool:
        """Whether the waarde holds min to max options, ascending."""
        letters = waarde.split(",")
        return (
            self.min <= len(letters) <= self.max
            and set(letters) <= set(self.letters)
            and letters == sorted(set(letters))
        )

    def instellingen(self) -> dict[str, Any]:
        """Majority, options, how many may be chosen and how many win."""
        return super().instellingen() | {"min": self.min, "max": self.max, "zetels": self.zetels}


@dataclass(frozen=True)
class ScoreVraag(VraagMetOpties):
    """Every option 0 to 5; the highest sum wins."""

    type: ClassVar[str] = "score"
    meeste_opties: ClassVar[int] = 12

    @property
    def langste(self) -> str:
        """Any scores, or blank if that is longer."""
        return max(self.waarde(dict.fromkeys(self.letters, HOOGSTE_SCORE)), BLANCO, key=len)

    @property
    def is_opgeteld(self) -> bool:
        """With more than five options a ballot could be recognised (5, point 7)."""
        return len(self.opties) > OPGETELD_BOVEN

    def waarde(self, scores: Mapping[str, int]) -> str:
        """Waarde of a score per option; refuses a missing or impossible one (section 1)."""
        if any(scores.get(letter) not in range(HOOGSTE_SCORE + 1) for letter in self.letters):
            raise KeuzeFout("ontbreekt")
        return ",".join(f"{letter}{scores[letter]}" for letter in self.letters)

    def is_antwoord(self, waarde: str) -> bool:
        """Whether the waarde gives every option, in order, a score from 0 to 5."""
        delen = waarde.split(",")
        return [deel[:1] for deel in delen] == list(self.letters) and all(
            len(deel) == 2 and deel[1] in "012345" for deel in delen
        )

    def instellingen(self) -> dict[str, Any]:
        """Options and how ballots are published."""
        wijze = "opgeteld" if self.is_opgeteld else "per_stem"
        return {"opties": als_lijst(self.opties), "publicatie": wijze}

    def telling(self, stemmen: Stemmen) -> dict[str, Any]:
        """Sum per option, and blank."""
        telling = dict.fromkeys(self.letters, 0)
        for waarde, aantal in stemmen.items():
            if waarde != BLANCO:
                for deel in waarde.split(","):
                    telling[deel[0]] += int(deel[1]) * aantal
        return telling | {BLANCO: stemmen.get(BLANCO, 0)}

    def bepaal(self, stemmen: Stemmen, kiesgerechtigd: int) -> Uitkomst:
        """Highest sum; only zeros is no verdict (section 2)."""
        del kiesgerechtigd
        telling = self.telling(stemmen)
        del telling[BLANCO]
        gekozen, gelijk = wijs_toe(telling, 1, lambda aantal: aantal > 0)
        return benoem(gekozen, gelijk, "geen_uitspraak")
