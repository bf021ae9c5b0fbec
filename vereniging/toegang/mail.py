"""Mails about signing in; the codes stand in the sealed text, never in the subject."""

from __future__ import annotations

from datetime import datetime

from vereniging.core.i18n import _l
from vereniging.core.links import new_seed
from vereniging.post.mail import compose
from vereniging.post.models import Mail, Spoed
from vereniging.toegang.models import LOGIN_VALID, Account

WIJZIGINGEN = {
    "passkey_erbij": _l("Er is een passkey toegevoegd aan uw account."),
    "passkey_weg": _l("Er is een passkey van uw account gehaald."),
    "app_aan": _l("Er is een code-app gekoppeld aan uw account."),
    "app_uit": _l("De code-app is losgekoppeld van uw account."),
    "herstelcodes": _l("Er zijn nieuwe herstelcodes gemaakt. De oude werken niet meer."),
    "herstelcode_gebruikt": _l("Er is ingelogd met een van uw herstelcodes."),
    "herstel_gevraagd": _l(
        "Iemand vroeg ons om uw tweede stap te wissen. Logt u in met uw tweede stap, dan stopt dat."
    ),
    "herstel_loopt": _l(
        "Twee bestuursleden keurden goed dat wij uw tweede stap wissen. Dat gebeurt over 24 uur. "
        "Logt u in met uw tweede stap, dan stopt dat."
    ),
    "herstel_gedaan": _l("Uw tweede stap is gewist. Log in en kies een nieuwe."),
    "herstel_gesloten": _l("Het verzoek om uw tweede stap te wissen gaat niet door."),
}


def inlogcode(email: str, taal: str, *, token: str, code: str) -> Mail:
    """The link and the code to sign in with."""
    return compose(
        "toegang/mail/inloggen.txt",
        sleutel=f"inloggen:{token[:24]}",
        aan=email,
        taal=taal,
        token=token,
        code=code,
        spoed=Spoed.INLOGGEN,
        geldig=LOGIN_VALID,
    )


def onbekend(email: str, taal: str, *, token: str, code: str) -> Mail:
    """Somebody tried to sign in with an address that nobody has here."""
    del code
    return compose(
        "toegang/mail/onbekend.txt",
        sleutel=f"inloggen:{token[:24]}",
        aan=email,
        taal=taal,
        email=email,
        spoed=Spoed.INLOGGEN,
        geldig=LOGIN_VALID,
    )


def bevestigcode(account: Account, taal: str, *, token: str, code: str) -> Mail:
    """The code that proves again who somebody is."""
    return compose(
        "toegang/mail/bevestigen.txt",
        sleutel=f"bevestigen:{token[:24]}",
        aan=account.email,
        taal=taal,
        code=code,
        spoed=Spoed.INLOGGEN,
        geldig=LOGIN_VALID,
    )


def inlogmiddel(account: Account, taal: str, soort: str, nu: datetime) -> Mail:
    """A way to sign in was added, used up or taken away."""
    return compose(
        "toegang/mail/inlogmiddel.txt",
        sleutel=f"inlogmiddel:{account.id}:{new_seed().hex()}",
        aan=account.email,
        taal=taal,
        wat=WIJZIGINGEN[soort],
        nu=nu,
        spoed=Spoed.INLOGGEN,
    )
