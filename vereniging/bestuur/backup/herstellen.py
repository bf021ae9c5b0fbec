"""Put a copy back into an empty place: check every byte first, then bring it up to date."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, update

from vereniging.avg.wislijst import Wisregel, wis_opnieuw
from vereniging.bestuur.backup import databank, plek, wislijst
from vereniging.bestuur.backup.fout import BackupFout
from vereniging.bestuur.backup.gegevens import gegevensbestanden
from vereniging.bestuur.backup.maken import DATABASE, Tell
from vereniging.bestuur.backup.manifest import Manifest, lees
from vereniging.bestuur.backup.zegel import haal_op
from vereniging.core import migrations
from vereniging.core.config import setting
from vereniging.core.db import db, finish, start_writing, undo
from vereniging.logboek.acties import first_fault, schrijf
from vereniging.post.models import Mail
from vereniging.taken.acties import plan
from vereniging.taken.bewaren import REGELS, ruim_op
from vereniging.toegang.models import Inlogverzoek, Passkeyvraag, Sessie

OUD = timedelta(hours=24)
BLEEF_LIGGEN = "Deze e-mail wachtte toen een reservekopie werd teruggezet."


def kies(bron: Path) -> Path:
    """The copy that is meant: this folder, or the newest in it; raises BackupFout."""
    found = plek.kopieen(bron)
    return found[-1] if found else bron


def herstel(kopie: Path, geheim: Any, nu: datetime, tell: Tell) -> Manifest:
    """Fill this empty installation from a copy; what the copy says it held.

    Nothing is put in its place before all of it was checked. Raises BackupFout.
    """
    manifest, gewist = lees(kopie), wislijst.lees(kopie.parent)
    _expect_fits(manifest, geheim)
    _expect_empty()
    with plek.alleen(data := Path(setting("DATA_DIR"))), plek.werkbank(data) as bank:
        _fetch(kopie, manifest, geheim if manifest.is_versleuteld else None, bank)
        tell(f"Alles klopt: de database en {len(manifest.bestanden)} bestanden.")
        _place_files(bank / plek.BESTANDEN, manifest)
        databank.zet_neer(bank / DATABASE, manifest.inhoud)
    migrations.upgrade()
    if fault := first_fault():
        raise BackupFout(f"Het logboek in deze kopie klopt niet. {fault}")
    undo()
    again = _make_fresh(kopie, manifest, gewist, nu)
    tell(f"De tabellen zijn bij. Iedereen logt opnieuw in. Opnieuw gewist: {again}.")
    return manifest


def _expect_fits(manifest: Manifest, geheim: Any) -> None:
    if manifest.soort != databank.soort():
        raise BackupFout(
            f"Deze kopie is van {manifest.soort}, en de database hier is {databank.soort()}. "
            "Pas VERENIGING_DATABASE_URL aan."
        )
    if manifest.inhoud.revisie > migrations.newest():
        raise BackupFout("Deze kopie is van een nieuwere versie. Werk eerst het programma bij.")
    if manifest.is_versleuteld and geheim is None:
        raise BackupFout("Deze kopie is versleuteld. Geef de geheime sleutel van het papier.")


def _expect_empty() -> None:
    if not databank.is_leeg():
        raise BackupFout("Hier staat al een database. Zet de kopie terug op een lege plek.")
    if found := next(gegevensbestanden(), None):
        raise BackupFout(f"In DATA_DIR staat al {found[0]}. Zet de kopie terug op een lege plek.")


def _fetch(kopie: Path, manifest: Manifest, geheim: Any, bank: Path) -> None:
    after = manifest.achtervoegsel
    haal_op(kopie / f"{DATABASE}{after}", bank / DATABASE, manifest.database, geheim)
    stored = kopie.parent / plek.BESTANDEN
    for name, stuk in manifest.bestanden.items():
        target = bank / plek.BESTANDEN / name
        if not target.resolve().is_relative_to((bank / plek.BESTANDEN).resolve()):
            raise BackupFout(f"De lijst noemt een plek buiten DATA_DIR: {name}.")
        haal_op(stored / f"{stuk.sha256}{after}", target, stuk, geheim)


def _place_files(staged: Path, manifest: Manifest) -> None:
    root = Path(setting("DATA_DIR"))
    for name in manifest.bestanden:
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (staged / name).replace(target)
        plek.zet_vast(target.parent)


def _make_fresh(kopie: Path, manifest: Manifest, gewist: list[Wisregel], nu: datetime) -> int:
    """Nobody is signed in here, old mail stays here, and money is compared anew.

    Who was erased since the copy was made is erased again, by the list beside the copies and
    by the terms that are over meanwhile; how many by the list.
    """
    start_writing()
    for model in (Sessie, Inlogverzoek, Passkeyvraag):
        db.session.execute(delete(model))
    waits = (Mail.gedaan_op.is_(None), Mail.mislukt_op.is_(None), Mail.is_brief.is_(False))
    db.session.execute(
        update(Mail)
        .where(*waits, Mail.gemaakt_op < nu - OUD)
        .values(mislukt_op=nu, geweigerd=BLEEF_LIGGEN, gepakt_tot=None, gepakt_door=None)
    )
    plan("betalingen.afstemmen", f"betalingen.afstemmen:herstel:{kopie.name}", nu)
    again = wis_opnieuw(gewist, datetime.fromisoformat(manifest.gemaakt_op))
    for soort in REGELS:
        ruim_op(soort, nu)
    schrijf("backup.hersteld", kopie=kopie.name, opnieuw_gewist=again)
    finish()
    return again
