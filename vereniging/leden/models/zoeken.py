"""Words made alike, so that `Jose van Dijk` finds `José van Dyk`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ALIKE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "'": "", "’": "", "-": " ", ",": " "}
)


def fold(text: str) -> str:
    """Small letters without accents, apostrophes, hyphens or double spaces; `ij` is `y`."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )
    return " ".join(bare.translate(ALIKE).replace("ij", "y").split())


PREFIXES = frozenset(
    ["v", "vd", "vdr", "van", "vande", "vanden", "vander", "d", "de", "den", "der", "t", "het",
     "ter", "ten", "te", "op", "in", "aan"]
)  # fmt: skip
KLANKEN = (
    (r"sch\b", "s"), (r"ch", "g"), (r"ck|q", "k"), (r"c(?=[eiy])", "s"), (r"c", "k"),
    (r"ph|v", "f"), (r"th|dt\b", "t"), (r"z", "s"), (r"x", "ks"), (r"uy|ui", "uy"),
    (r"ei|ey", "y"), (r"auw|ouw|au", "ou"), (r"ae", "a"), (r"ie", "i"), (r"(.)\1+", r"\1"),
)  # fmt: skip
REGELS = tuple((re.compile(spelling), klank) for spelling, klank in KLANKEN)
LETTERS = re.compile(r"[^a-z]+")
KORTSTE, LANGSTE = 4, 24  # shorter looks like everything, longer is no name
POSTCODE = re.compile(r"\b([1-9][0-9]{3})\s+([a-z]{2})\b")


@lru_cache(maxsize=4096)  # streets and names come back
def klank(text: str) -> str:
    """How words sound in Dutch: `Kathryn de Vries` and `Catrijn de Fries` become the same."""
    words = LETTERS.sub(" ", fold(text))
    for spelling, sound in REGELS:
        words = spelling.sub(sound, words)
    return " ".join(words.split())


def zoekwoorden(getypt: str) -> list[str]:
    """The words to look for: a postcode is one, `v.d.` and such only count when they are all."""
    words = POSTCODE.sub(r"\1\2", fold(getypt)).split()
    parts = [part for word in words for part in _delen(word)]
    return [part for part in parts if part not in PREFIXES] or parts


def _delen(word: str) -> list[str]:
    return [word] if "@" in word else word.replace(".", " ").replace("/", " ").split()


def bijna(woord: str) -> list[str]:
    """LIKE patterns of this word with one letter wrong, missing or too many, or two swapped."""
    if not KORTSTE <= len(woord) <= LANGSTE or not woord.isalpha():
        return []
    spots = range(len(woord))
    wrong = {woord[:i] + "_" + woord[i + 1 :] for i in spots}
    missing = {woord[:i] + "_" + woord[i:] for i in spots if i}
    extra = {woord[:i] + woord[i + 1 :] for i in spots}
    swapped = {woord[:i] + woord[i + 1] + woord[i] + woord[i + 2 :] for i in spots[:-1]}
    return [f"%{pattern}%" for pattern in sorted(wrong | missing | extra | swapped)]
