"""What followers of a street or a theme are told: only what everyone may read.

Each mail can be stopped with one click (RFC 8058); the link is sealed like the text.
"""

from __future__ import annotations

from datetime import date, datetime

from vereniging.core.keys import Label, seal
from vereniging.core.secrets import key, token_for
from vereniging.core.web import link
from vereniging.meldingen.models import Melding, Volger
from vereniging.meldingen.queries import openbare_zin
from vereniging.post.mail import compose
from vereniging.post.models import Mail, Spoed

VOLGEN = "meldingen_volgen"


def beheerlink(volger: Volger) -> str:
    """Where an address confirms, sees and stops what it follows."""
    return link("meldingen.volgen_toon", token=token_for(volger.kiem, VOLGEN), _external=True)


def bevestig(volger: Volger, nu: datetime) -> Mail:
    """Whether this address really wants it; once an hour for the same questions."""
    aantal = len(volger.volgingen)
    return compose(
        "meldingen/mail/volgen_bevestig.txt",
        sleutel=f"volgen:{volger.kiem.hex()}:{aantal}:{nu:%Y%m%d%H}",
        aan=volger.email,
        taal=volger.taal,
        spoed=Spoed.INLOGGEN,
        wachtend=[volging.naam for volging in volger.onbevestigd(nu)],
        url=beheerlink(volger),
    )


def over(volger: Volger, melding: Melding, regel: int) -> Mail:
    """One report that became public, or is over."""
    mail = compose(
        "meldingen/mail/volgen.txt",
        sleutel=f"volger:{volger.kiem.hex()}:{melding.kenmerk}:{regel}",
        aan=volger.email,
        taal=volger.taal,
        spoed=Spoed.MAILING,
        melding=melding,
        zin=openbare_zin(melding),
        url=link("meldingen.toon", kenmerk=melding.kenmerk, _external=True),
        beheer=beheerlink(volger),
    )
    return _met_stop(mail, volger)


def overzicht(volger: Volger, meldingen: list[Melding], maandag: date) -> Mail:
    """What was made public or changed in the week before this Monday."""
    mail = compose(
        "meldingen/mail/volgen_week.txt",
        sleutel=f"volgweek:{volger.kiem.hex()}:{maandag}",
        aan=volger.email,
        taal=volger.taal,
        spoed=Spoed.MAILING,
        meldingen=meldingen,
        url=link("meldingen.lijst", _external=True),
        beheer=beheerlink(volger),
    )
    return _met_stop(mail, volger)


def _met_stop(mail: Mail, volger: Volger) -> Mail:
    token = token_for(volger.kiem, VOLGEN)
    stop = link("post.afmelden", token=token, _external=True)
    mail.afmeldlink = seal(key(Label.MAIL), stop)
    return mail
