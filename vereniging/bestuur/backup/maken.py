"""Make a copy: the database of one moment, every file once, and the list of it all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from vereniging.bestuur.backup import databank, plek, wislijst
from vereniging.bestuur.backup.fout import BackupFout
from vereniging.bestuur.backup.gegevens import gegevensbestanden
from vereniging.bestuur.backup.manifest import Manifest, Stuk, lees
from vereniging.bestuur.backup.zegel import Zegel, berg_op
from vereniging.core import migrations
from vereniging.core.config import setting

DATABASE = "database"
Tell = Callable[[str], None]


def maak(doel: Path, zegel: Zegel, nu: datetime, tell: Tell) -> Path:
    """Make a copy of everything in a new folder below `doel`; where it stands.

    Until its last step there is no copy: killed or full half-way leaves the earlier ones as they
    were. Raises BackupFout.
    """
    _expect_elsewhere(doel)
    if databank.is_leeg() or not migrations.current():
        raise BackupFout("Er is hier nog niets om te kopiëren. Draai eerst `vereniging instellen`.")
    kopie = doel / f"{nu:{plek.STEMPEL}}"
    try:
        with plek.alleen(data := Path(setting("DATA_DIR"))), plek.alleen(doel):
            if kopie.exists():
                raise BackupFout("Van dit moment is er al een kopie. Er is niets gemaakt.")
            (doel / plek.BESTANDEN).mkdir(exist_ok=True, mode=0o700)
            with plek.werkbank(data) as bank, plek.werkbank(doel) as draft:
                _fill(draft, bank, zegel, nu, tell)
                plek.zet_vast(draft)
                wislijst.werk_bij(doel)  # before the copy: no copy knows more people than the list
                draft.rename(kopie)
            plek.zet_vast(doel)
            gone = plek.ruim_op(doel, nu)
    except OSError as error:
        words = error.strerror or str(error)
        sentence = f"Er is geen kopie gemaakt: {words}. Kijk of er plaats is op de schijf."
        raise BackupFout(sentence) from error
    if gone:
        tell(f"Oude kopieën weggegooid: {gone}.")
    return kopie


def _expect_elsewhere(doel: Path) -> None:
    data = Path(setting("DATA_DIR")).resolve()
    if data == doel.resolve() or data in doel.resolve().parents:
        raise BackupFout(f"{doel} ligt in DATA_DIR. Kies een map op een andere schijf.")


def _fill(draft: Path, bank: Path, zegel: Zegel, nu: datetime, tell: Tell) -> None:
    found = databank.neem_op(bank / DATABASE)
    database = berg_op(bank / DATABASE, draft / f"{DATABASE}{zegel.achtervoegsel}", zegel)
    tell(f"Database: {sum(found.rijen.values())} rijen, {database.bytes // 1024} KiB.")
    bestanden = _files(draft.parent, zegel)
    tell(f"Bestanden: {len(bestanden)}.")
    manifest = Manifest(
        programma=version("vereniging"),
        gemaakt_op=nu.isoformat(),
        soort=databank.soort(),
        achtervoegsel=zegel.achtervoegsel,
        inhoud=found,
        database=database,
        bestanden=bestanden,
    )
    manifest.schrijf(draft)


def _files(doel: Path, zegel: Zegel) -> dict[str, Stuk]:
    """Every file of people, stored under its hash unless it is there already."""
    known, found = _known(doel), {}
    for name, path in gegevensbestanden():
        before = known.get(name)
        try:
            if before and _is_same(path, before) and _stored(doel, before, zegel).exists():
                found[name] = before
            else:
                found[name] = _store(path, doel, zegel)
        except FileNotFoundError:  # somebody took it away meanwhile
            continue
    plek.zet_vast(doel / plek.BESTANDEN)
    return found


def _known(doel: Path) -> dict[str, Stuk]:
    """What the copy before this one held; nothing when its list cannot be read."""
    earlier = plek.kopieen(doel)
    try:
        return lees(earlier[-1]).bestanden if earlier else {}
    except BackupFout:
        return {}


def _is_same(path: Path, before: Stuk) -> bool:
    facts = path.stat()
    return (facts.st_size, facts.st_mtime_ns) == (before.bytes, before.mtime_ns)


def _stored(doel: Path, stuk: Stuk, zegel: Zegel) -> Path:
    return doel / plek.BESTANDEN / f"{stuk.sha256}{zegel.achtervoegsel}"


def _store(path: Path, doel: Path, zegel: Zegel) -> Stuk:
    with plek.werkbank(doel / plek.BESTANDEN) as draft:
        stuk = berg_op(path, draft / "stuk", zegel)
        (draft / "stuk").replace(_stored(doel, stuk, zegel))
    return stuk
