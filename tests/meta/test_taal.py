"""What people read is plain, calm Dutch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tools import catalogus

# ux.md 6: officialese, blame, drama. Each may stand only where the list below says why.
FORBIDDEN = (
    "betreffende",
    "boete",
    "conform",
    "dient te",
    "dienen te",
    "fout opgetreden",
    "helaas",
    "middels",
    "ongeldig",
    "ongeldige",
    "oeps",
    "prioriteit",
    "reeds",
    "schuld",
    "sorry",
    "verplicht",
    "verstrekken",
    "verstrekt",
)
OPTIONAL = "tells that a field may stay empty, which is not an order"
ALLOWED = {
    "(niet verplicht)": OPTIONAL,
    "Vul alle velden in. Als een veld niet verplicht is, staat dit erbij.": OPTIONAL,
    "Wij houden ons aan de regels van WCAG 2.2, niveau AA. De wet verplicht ons dat niet."
    " Wij kiezen ervoor.": "about what the law asks of us, not of the reader",
}
LONGEST = 22


@cache
def sentences() -> list[str]:
    """Every Dutch text of the program."""
    return sorted(
        text
        for message in catalogus.sentences(catalogus.extracted()).values()
        for text in catalogus.originals(message)
    )


def test_no_text_uses_a_forbidden_word_or_shouts() -> None:
    pattern = re.compile(rf"\b(?:{'|'.join(FORBIDDEN)})\b|!", re.IGNORECASE)
    found = [text for text in sentences() if pattern.search(text) and text not in ALLOWED]
    assert not found, "\n".join(found)


def test_the_exceptions_are_still_said() -> None:
    assert set(ALLOWED) <= set(sentences())


def test_no_sentence_is_longer_than_22_words() -> None:
    found = [said for text in sentences() for said in parts(text) if len(said.split()) > LONGEST]
    assert not found, "\n".join(found)


def test_people_are_called_u() -> None:
    familiar = re.compile(r"\b(?:je|jij|jouw|jullie)\b", re.IGNORECASE)
    found = [text for text in sentences() if familiar.search(text)]
    assert not found, "\n".join(found)


def parts(text: str) -> Iterator[str]:
    """The sentences of a text; a list after a colon counts apart."""
    yield from re.split(r"(?<=[.?:;])\s+", text)
