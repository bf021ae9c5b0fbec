"""Numbers as people type and read them, kept as whole hundredths: never a float."""

from __future__ import annotations

import re

GETAL = re.compile(r"\s*(-?)(\d{1,7})(?:,(\d{1,2}))?\s*", re.ASCII)


def lees_getal(getypt: str | None) -> int | None:
    """The hundredths of `7,6`, `-12` or `1.234,50`; None when it is no number."""
    found = GETAL.fullmatch((getypt or "").replace(".", ""))
    if found is None:
        return None
    sign, whole, rest = found.groups()
    number = int(whole) * 100 + int((rest or "").ljust(2, "0"))
    return -number if sign else number


def toon_getal(honderdsten: int) -> str:
    """`7,6` of 760 hundredths; a whole number without a comma."""
    sign, rest = ("-" if honderdsten < 0 else ""), abs(honderdsten)
    whole, part = divmod(rest, 100)
    digits = f"{part:02d}".rstrip("0")
    return f"{sign}{whole},{digits}" if digits else f"{sign}{whole}"
