"""Questions with one small list per option: places for ranking, points for scoring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from vereniging.core.forms import Field
from vereniging.core.i18n import _
from vereniging.stembus.telling.keuze import HOOGSTE_SCORE, ScoreVraag
from vereniging.stembus.telling.rangschikken import RangschikkenVraag
from vereniging.stembus.telling.vraag import BLANCO, KeuzeFout, Optie

AAN = "ja"


class Lijst:
    """Tells the macros that this field is typed or chosen, not hidden."""

    input_type = "text"


class Optieregel(NamedTuple):
    """One option with its small list; the first carries the id of the whole field."""

    optie: Optie
    naam: str
    id: str
    gekozen: str


class OptieVeld(Field):  # type: ignore[misc]  # WTForms is untyped
    """One small list per option and a box for blank; `data` is the waarde, empty when not right.

    `fout` says why there is none.
    """

    vraag: RangschikkenVraag | ScoreVraag
    widget = Lijst()

    def __init__(self, label: str, vraag: RangschikkenVraag | ScoreVraag, **rest: Any) -> None:
        super().__init__(label, **rest)
        self.vraag = vraag
        self.gegeven: dict[str, str] = {}
        self.is_blanco = False
        self.fout: KeuzeFout | None = None

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the parts of this question from the form."""
        del data, extra_filters
        self.process_errors: list[str] = []
        self.object_data, self.data = None, ""
        sent: Mapping[str, str] = formdata or {}
        self.gegeven = {
            letter: keuze
            for letter in self.vraag.letters
            if (keuze := sent.get(self._deel(letter), ""))
        }
        self.is_blanco = sent.get(self._deel(BLANCO)) == AAN
        try:
            self.data = self._waarde()
        except KeuzeFout as fout:
            self.fout = fout

    def _waarde(self) -> str:
        if self.is_blanco and self.gegeven:
            raise KeuzeFout("blanco_en_keuze")
        if self.is_blanco:
            return BLANCO
        known = set(map(str, self.keuzes))
        if not set(self.gegeven.values()) <= known:
            raise KeuzeFout("ontbreekt")
        return self.vraag.waarde({letter: int(keuze) for letter, keuze in self.gegeven.items()})

    @property
    def keuzes(self) -> range:
        """The places or points in each small list."""
        if isinstance(self.vraag, ScoreVraag):
            return range(HOOGSTE_SCORE + 1)
        return range(1, len(self.vraag.opties) + 1)

    @property
    def leeg(self) -> str:
        """What a small list says before anything is chosen."""
        return _("Kies") if isinstance(self.vraag, ScoreVraag) else _("Geen")

    @property
    def regels(self) -> list[Optieregel]:
        """The options in ballot order, as they were filled in."""
        return [
            Optieregel(
                optie,
                self._deel(optie.sleutel),
                self._deel(optie.sleutel) if nummer else self.id,
                self.gegeven.get(optie.sleutel, ""),
            )
            for nummer, optie in enumerate(self.vraag.opties)
        ]

    @property
    def naam_blanco(self) -> str:
        """Name of the box for blank."""
        return self._deel(BLANCO)

    def delen(self) -> list[tuple[str, str]]:
        """The same answer as hidden fields for the check page."""
        parts = [(self._deel(letter), keuze) for letter, keuze in self.gegeven.items()]
        return [*parts, *([(self.naam_blanco, AAN)] if self.is_blanco else [])]

    def _deel(self, deel: str) -> str:
        return f"{self.name}-{deel}"
