"""Tells authors what happens with their input."""

from __future__ import annotations

from vereniging.leden.models import Lid
from vereniging.post.mail import compose
from vereniging.post.models import Mail
from vereniging.voeding.models import Voeding


def ontvangen(voeding: Voeding) -> Mail:
    """Your input is with the delegates."""
    return _aan_auteur(voeding, "ontvangen")


def beantwoord(voeding: Voeding, keer: int) -> Mail:
    """A delegate replied."""
    return _aan_auteur(voeding, "antwoord", f":{keer}")


def lot(voeding: Voeding) -> Mail:
    """What became of it."""
    return _aan_auteur(voeding, "lot", f":{voeding.stand.value}")


def nieuw(voeding: Voeding, afgevaardigde: Lid) -> Mail:
    """A delegate hears of new input."""
    return compose(
        "voeding/mail/nieuw.txt",
        sleutel=f"voeding-nieuw:{voeding.kenmerk}:{afgevaardigde.lidnummer}",
        aan=afgevaardigde.email,
        taal=afgevaardigde.taal,
        voeding=voeding,
        lid=afgevaardigde,
    )


def _aan_auteur(voeding: Voeding, soort: str, extra: str = "") -> Mail:
    return compose(
        f"voeding/mail/{soort}.txt",
        sleutel=f"voeding-{soort}:{voeding.kenmerk}{extra}",
        aan=voeding.lid.email,
        lid_id=voeding.lid_id,
        taal=voeding.lid.taal,
        voeding=voeding,
    )
