"""What people are written about the survey."""

from __future__ import annotations

from vereniging.core.secrets import token_for
from vereniging.core.web import link
from vereniging.leefbaarheid.models import EnqueteLink
from vereniging.post.mail import compose
from vereniging.post.models import Mail

ENQUETE = "enquete"


def adres_van(uitnodiging: EnqueteLink) -> str:
    """The page where this invitation is answered."""
    token = token_for(uitnodiging.kiem, ENQUETE)
    return link("leefbaarheid.enquete", token=token, _external=True)


def uitnodiging(van: EnqueteLink) -> Mail:
    """Ask somebody; on paper for who has no mail address."""
    return _mail(van, "leefbaarheid/mail/uitnodiging.txt", "vraag")


def herinnering(van: EnqueteLink) -> Mail:
    """Ask once more."""
    return _mail(van, "leefbaarheid/mail/herinnering.txt", "herinnering")


def _mail(van: EnqueteLink, sjabloon: str, wat: str) -> Mail:
    taal = van.lid.taal if van.lid else van.taal
    return compose(
        sjabloon,
        sleutel=f"enquete-{wat}:{van.kiem.hex()}",
        aan=van.lid.email if van.lid else van.email,
        taal=taal,
        naam=van.lid.voornaam if van.lid else "",
        enquete=van.enquete,
        url=adres_van(van),
    )
