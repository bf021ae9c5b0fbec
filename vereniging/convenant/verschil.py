"""Two versions of the covenant side by side: article by article, word by word."""

from __future__ import annotations

import difflib
import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from vereniging.convenant.models import Artikel

LONGEST = 4000  # words of one article; a longer one is compared by paragraph


class Wijziging(enum.StrEnum):
    GELIJK = "gelijk"
    NIEUW = "nieuw"
    WEG = "weg"


@dataclass(frozen=True)
class Stukje:
    """Words that stayed, came or went."""

    soort: Wijziging
    tekst: str


@dataclass(frozen=True)
class Paar:
    """An article then and now; one of the two is missing when it was added or dropped."""

    oud: Artikel | None
    nieuw: Artikel | None
    titel: tuple[Stukje, ...]
    tekst: tuple[Stukje, ...]

    @property
    def alineas(self) -> list[list[Stukje]]:
        """The text in paragraphs."""
        found: list[list[Stukje]] = [[]]
        for stuk in self.tekst:
            eerste, *verder = re.split(r"\n+", stuk.tekst)
            found[-1].append(Stukje(stuk.soort, eerste))
            found.extend([Stukje(stuk.soort, regel)] for regel in verder)
        kept = ([stuk for stuk in alinea if stuk.tekst] for alinea in found)
        return [alinea for alinea in kept if alinea]

    @property
    def is_gelijk(self) -> bool:
        """Whether not a word changed."""
        return all(stuk.soort is Wijziging.GELIJK for stuk in (*self.titel, *self.tekst))


def vergelijk(oud: Sequence[Artikel], nieuw: Sequence[Artikel]) -> list[Paar]:
    """Pair articles by title, then by number; dropped ones stand where they stood."""
    wegen = _koppel(oud, nieuw)
    paren = [_paar(wegen.get(artikel.nummer), artikel) for artikel in nieuw]
    gebruikt = {artikel.nummer for artikel in wegen.values()}
    weg = [_paar(artikel, None) for artikel in oud if artikel.nummer not in gebruikt]
    return sorted([*paren, *weg], key=_plaats)


def _plaats(paar: Paar) -> tuple[int, bool]:
    artikel = paar.nieuw or paar.oud
    return (artikel.nummer if artikel else 0, paar.nieuw is None)


def _koppel(oud: Sequence[Artikel], nieuw: Sequence[Artikel]) -> dict[int, Artikel]:
    """For each new number the article it comes from."""
    op_titel = {artikel.titel: artikel for artikel in reversed(oud)}
    found: dict[int, Artikel] = {}
    for artikel in nieuw:
        if artikel.titel in op_titel:
            found[artikel.nummer] = op_titel.pop(artikel.titel)
    over = {artikel.nummer: artikel for artikel in op_titel.values()}
    for artikel in nieuw:
        if artikel.nummer not in found and artikel.nummer in over:
            found[artikel.nummer] = over.pop(artikel.nummer)
    return found


def _paar(oud: Artikel | None, nieuw: Artikel | None) -> Paar:
    titel = woorden(oud.titel if oud else "", nieuw.titel if nieuw else "")
    return Paar(oud, nieuw, titel, woorden(oud.tekst if oud else "", nieuw.tekst if nieuw else ""))


def woorden(oud: str, nieuw: str) -> tuple[Stukje, ...]:
    """What went and what came, in words; spaces and line ends stay with the word before them."""
    oude, nieuwe = _tokens(oud), _tokens(nieuw)
    matcher = difflib.SequenceMatcher(None, oude, nieuwe, autojunk=False)
    stukken: list[Stukje] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            stukken.append(Stukje(Wijziging.GELIJK, "".join(nieuwe[j1:j2])))
            continue
        stukken.append(Stukje(Wijziging.WEG, "".join(oude[i1:i2])))
        stukken.append(Stukje(Wijziging.NIEUW, "".join(nieuwe[j1:j2])))
    return tuple(stuk for stuk in stukken if stuk.tekst)


def _tokens(tekst: str) -> list[str]:
    found = re.findall(r"\S+\s*|\s+", tekst)
    return found if len(found) <= LONGEST else tekst.splitlines(keepends=True)
