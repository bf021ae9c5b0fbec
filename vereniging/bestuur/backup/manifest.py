"""What a copy holds: hashes, counts and the head of the log, without a word about persons."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from vereniging.bestuur.backup.fout import BackupFout

NAAM = "manifest.json"
VERSIE = 1


@dataclass(frozen=True)
class Stuk:
    """One file of a copy before it was sealed: hash, size in bytes, time of change in ns."""

    sha256: str
    bytes: int
    mtime_ns: int = 0


@dataclass(frozen=True)
class Inhoud:
    """What stands in a database: revision, rows per table, head of the log, sum of the ledger."""

    revisie: str
    rijen: dict[str, int]
    log_volgnr: int
    log_hash: str
    grootboek_centen: int

    def verschillen(self, andere: Inhoud) -> list[str]:
        """What is different in the other one, a sentence each."""
        names = sorted(self.rijen.keys() | andere.rijen.keys())
        found = [
            f"{name}: {self.rijen.get(name, 0)} rijen, en in de kopie {andere.rijen.get(name, 0)}."
            for name in names
            if self.rijen.get(name, 0) != andere.rijen.get(name, 0)
        ]
        if (self.log_volgnr, self.log_hash) != (andere.log_volgnr, andere.log_hash):
            found.append("De laatste regel van het logboek is anders.")
        if self.grootboek_centen != andere.grootboek_centen:
            found.append("De som van het grootboek is anders.")
        return found


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The list that belongs to one copy."""

    programma: str
    gemaakt_op: str
    soort: str
    achtervoegsel: str
    inhoud: Inhoud
    database: Stuk
    bestanden: dict[str, Stuk] = field(default_factory=dict)
    versie: int = VERSIE

    @property
    def is_versleuteld(self) -> bool:
        return bool(self.achtervoegsel)

    def schrijf(self, folder: Path) -> None:
        """Write it into the folder of its copy, with a hash of itself."""
        facts = asdict(self)
        text = json.dumps({**facts, "controle": _hash(facts)}, indent=1, sort_keys=True)
        handle = os.open(folder / NAAM, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())


def lees(folder: Path) -> Manifest:
    """Read the list of a copy; raises BackupFout when it is absent, damaged or unknown."""
    try:
        facts: dict[str, Any] = json.loads((folder / NAAM).read_text(encoding="utf-8"))
        if facts.pop("controle") != _hash(facts):
            raise BackupFout(f"De lijst van {folder.name} is beschadigd. Neem een andere kopie.")
        if facts["versie"] != VERSIE:
            raise BackupFout("Deze kopie is van een nieuwere versie. Werk eerst het programma bij.")
        return _manifest(facts)
    except FileNotFoundError:
        raise BackupFout(f"In {folder} staat geen kopie.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise BackupFout(f"De lijst van {folder.name} is niet te lezen.") from None


def _manifest(facts: dict[str, Any]) -> Manifest:
    bestanden = {naam: Stuk(**stuk) for naam, stuk in facts.pop("bestanden").items()}
    inhoud, database = Inhoud(**facts.pop("inhoud")), Stuk(**facts.pop("database"))
    return Manifest(**facts, inhoud=inhoud, database=database, bestanden=bestanden)


def _hash(facts: dict[str, Any]) -> str:
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
