"""The folder of copies: one writer, whole copies only, and how long they stay."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from vereniging.bestuur.backup.fout import BackupFout
from vereniging.bestuur.backup.manifest import NAAM, lees
from vereniging.core.clock import AMSTERDAM

STEMPEL = "%Y%m%dT%H%M%SZ"
BESTANDEN = "bestanden"
BEZIG = ".bezig-"
SLOT = ".slot"
ALLES = timedelta(hours=48)
DAGEN = timedelta(days=35)


@contextmanager
def alleen(folder: Path) -> Iterator[None]:
    """Be the only one who works here, after sweeping up what a killed run left behind."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / SLOT).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupFout("Er wordt hier al een kopie gemaakt. Wacht even.") from None
        for left in (*folder.glob(f"{BEZIG}*"), *folder.glob(f"{BESTANDEN}/{BEZIG}*")):
            verwijder(left)
        yield


@contextmanager
def werkbank(folder: Path) -> Iterator[Path]:
    """A private folder on the disk of the data itself; whatever happens, it goes away."""
    path = Path(tempfile.mkdtemp(prefix=BEZIG, dir=folder))
    try:
        yield path
    finally:
        verwijder(path)


def verwijder(path: Path) -> None:
    """Delete a file or a folder with all it holds."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def zet_vast(folder: Path) -> None:
    """Put the names in this folder on disk, not only the bytes."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def moment_van(kopie: Path) -> datetime:
    """When this copy was made, as its name says; raises ValueError for another folder."""
    return datetime.strptime(kopie.name, STEMPEL).replace(tzinfo=UTC)


def kopieen(doel: Path) -> list[Path]:
    """The whole copies in this folder, oldest first."""
    found = []
    for path in doel.glob("*Z"):
        try:
            moment_van(path)
        except ValueError:
            continue
        if (path / NAAM).is_file():
            found.append(path)
    return sorted(found)


def te_oud(found: list[Path], nu: datetime) -> list[Path]:
    """The copies that go: after 48 hours the last of each day stays, after 35 days none."""
    last_of_day = {moment_van(path).astimezone(AMSTERDAM).date(): path for path in found}
    gone = []
    for path in found:
        age = nu - moment_van(path)
        is_daily = last_of_day[moment_van(path).astimezone(AMSTERDAM).date()] == path
        if age > DAGEN or (age > ALLES and not is_daily):
            gone.append(path)
    return gone


def ruim_op(doel: Path, nu: datetime) -> int:
    """Delete the copies that are too old, and the files that no copy names any more; how many."""
    gone = te_oud(kopieen(doel), nu)
    for path in gone:
        (path / NAAM).unlink()  # from here on it is no copy, also when we are killed
        verwijder(path)
    try:
        manifests = [lees(path) for path in kopieen(doel)]
    except BackupFout:  # a list that cannot be read may name any file: all of them stay
        return len(gone)
    kept = {
        f"{stuk.sha256}{manifest.achtervoegsel}"
        for manifest in manifests
        for stuk in manifest.bestanden.values()
    }
    for path in (doel / BESTANDEN).iterdir():
        if path.name not in kept:
            path.unlink(missing_ok=True)
    return len(gone)
