"""What members and applicants are told by mail; one sleutel per event."""

from __future__ import annotations

from datetime import date, datetime

from vereniging.core.keys import Label
from vereniging.core.secrets import fingerprint, token_for
from vereniging.core.web import link
from vereniging.leden.models import Aanmelding, Emailwijziging, Lid, Opzegging
from vereniging.leden.models.aanmelding import BEVESTIGEN_BINNEN
from vereniging.leden.models.emailwijziging import BEVESTIGEN_BINNEN as EMAIL_BEVESTIGEN_BINNEN
from vereniging.leden.vensters import venster_voor
from vereniging.post.mail import compose
from vereniging.post.models import Mail, Spoed

AANMELDING = "aanmelding"
EMAIL_NIEUW = "email_nieuw"
EMAIL_OUD = "email_oud"
OPZEGGING = "opzegging"
VOLGEN = "opzegging_volgen"


def code_van(kiem: bytes) -> str:
    """The six digits beside the link; made from the row, so it is stored nowhere."""
    number = int.from_bytes(fingerprint(Label.CODE, "aanmelding", kiem.hex())[:8], "big")
    return f"{number % 1_000_000:06d}"


def bevestig_aanmelding(aanmelding: Aanmelding) -> Mail:
    """The link and the code that confirm an application."""
    code = code_van(aanmelding.kiem)
    return compose(
        "leden/mail/bevestig.txt",
        sleutel=f"aanmelding:{aanmelding.kenmerk}",
        aan=aanmelding.email,
        taal=aanmelding.taal,
        spoed=Spoed.INLOGGEN,
        geldig=BEVESTIGEN_BINNEN,
        aanmelding=aanmelding,
        code=f"{code[:3]} {code[3:]}",
        url=_bevestigen(aanmelding.kiem, AANMELDING),
    )


def al_bekend(email: str, taal: str, dag: date, *, is_lid: bool) -> Mail:
    """Somebody applied with an address that we know already; once a day."""
    return compose(
        "leden/mail/al_bekend.txt",
        sleutel=f"al_bekend:{email}:{dag}",
        aan=email,
        taal=taal,
        is_lid=is_lid,
    )


def aangemeld(aanmelding: Aanmelding, betaallink: str | None) -> Mail:
    """The application is in; what happens now."""
    return compose(
        "leden/mail/aangemeld.txt",
        sleutel=f"aangemeld:{aanmelding.kenmerk}",
        aan=aanmelding.email,
        taal=aanmelding.taal,
        aanmelding=aanmelding,
        betaallink=betaallink,
        url=_bevestigen(aanmelding.kiem, AANMELDING),
    )


def welkom(lid: Lid, aanmelding: Aanmelding, dag: date) -> Mail:
    """Welcome; the number, the household and the way in."""
    return compose(
        "leden/mail/welkom.txt",
        sleutel=f"welkom:{aanmelding.kenmerk}",
        aan=lid.email,
        taal=lid.taal,
        lid_id=lid.id,
        lid=lid,
        dag=dag,
        soort=aanmelding.soort,
    )


def afgewezen(aanmelding: Aanmelding, *, alv_alsnog: bool) -> Mail:
    """The board said no, why, and that the general meeting can still say yes."""
    return compose(
        "leden/mail/afgewezen.txt",
        sleutel=f"afgewezen:{aanmelding.kenmerk}",
        aan=aanmelding.email,
        taal=aanmelding.taal,
        aanmelding=aanmelding,
        alv_alsnog=alv_alsnog,
    )


def email_gewijzigd(lid: Lid, aan: str, nu: datetime) -> Mail:
    """To the old and the new address: the secretary changed where mail goes."""
    return compose(
        "leden/mail/email_gewijzigd.txt",
        sleutel=f"email_gewijzigd:{lid.id}:{nu.timestamp()}:{aan}"[:160],
        aan=aan,
        taal=lid.taal,
        spoed=Spoed.INLOGGEN,
        lid=lid,
        moment=nu,
    )


def email_bezet(aan: str, taal: str, nu: datetime) -> Mail:
    """Somebody signed in asked for this address, which is another one's."""
    return compose(
        "leden/mail/email_bezet.txt",
        sleutel=f"email_bezet:{nu.timestamp()}:{aan}"[:160],
        aan=aan,
        taal=taal,
    )


def email_nieuw(wijziging: Emailwijziging) -> Mail:
    """To the new address: confirm within a day."""
    return compose(
        "leden/mail/email_nieuw.txt",
        sleutel=f"email_nieuw:{wijziging.kiem.hex()}",
        aan=wijziging.nieuw,
        taal=wijziging.lid.taal,
        spoed=Spoed.INLOGGEN,
        geldig=EMAIL_BEVESTIGEN_BINNEN,
        lid=wijziging.lid,
        url=_bevestigen(wijziging.kiem, EMAIL_NIEUW),
    )


def email_oud(wijziging: Emailwijziging) -> Mail:
    """To the old address: what is asked, and how to stop it."""
    return compose(
        "leden/mail/email_oud.txt",
        sleutel=f"email_oud:{wijziging.kiem.hex()}",
        aan=wijziging.oud,
        taal=wijziging.lid.taal,
        spoed=Spoed.INLOGGEN,
        lid=wijziging.lid,
        nieuw=wijziging.nieuw,
        url=_bevestigen(wijziging.kiem, EMAIL_OUD),
    )


def mee_verhuisd(aan: Lid, door: Lid, nu: datetime) -> Mail:
    """To somebody of a household that moved: what another one told us."""
    return compose(
        "leden/mail/mee_verhuisd.txt",
        sleutel=f"mee_verhuisd:{aan.id}:{nu.timestamp()}",
        aan=aan.email,
        taal=aan.taal,
        lid_id=aan.id,
        lid=aan,
        door=door,
    )


def buiten_werkgebied(lid: Lid, aan: str | None, functie_id: int, nu: datetime) -> Mail:
    """To the secretary: a member moved out of the area."""
    return compose(
        "leden/mail/buiten_werkgebied.txt",
        sleutel=f"buiten_werkgebied:{lid.id}:{functie_id}:{nu.timestamp()}",
        aan=aan,
        lid=lid,
        url=link("leden_bestuur.toon", lidnummer=lid.lidnummer, _external=True),
    )


def bevestig_opzegging(opzegging: Opzegging) -> Mail:
    """The link that shows the last day and then ends the membership."""
    return compose(
        "leden/mail/bevestig_opzegging.txt",
        sleutel=f"opzegging:{opzegging.kiem.hex()}",
        aan=opzegging.lid.email,
        taal=opzegging.lid.taal,
        lid_id=opzegging.lid_id,
        spoed=Spoed.INLOGGEN,
        opzegging=opzegging,
        venster=venster_voor(opzegging.lid, opzegging.ontvangen_op),
        url=_bevestigen(opzegging.kiem, OPZEGGING),
    )


def opzegging_mail(opzegging: Opzegging, wat: str) -> Mail:
    """`ontvangen` (a dated receipt), `ingetrokken` or `uitgevoerd`."""
    templates = {
        "ontvangen": "leden/mail/opgezegd.txt",
        "ingetrokken": "leden/mail/opzegging_ingetrokken.txt",
        "uitgevoerd": "leden/mail/opzegging_uitgevoerd.txt",
    }
    return compose(
        templates[wat],
        sleutel=f"opzegging:{wat}:{opzegging.kiem.hex()}",
        aan=opzegging.lid.email,
        taal=opzegging.lid.taal,
        lid_id=opzegging.lid_id,
        opzegging=opzegging,
        url=volglink(opzegging),
    )


def volglink(opzegging: Opzegging) -> str:
    """Where the notice can be seen and undone."""
    token = token_for(opzegging.kiem, VOLGEN)
    return link("leden.opzegging", token=token, _external=True)


def _bevestigen(kiem: bytes, doel: str) -> str:
    return link("leden.bevestigen", token=token_for(kiem, doel), _external=True)
