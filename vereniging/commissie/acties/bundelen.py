"""Put together what proves the steps of an escalation, keep it a week, and note its hash."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from vereniging.commissie.dossier import BEWAARD, leg_op_plank, maak_zip, map_van_dossiers
from vereniging.commissie.models import Dossier, Dossierniveau, Opschaling
from vereniging.commissie.queries import dossiers_sinds
from vereniging.core.db import db
from vereniging.logboek.acties import schrijf
from vereniging.taken.acties import plan

TAAK = "commissie.dossier"


@dataclass(frozen=True)
class Dossierwens:
    """For whom somebody wants a dossier, and why."""

    niveau: Dossierniveau
    reden: str
    account: int | None


def vraag_dossier(opschaling: Opschaling, wens: Dossierwens, nu: datetime) -> None:
    """Let a worker make it."""
    sleutel = f"{TAAK}:{opschaling.kenmerk}:{wens.niveau}:{nu.isoformat()}"
    plan(TAAK, sleutel, nu, kenmerk=opschaling.kenmerk, **asdict(wens))


def maak_dossier(opschaling: Opschaling, wens: Dossierwens, nu: datetime) -> Dossier:
    """Make it and note what its bytes came to; the reason stays beside the log."""
    sha256 = leg_op_plank(maak_zip(opschaling, wens.niveau))
    dossier = Dossier(
        opschaling=opschaling, op=nu, niveau=wens.niveau, reden=wens.reden, sha256=sha256
    )
    db.session.add(dossier)
    schrijf(
        "dossier.vastgelegd",
        kenmerk=opschaling.kenmerk,
        niveau=wens.niveau.value,
        sha256=sha256,
        account=wens.account,
        gegevens={"reden": wens.reden},
    )
    return dossier


def ruim_dossiers_op(nu: datetime) -> None:
    """After a week only the hash remains; what is being made at this moment stays."""
    kept = dossiers_sinds(nu - BEWAARD)
    for path in map_van_dossiers().glob("*.zip"):
        vers = path.stat().st_mtime > (nu - timedelta(days=1)).timestamp()
        if path.stem not in kept and not vers:
            path.unlink(missing_ok=True)
