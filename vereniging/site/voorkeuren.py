"""Language, light or dark, letter size, calm: one cookie of our own."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from flask import Response, g, request

from vereniging.core.config import setting

YEAR = 365 * 24 * 3600
CHOICES = {
    "taal": ("nl", "en"),
    "weergave": ("systeem", "licht", "donker"),
    "letters": ("gewoon", "groot"),
    "rustig": ("nee", "ja"),
}


@dataclass(frozen=True)
class Voorkeur:
    """How a visitor wants to see the site."""

    taal: str = "nl"
    weergave: str = "systeem"
    letters: str = "gewoon"
    rustig: str = "nee"


def read(raw: str) -> Voorkeur:
    """The preferences in a cookie; anything unknown becomes the usual."""
    words = raw.split("-")
    names = [field.name for field in fields(Voorkeur)]
    good = {name: word for name, word in zip(names, words, strict=False) if word in CHOICES[name]}
    return Voorkeur(**good)


def voorkeur() -> Voorkeur:
    """The preferences of this visitor."""
    if "voorkeur" not in g:
        g.voorkeur = read(request.cookies.get(_name(), ""))
    return g.voorkeur  # type: ignore[no-any-return]  # flask.g is untyped


def remember(response: Response, chosen: Voorkeur) -> None:
    """Put the preferences in the cookie for a year."""
    response.set_cookie(
        _name(),
        "-".join(asdict(chosen).values()),
        max_age=YEAR,
        secure=setting("SESSION_COOKIE_SECURE"),
        httponly=True,
        samesite="Lax",
    )


def _name() -> str:
    return f"{setting('COOKIE_PREFIX')}voorkeur"
