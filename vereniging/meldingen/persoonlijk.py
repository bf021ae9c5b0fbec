"""What looks like somebody's data in a text, to warn who wrote it."""

from __future__ import annotations

import re

from vereniging.core.i18n import _l

# bounded repeats only: a hostile text costs no more than a long one
PATRONEN = (
    (re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w"), _l("een e-mailadres")),
    (re.compile(r"(?<!\d)(?:\+31|0031|0)[\s-]?(?:\d[\s-]?){8}\d(?!\d)"), _l("een telefoonnummer")),
    (re.compile(r"\bNL\d{2}\s?[A-Z]{4}\s?(?:\d\s?){10}", re.IGNORECASE), _l("een rekeningnummer")),
    (
        re.compile(
            r"\b(?:[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2,3}-\d{1,2}"
            r"|\d-[A-Z]{3}-\d{2}|[A-Z]{1,2}-\d{2,3}-[A-Z]{1,2}|[A-Z]{2}-[A-Z]{2}-\d{2}"
            r"|\d{2}-[A-Z]{2}-[A-Z]{2}|[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3})\b"
        ),
        _l("een kenteken"),
    ),
    (
        re.compile(
            r"(?:straat|laan|plein|kade|weg|huisnummer|nummer|nr\.?)\s{1,3}\d{1,4}[a-z]?\b",
            re.IGNORECASE,
        ),
        _l("een huisnummer"),
    ),
)


def persoonlijk(tekst: str) -> list[str]:
    """The kinds of personal data that a text seems to hold, in words."""
    return [str(wat) for patroon, wat in PATRONEN if patroon.search(tekst)]
