"""The drill: a copy that was never put back is a hope, not a copy."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import flask
from flask import Flask
from sqlalchemy import text

from vereniging import stembus
from vereniging.bestuur.backup import databank
from vereniging.bestuur.backup.herstellen import herstel
from vereniging.bestuur.backup.maken import Tell, maak
from vereniging.bestuur.backup.manifest import Manifest
from vereniging.bestuur.backup.zegel import Zegel, lees_geheim, nieuw_sleutelpaar
from vereniging.betalingen.haken import boeker
from vereniging.core.config import DEFAULTS, setting
from vereniging.core.db import db
from vereniging.logboek.acties import fault_against, first_fault
from vereniging.stembus.models import Stemming
from vereniging.stembus.queries import alle_stemmingen, bestand, bestandsnamen

NATELLEN = Path(str(stembus.__file__)).with_name("natellen.py")
KLOPT = {0, 3}  # 3: fewer than five votes, partly checked (interfaces.md)


@dataclass(frozen=True, kw_only=True)
class Oefening:
    """What a drill found: faults, votes that were counted again, seconds that restoring took."""

    fouten: list[str]
    nageteld: int
    rijen: int
    bestanden: int
    seconden: float


def oefen(nu: datetime, tell: Tell) -> Oefening:
    """Make a copy, put it back in a second installation, and check all that can be checked.

    The copy is sealed for a key that only this process knows, beside the board's own: so it reads
    back what was sealed without the key on paper. Raises BackupFout.
    """
    paar = nieuw_sleutelpaar()
    zegel = Zegel(tuple(filter(None, (setting("BACKUP_PUBLIC_KEY"), paar.publiek))))
    with tempfile.TemporaryDirectory(prefix="oefening-") as folder, _elsewhere(Path(folder)) as app:
        kopie = maak(Path(folder) / "kopieen", zegel, nu, tell)
        begun = time.monotonic()
        with app.app_context():
            try:
                manifest = herstel(kopie, lees_geheim(paar.geheim), nu, tell)
                seconds = time.monotonic() - begun
                return _look(manifest, Path(folder), seconds)
            finally:
                db.session.close()
                db.engine.dispose()


@contextmanager
def _elsewhere(folder: Path) -> Iterator[Flask]:
    """A second installation with our settings and a place of its own."""
    here = flask.current_app  # noqa: TID251  the second app starts from the settings of this one
    settings = {name: here.config[name] for name in DEFAULTS}
    create_app: Callable[[Mapping[str, Any]], Flask] = here.extensions["create_app"]
    place = folder / "plek"
    is_sqlite = databank.soort() == "sqlite"
    scratch = nullcontext("") if is_sqlite else databank.oefendatabase()
    with scratch as url:
        yield create_app({**settings, "DATABASE_URL": url, "DATA_DIR": place})


def _look(manifest: Manifest, folder: Path, seconds: float) -> Oefening:
    votes = [stemming for stemming in alle_stemmingen() if stemming.is_uitgeteld]
    faults = [*_chain(manifest), *_ledger(manifest)]
    faults += [fault for stemming in votes if (fault := _recount(stemming, folder))]
    return Oefening(
        fouten=faults,
        nageteld=len(votes),
        rijen=sum(manifest.inhoud.rijen.values()),
        bestanden=len(manifest.bestanden),
        seconden=seconds,
    )


def _chain(manifest: Manifest) -> list[str]:
    head = fault_against(manifest.inhoud.log_volgnr, manifest.inhoud.log_hash)
    return [fault for fault in (first_fault(), head) if fault]


def _ledger(manifest: Manifest) -> list[str]:
    found = [f"Het saldo van {kenmerk} klopt niet." for kenmerk in boeker().scheve_saldi()]
    if db.session.scalar(text(databank.SOM)) != manifest.inhoud.grootboek_centen:
        found.append("De som van het grootboek is anders.")
    return found


def _recount(stemming: Stemming, folder: Path) -> str:
    """Count the published files with the script that residents use; empty when it is right."""
    target = folder / "stembus" / stemming.slug
    target.mkdir(parents=True)
    for name in bestandsnamen(stemming):
        (target / name).write_bytes(bestand(stemming, name) or b"")
    done = subprocess.run(  # noqa: S603  our own script
        [sys.executable, "-I", str(NATELLEN), str(target)], capture_output=True, check=False
    )
    return "" if done.returncode in KLOPT else f"De uitslag van {stemming.slug} klopt niet."
