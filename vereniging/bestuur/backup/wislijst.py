"""The list beside the copies of who was erased: it is never put back, only added to."""

from __future__ import annotations

import json
import os
from pathlib import Path

from vereniging.avg.wislijst import SOORTEN, Wisregel, wislijst
from vereniging.bestuur.backup.fout import BackupFout
from vereniging.bestuur.backup.plek import zet_vast

NAAM = "wislijst.json"


def werk_bij(doel: Path) -> int:
    """Add who was erased here since the last copy to what the file knows; how many it holds.

    Raises BackupFout when the file cannot be read: overwriting it would bring people back.
    """
    rows = sorted({*lees(doel), *wislijst()}, key=lambda row: (row.op, row.soort, row.nummer))
    draft = doel / f"{NAAM}.nieuw"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump([row.als_json() for row in rows], file, indent=0)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(doel / NAAM)
    zet_vast(doel)
    return len(rows)


def lees(doel: Path) -> list[Wisregel]:
    """Who was erased, as the folder of copies knows; nobody when there is no list yet."""
    try:
        rows = json.loads((doel / NAAM).read_text(encoding="utf-8"))
        found = [Wisregel(**row) for row in rows]
        _expect_readable(found)
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError):
        raise BackupFout(
            f"De lijst {NAAM} in {doel} is niet te lezen. Zonder die lijst komen gewiste leden "
            "terug. Zet de lijst van een andere kopie ervoor in de plaats."
        ) from None
    return found


def _expect_readable(rows: list[Wisregel]) -> None:
    """Every row must be readable before one is used; raises ValueError."""
    for row in rows:
        if row.soort not in SOORTEN or not row.moment.tzinfo:
            raise ValueError(row.soort)
