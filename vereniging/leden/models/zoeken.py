"""Words made alike, so that `Jose van Dijk` finds `José van Dyk`."""

from __future__ import annotations

import unicodedata

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
