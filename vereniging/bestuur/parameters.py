"""The rules of the statutes as people type and read them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.statuten.models import STANDAARD, Profiel


class FouteWaarde(DomainError):
    """A parameter keeps its kind: a number stays a number."""

    message = _l("Deze waarde past niet bij deze regel. Kijk hoe de gewone waarde eruitziet.")


def parameters() -> list[str]:
    """The names of section 5, in its order."""
    return [field.name for field in fields(Profiel)]


def lees_waarde(naam: str, tekst: str) -> Any:
    """What somebody typed as a value of this parameter's own kind; raises FouteWaarde."""
    gewoon = getattr(STANDAARD, naam)
    try:
        if isinstance(gewoon, bool):
            return {"ja": True, "nee": False}[tekst.strip().lower()]
        if isinstance(gewoon, int):
            return int(tekst)
        if isinstance(gewoon, tuple):
            kind = type(gewoon[0]) if gewoon else str
            return [kind(part.strip()) for part in tekst.split(",")]
    except (ValueError, KeyError):
        raise FouteWaarde from None
    return tekst.strip()


def toon_waarde(waarde: Any) -> str:
    """A value as people type it."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, (tuple, list)):
        return ", ".join(str(part) for part in waarde)
    return str(waarde)
