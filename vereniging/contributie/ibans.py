"""Account numbers in the words of a bank line: only the last four signs are for our eyes."""

from __future__ import annotations

import re

from stdnum import iban

BEGIN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[0-9]{2}(?=[ .-]?[A-Z0-9])", re.IGNORECASE)
KORTST, LANGST = 15, 34


def verberg_ibans(tekst: str) -> str:
    """Each account number becomes an ellipsis with four signs, however it is written."""
    parts, place = [], 0
    for found in BEGIN.finditer(tekst):
        if found.start() < place:
            continue
        end = _einde(tekst, found.start())
        if end:
            parts += [tekst[place : found.start()], "…", _kaal(tekst[found.start() : end])[-4:]]
            place = end
    return "".join([*parts, tekst[place:]])


def _einde(tekst: str, begin: int) -> int:
    """Where the number that begins here ends; 0 when it is none."""
    for end in range(begin + KORTST, min(begin + 2 * LANGST, len(tekst)) + 1):
        number = _kaal(tekst[begin:end])
        if len(number) > LANGST:
            break
        if tekst[end - 1].isalnum() and _is_iban(number):
            return end
    return 0


def _is_iban(number: str) -> bool:
    return len(number) >= KORTST and bool(iban.is_valid(number, check_country=False))


def _kaal(tekst: str) -> str:
    return re.sub(r"[ .-]", "", tekst).upper()
