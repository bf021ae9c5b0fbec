"""When upkeep last went well: moments in a file beside the database, never in it.

A backup that noted itself in the database would change what it copies, and a restored database
would claim backups that the new place never made.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from vereniging.core.config import setting

FILE = "onderhoud.json"


def mark(name: str, moment: datetime) -> None:
    """Note that this upkeep went well at this moment."""
    marks = {**_read(), name: moment.isoformat()}
    path = Path(setting("DATA_DIR")) / FILE
    draft = path.with_suffix(".tmp")
    draft.write_text(json.dumps(marks), encoding="utf-8")
    draft.replace(path)


def marked(name: str) -> datetime | None:
    """When this upkeep last went well; None for never, or a file that cannot be read."""
    try:
        return datetime.fromisoformat(_read()[name])
    except (KeyError, TypeError, ValueError):
        return None


def _read() -> dict[str, str]:
    try:
        found = json.loads((Path(setting("DATA_DIR")) / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
