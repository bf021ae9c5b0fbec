"""Which files of this installation a copy holds: all of DATA_DIR but what is made anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from vereniging.bestuur.backup.plek import BEZIG, SLOT
from vereniging.core.config import setting
from vereniging.core.db import db
from vereniging.core.upkeep import FILE
from vereniging.site.gezondheid import METINGEN

# the code of the set-up, the demo's clock and the sandbox belong to this machine alone
HIER = {"instelcode", "klok.json", FILE, SLOT}
HIER_BEGIN = (BEZIG, METINGEN, "mollie.db")


def gegevensbestanden() -> Iterator[tuple[str, Path]]:
    """The path below DATA_DIR and the file itself, of everything people gave us.

    Never the key file of the ballot box or its copy, by whatever name.
    """
    root = Path(setting("DATA_DIR"))
    for folder, names, files in os.walk(root, followlinks=True):
        names[:] = sorted(name for name in names if not name.startswith(HIER_BEGIN))
        for name in sorted(files):
            path = Path(folder) / name
            if _belongs(path, is_top=Path(folder) == root) and not _is_key(path):
                yield path.relative_to(root).as_posix(), path


def _belongs(path: Path, *, is_top: bool) -> bool:
    if path.suffix == ".tmp" or not path.is_file():
        return False
    database = db.engine.url.database or ""
    if db.engine.dialect.name == "sqlite" and str(path).startswith(str(Path(database).absolute())):
        return False
    return not (is_top and (path.name in HIER or path.name.startswith(HIER_BEGIN)))


def _is_key(path: Path) -> bool:
    keys = (setting("STEMBUS_KEY_FILE"), setting("STEMBUS_KEY_COPY"))
    return any(key and Path(key).exists() and path.samefile(key) for key in keys)
