"""One way to write a mail address, so that the same person is found again."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

LONGEST = 254


def normal(typed: str | None) -> str | None:
    """The address in small letters and NFC, or None when mail cannot go there (no DNS asked)."""
    if not typed or len(typed) > LONGEST:
        return None
    try:
        found = validate_email(typed.strip(), check_deliverability=False)
    except EmailNotValidError:
        return None
    return found.normalized.lower()
