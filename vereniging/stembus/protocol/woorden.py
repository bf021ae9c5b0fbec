"""Words that will be published: the voter's own control word and, if openbaar, the name (4.3)."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

WOORD_MAX = 40
NAAM_MAX = 120


class WoordVorm(ValueError):
    """The word has other signs than 4.3 allows, or more than forty."""


class WoordVerraadt(ValueError):
    """The word holds the voter's own name, street or postcode."""


def woord(tekst: str, eigen: Iterable[str] = ()) -> str:
    """Control word in the form of 4.3; `eigen` holds name, street and postcode of the voter."""
    schoon = re.sub(" +", " ", unicodedata.normalize("NFC", tekst).strip())
    if not is_woord(schoon):
        raise WoordVorm
    if any(_verraadt(schoon, gegeven) for gegeven in eigen):
        raise WoordVerraadt
    return schoon


@lru_cache(4096)
def is_woord(tekst: str) -> bool:
    """Whether a stored word keeps to 4.3: empty, or letters, digits, marks, space, - ' ’."""
    if not tekst:
        return True
    return (
        len(tekst) <= WOORD_MAX
        and unicodedata.category(tekst[0])[0] in "LN"
        and all(teken in " -'’" or unicodedata.category(teken)[0] in "LMN" for teken in tekst)
        and unicodedata.is_normalized("NFC", tekst)
        and "  " not in tekst
        and not tekst.endswith(" ")
    )


def naam(tekst: str) -> str:
    """Name for an open vote (5, point 10): signs that would break a CSV line become a space."""
    genormd = unicodedata.normalize("NFC", tekst)[:NAAM_MAX]
    return "".join(" " if _breekt_regel(teken) else teken for teken in genormd)


def is_naam(tekst: str) -> bool:
    """Whether a stored name is as `naam` makes it."""
    return len(tekst) <= NAAM_MAX and naam(tekst) == tekst


def _breekt_regel(teken: str) -> bool:
    return teken in ';"' or unicodedata.category(teken) == "Cc"


def _verraadt(schoon: str, gegeven: str) -> bool:
    delen, gezocht = _delen(schoon), "".join(_delen(gegeven))
    reeksen = (
        "".join(delen[begin:eind])
        for begin in range(len(delen))
        for eind in range(begin + 1, len(delen) + 1)
    )
    return bool(gezocht) and gezocht in reeksen


def _delen(tekst: str) -> list[str]:
    """Words without case and accents, so "Zoë" and "zoe" are the same name."""
    kaal = unicodedata.normalize("NFKD", tekst.casefold())
    return re.findall(r"[^\W_]+", "".join(t for t in kaal if not unicodedata.combining(t)))
