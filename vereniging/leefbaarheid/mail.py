"""What people are written about the survey."""

from __future__ import annotations

from datetime import datetime

from vereniging.core.secrets import token_for
from vereniging.core.web import link
from vereniging.leefbaarheid.models import EnqueteLink
from vereniging.post.mail import compose
from vereniging.post.models import Mail

ENQUETE = "enquete"
UITNODIGING = "leefbaarheid/mail/uitnodiging.txt"


def adres_van(uitnodiging: EnqueteLink) -> str:
    """The page where this invitation is answered."""
    token = token_for(uitnodiging.kiem, ENQUETE)
    return link("leefbaarheid.enquete", token=token, _external=True)


def uitnodiging(van: EnqueteLink) -> Mail:
    """Ask somebody; on paper for who has no mail address."""
    return _mail(van, UITNODIGING, f"enquete-vraag:{van.kiem.hex()}")


def link_opnieuw(van: EnqueteLink, nu: datetime) -> Mail:
    """The same link for who asks for it; once per hour for one address."""
    sleutel = f"enquete-link:{van.kiem.hex()}:{nu:%Y%m%d%H}:{_adres(van) or ''}"
    return _mail(van, UITNODIGING, sleutel[:160])


def herinnering(van: EnqueteLink) -> Mail:
    """Ask once more."""
    return _mail(van, "leefbaarheid/mail/herinnering.txt", f"enquete-herinnering:{van.kiem.hex()}")


def _adres(van: EnqueteLink) -> str | None:
    return van.lid.email if van.lid else van.email


def _mail(van: EnqueteLink, sjabloon: str, sleutel: str) -> Mail:
    taal = van.lid.taal if van.lid else van.taal
    return compose(
        sjabloon,
        sleutel=sleutel,
        aan=_adres(van),
        taal=taal,
        naam=van.lid.voornaam if van.lid else "",
        enquete=van.enquete,
        url=adres_van(van),
    )
