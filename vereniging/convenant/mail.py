"""What parties are asked, and what who reacted to an article is told."""

from __future__ import annotations

from vereniging.convenant.models import (
    Artikelreactie,
    Contact,
    Convenant,
    Instemmingsvraag,
    Wederhoor,
)
from vereniging.core.secrets import token_for
from vereniging.core.web import link
from vereniging.leden.models import Functie
from vereniging.post.mail import compose
from vereniging.post.models import Mail, Spoed

REACTIE = "artikelreactie"
INSTEMMING = "instemming"
WEDERHOOR = "wederhoor"


def bevestig_reactie(reactie: Artikelreactie) -> Mail:
    """Ask whether they wrote this."""
    token = token_for(reactie.kiem, REACTIE)
    return compose(
        "convenant/mail/bevestig_reactie.txt",
        sleutel=f"artikelreactie:{reactie.kiem.hex()}:bevestig",
        aan=reactie.email,
        taal=reactie.taal,
        spoed=Spoed.INLOGGEN,
        reactie=reactie,
        url=link("leden.bevestigen", token=token, _external=True),
    )


def reactie_verborgen(reactie: Artikelreactie) -> Mail:
    """Why it is not on the page."""
    return _over(reactie, "reactie_verborgen")


def reactie_beantwoord(reactie: Artikelreactie) -> Mail:
    """What the commission does with it."""
    return _over(reactie, "reactie_beantwoord")


def _over(reactie: Artikelreactie, wat: str) -> Mail:
    artikel = reactie.artikel
    return compose(
        f"convenant/mail/{wat}.txt",
        sleutel=f"artikelreactie:{reactie.kiem.hex()}:{wat}",
        aan=reactie.email,
        taal=reactie.taal,
        reactie=reactie,
        url=link(
            "convenant.artikel",
            versie=artikel.convenant.versie,
            nummer=artikel.nummer,
            _external=True,
        ),
    )


def vraag_instemming(vraag: Instemmingsvraag, contact: Contact, *, nog_eens: bool = False) -> Mail:
    """Ask whether this party agrees to a promise; `nog_eens` is the reminder."""
    soort = "instemming-nog" if nog_eens else "instemming"
    return compose(
        "convenant/mail/instemming.txt",
        sleutel=f"{soort}:{vraag.kiem.hex()}:{contact.email}"[:160],
        aan=contact.email,
        nog_eens=nog_eens,
        vraag=vraag,
        contact=contact,
        url=_partijlink(vraag.kiem, INSTEMMING),
    )


def vraag_wederhoor(wederhoor: Wederhoor, contact: Contact, *, nog_eens: bool = False) -> Mail:
    """Ask the owner what it says to the verdict; `nog_eens` is the reminder."""
    soort = "wederhoor-nog" if nog_eens else "wederhoor"
    return compose(
        "convenant/mail/wederhoor.txt",
        sleutel=f"{soort}:{wederhoor.kiem.hex()}:{contact.email}"[:160],
        aan=contact.email,
        nog_eens=nog_eens,
        wederhoor=wederhoor,
        contact=contact,
        url=_partijlink(wederhoor.kiem, WEDERHOOR),
    )


def evaluatie(convenant: Convenant, aan_wie: Functie, maanden: int) -> Mail:
    """The covenant ends in so many months: look back with the parties."""
    return compose(
        "convenant/mail/evaluatie.txt",
        sleutel=f"convenant.evaluatie:{convenant.versie}:{maanden}:{aan_wie.id}",
        aan=aan_wie.lid.email if aan_wie.lid else aan_wie.email,
        taal=aan_wie.lid.taal if aan_wie.lid else "nl",
        convenant=convenant,
        aan_wie=aan_wie,
        url=link("convenant.versie", versie=convenant.versie, _external=True),
    )


def _partijlink(kiem: bytes, doel: str) -> str:
    return link("meldingen.antwoord", token=token_for(kiem, doel), _external=True)
