"""Questions with one fixed scale: voor_tegen, consent and bandbreedte (stembus section 2)."""

from dataclasses import dataclass
from typing import Any, ClassVar

from vereniging.stembus.telling.meerderheid import Breuk, Meerderheid, lees_breuk
from vereniging.stembus.telling.vraag import (
    BLANCO,
    Optie,
    Stemmen,
    Uitkomst,
    Vraag,
    als_lijst,
    controleer_opties,
    niet_blanco,
)

GEWONE_MEERDERHEID = Meerderheid()
BEZWAREN = ("bezwaar:belang", "bezwaar:onuitvoerbaar", "bezwaar:convenant")


@dataclass(frozen=True)
class VoorTegenVraag(Vraag):
    """For or against; an even split is verworpen under the default majority (section 2)."""

    meerderheid: Meerderheid = GEWONE_MEERDERHEID
    type: ClassVar[str] = "voor_tegen"
    langste: ClassVar[str] = BLANCO

    def is_antwoord(self, waarde: str) -> bool:
        """Whether the waarde is voor or tegen."""
        return waarde in {"voor", "tegen"}

    def instellingen(self) -> dict[str, Any]:
        """The majority asked for."""
        return {"meerderheid": self.meerderheid.als_regels()}

    def telling(self, stemmen: Stemmen) -> dict[str, Any]:
        """Votes for, against and blank."""
        return {waarde: stemmen.get(waarde, 0) for waarde in ("voor", "tegen", BLANCO)}

    def bepaal(self, stemmen: Stemmen, kiesgerechtigd: int) -> Uitkomst:
        """Aangenomen if the votes for reach the majority (section 2)."""
        n = niet_blanco(stemmen)
        if n == 0:
            return {"uitkomst": "geen_uitspraak"}
        gehaald = self.meerderheid.is_gehaald(stemmen.get("voor", 0), n, kiesgerechtigd)
        return {"uitkomst": "aangenomen" if gehaald else "verworpen"}


@dataclass(frozen=True)
class ConsentVraag(Vraag):
    """Consent: adopted unless too many object (section 2)."""

    drempel: Breuk = (1, 5)
    type: ClassVar[str] = "consent"
    langste: ClassVar[str] = "bezwaar:onuitvoerbaar"

    def __post_init__(self) -> None:
        lees_breuk(self.drempel)

    def is_antwoord(self, waarde: str) -> bool:
        """Whether the waarde is akkoord or one of the three grounds to object."""
        return waarde == "akkoord" or waarde in BEZWAREN

    def instellingen(self) -> dict[str, Any]:
        """The part that may object."""
        return {"drempel": list(self.drempel)}

    def telling(self, stemmen: Stemmen) -> dict[str, Any]:
        """Votes per waarde (section 5, point 5)."""
        return {waarde: stemmen.get(waarde, 0) for waarde in ("akkoord", *BEZWAREN, BLANCO)}

    def bepaal(self, stemmen: Stemmen, kiesgerechtigd: int) -> Uitkomst:
        """Aangenomen iff bezwaren·den ≤ num·(akkoord + bezwaren) (section 2)."""
        del kiesgerechtigd
        n = niet_blanco(stemmen)
        if n == 0:
            return {"uitkomst": "geen_uitspraak"}
        teller, noemer = self.drempel
        bezwaren = n - stemmen.get("akkoord", 0)
        return {"uitkomst": "aangenomen" if bezwaren * noemer <= teller * n else "verworpen"}


@dataclass(frozen=True)
class BandbreedteVraag(Vraag):
    """The weakest level a voter still accepts; 1 is our opening position (section 2)."""

    niveaus: tuple[Optie, ...]
    drempel: Breuk = (3, 5)
    type: ClassVar[str] = "bandbreedte"
    langste: ClassVar[str] = BLANCO

    def __post_init__(self) -> None:
        lees_breuk(self.drempel)
        controleer_opties(self.niveaus, "12345", (2, 5))

    @property
    def waarden(self) -> tuple[str, ...]:
        """All answers, m0 ("geen van deze") first."""
        return tuple(f"m{k}" for k in range(len(self.niveaus) + 1))

    def is_antwoord(self, waarde: str) -> bool:
        """Whether the waarde is m0 to mn."""
        return waarde in self.waarden

    def instellingen(self) -> dict[str, Any]:
        """The levels and the part that must accept."""
        return {"drempel": list(self.drempel), "niveaus": als_lijst(self.niveaus)}

    def telling(self, stemmen: Stemmen) -> dict[str, Any]:
        """Votes per level from m0 up, and blank."""
        return {
            BLANCO: stemmen.get(BLANCO, 0),
            "minimaal": [stemmen.get(waarde, 0) for waarde in self.waarden],
        }

    def bepaal(self, stemmen: Stemmen, kiesgerechtigd: int) -> Uitkomst:
        """Ondergrens = largest k ≥ 1 with #(m ≥ k)·den ≥ num·n (section 2)."""
        del kiesgerechtigd
        n = niet_blanco(stemmen)
        if n == 0:
            return {"uitkomst": "geen_uitspraak", "ondergrens": None}
        teller, noemer = self.drempel
        aanvaard = 0
        for k in range(len(self.niveaus), 0, -1):
            aanvaard += stemmen.get(f"m{k}", 0)
            if aanvaard * noemer >= teller * n:
                return {"uitkomst": "bepaald", "ondergrens": k}
        return {"uitkomst": "verworpen", "ondergrens": None}
