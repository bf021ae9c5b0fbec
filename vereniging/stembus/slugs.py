"""Addresses made of titles: lower case, digits, single hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LENGTE = 40
NUMMER = re.compile(r"(^|-)\d+$")


def maak_slug(titel: str, anders: str) -> str:
    """The words of a title; `anders` when nothing is left of it."""
    plain = unicodedata.normalize("NFKD", titel).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LENGTE].strip("-") or anders


def eerste_vrije(slugs: Iterable[str], bezet: set[str]) -> str:
    """The first that is not taken."""
    return next(slug for slug in slugs if slug not in bezet)


def zonder_nummer(slug: str) -> str:
    """A free vote never ends in a number: so it is never the vote on a version of a position."""
    return f"{slug}-stemming" if NUMMER.search(slug) else slug
