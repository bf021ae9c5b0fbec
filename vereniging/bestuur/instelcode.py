"""The code that the start prints while nobody was appointed yet."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from sqlalchemy import select

from vereniging.core.config import setting
from vereniging.core.db import db
from vereniging.leden.models import Functie

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def is_leeg() -> bool:
    """Whether nobody was ever appointed."""
    return db.session.scalar(select(Functie.id).limit(1)) is None


def _code_file() -> Path:
    return Path(setting("DATA_DIR")) / "instelcode"


def instelcode() -> str:
    """The code that the start prints while nobody was appointed; empty afterwards."""
    if not is_leeg():
        return ""
    path = _code_file()
    if not path.exists():
        code = "".join(secrets.choice(ALPHABET) for _letter in range(12))
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(number, "w") as file:
            file.write(f"{code[:4]}-{code[4:8]}-{code[8:]}")
    return path.read_text()


def is_instelcode(typed: str) -> bool:
    """Whether somebody typed the code of this start; hyphens, spaces and case do not matter."""
    path = _code_file()
    if not path.exists():
        return False
    return hmac.compare_digest(_bare(typed), _bare(path.read_text()))


def _bare(code: str) -> bytes:
    return "".join(letter for letter in code.upper() if letter.isalnum()).encode()


def vergeet_code() -> None:
    """The set-up is done: the code opens nothing any more."""
    _code_file().unlink(missing_ok=True)
