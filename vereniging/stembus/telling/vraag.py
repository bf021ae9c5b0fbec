"""What all types of question share (stembus section 2)."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from vereniging.stembus.telling.meerderheid import OngeldigeInstelling

BLANCO = "blanco"
LETTERS = "abcdefghijklmnopqrst"
OPGETELD_BOVEN = 5

Stemmen = Mapping[str, int]
Uitkomst = dict[str, Any]


class KeuzeFout(ValueError):
    """What was filled in is no answer; `reden` says why, `gegeven` holds the numbers to show."""

    def __init__(self, reden: str, **gegeven: int) -> None:
        super().__init__(reden)
        self.reden = reden
        self.gegeven = gegeven


@dataclass(frozen=True)
class Optie:
    """One choice on the ballot."""

    sleutel: str
    tekst: str


@dataclass(frozen=True)
class Vraag(ABC):
    """One question; a waarde is the same string in envelope, CSV and recount."""

    sleutel: str
    tekst: str
    type: ClassVar[str]

    def mag(self, waarde: str) -> bool:
        """Whether this waarde may stand on a ballot for this question (section 2)."""
        return waarde == BLANCO or self.is_antwoord(waarde)

    def controleer(self, waarde: str | None) -> None:
        """Refuse what is no answer, as the ballot page must say (section 1)."""
        if waarde is None or not self.mag(waarde):
            raise KeuzeFout("ontbreekt")

    def als_regels(self) -> dict[str, Any]:
        """The question with exactly the keys of regels.json (section 5)."""
        return {"sleutel": self.sleutel, "tekst": self.tekst, "type": self.type} | (
            self.instellingen()
        )

    def uitslag(
        self, stemmen: Stemmen, kiesgerechtigd: int, *, quorum_gehaald: bool
    ) -> dict[str, Any]:
        """The question as uitslag.json tells it; a missed quorum leaves only counts (section 2)."""
        gevonden = self.bepaal(stemmen, kiesgerechtigd)
        if not quorum_gehaald:
            leeg: dict[str, Any] = {"gekozen": [], "gelijk": [], "ondergrens": None}
            gevonden |= {naam: leeg[naam] for naam in leeg.keys() & gevonden.keys()}
            gevonden["uitkomst"] = "quorum_niet_gehaald"
        return gevonden | {
            "sleutel": self.sleutel,
            "telling": self.telling(stemmen),
            "type": self.type,
        }

    @property
    def is_opgeteld(self) -> bool:
        """Whether the ballots show `*` and the sums stand in opgeteld-vN.csv (5, point 7)."""
        return False

    @property
    @abstractmethod
    def langste(self) -> str:
        """The longest waarde, for the length of the envelope (4.3)."""

    @abstractmethod
    def is_antwoord(self, waarde: str) -> bool:
        """Whether the waarde is a non-blank answer."""

    @abstractmethod
    def instellingen(self) -> dict[str, Any]:
        """The settings of this type as regels.json holds them."""

    @abstractmethod
    def telling(self, stemmen: Stemmen) -> dict[str, Any]:
        """The counts of uitslag.json, zeros present."""

    @abstractmethod
    def bepaal(self, stemmen: Stemmen, kiesgerechtigd: int) -> Uitkomst:
        """The uitkomst and what belongs to it, quorum left aside."""


@dataclass(frozen=True)
class VraagMetOpties(Vraag):
    """A question over named options `a`…, in fixed order."""

    opties: tuple[Optie, ...]
    meeste_opties: ClassVar[int]

    def __post_init__(self) -> None:
        controleer_opties(self.opties, LETTERS, (2, self.meeste_opties))

    @property
    def letters(self) -> tuple[str, ...]:
        """Keys of the options, in ballot order."""
        return tuple(optie.sleutel for optie in self.opties)


def controleer_opties(
    opties: tuple[Optie, ...], sleutels: Iterable[str], aantal: tuple[int, int]
) -> None:
    """Refuse options that are too few, too many or not keyed in order (section 2)."""
    minste, meeste = aantal
    if not minste <= len(opties) <= meeste:
        raise OngeldigeInstelling("aantal opties")
    if any(optie.sleutel != sleutel for optie, sleutel in zip(opties, sleutels, strict=False)):
        raise OngeldigeInstelling("sleutels van opties")


def als_lijst(opties: tuple[Optie, ...]) -> list[dict[str, str]]:
    """Options or levels as regels.json holds them."""
    return [{"sleutel": optie.sleutel, "tekst": optie.tekst} for optie in opties]


def niet_blanco(stemmen: Stemmen) -> int:
    """The n of section 2: the non-blank ballots of a question."""
    return sum(stemmen.values()) - stemmen.get(BLANCO, 0)
