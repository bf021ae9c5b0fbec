"""A photo becomes public only after an officer looked at it, and can be taken back."""

from __future__ import annotations

from datetime import datetime

from vereniging.core.db import locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.logboek.acties import schrijf
from vereniging.meldingen.acties.bericht import vers
from vereniging.meldingen.models import Foto, Melding, Zichtbaar
from vereniging.taken.acties import plan

FOTO_WEG = "meldingen.foto_weg"


class EerstDeTekst(DomainError):
    """A photo without public words would tell more than we wrote."""

    message = _l("Maak eerst de melding openbaar. Daarna kan de foto.")


def geef_foto_vrij(melding: Melding, foto: Foto) -> None:
    """Everyone may see this photo; raises EerstDeTekst."""
    vers(melding)
    if not melding.is_openbaar:
        raise EerstDeTekst
    _zet(melding, foto, is_vrijgegeven=True)


def trek_foto_in(melding: Melding, foto: Foto) -> None:
    """From now on only the reporter, the party and officers see this photo."""
    vers(melding)
    _zet(melding, foto, is_vrijgegeven=False)


def dek_af(melding: Melding, foto: Foto, naam: str, nu: datetime) -> None:
    """Only the photo with the black box is left, under this name; the file before it goes."""
    vers(melding)
    oud = foto.naam
    foto.naam = naam
    melding.noteer(nu, "foto_afgedekt", zichtbaar=Zichtbaar.KANTOOR)
    plan(FOTO_WEG, f"{FOTO_WEG}:{oud}", nu, naam=oud)
    schrijf("melding.foto_afgedekt", kenmerk=melding.kenmerk, foto=foto.id)


def _zet(melding: Melding, foto: Foto, *, is_vrijgegeven: bool) -> None:
    locked(Foto, id=foto.id)
    if foto.is_vrijgegeven is is_vrijgegeven:
        return
    foto.is_vrijgegeven = is_vrijgegeven
    soort = "melding.foto_openbaar" if is_vrijgegeven else "melding.foto_ingetrokken"
    schrijf(soort, kenmerk=melding.kenmerk, foto=foto.id)
