"""The call to a general meeting, by mail or as a letter, and that it is off."""

from __future__ import annotations

from vereniging.alv.models import Alv, Alvverzoek
from vereniging.core.i18n import in_language
from vereniging.leden.models import Lid
from vereniging.leden.papier import Ledenbrief
from vereniging.post.mail import compose, render
from vereniging.post.models import Mail


def oproep(alv: Alv, lid: Lid) -> Mail:
    """The call for a member who agreed to get it by e-mail."""
    return compose(
        "alv/mail/oproep.txt",
        sleutel=f"alv-oproep:{alv.slug}:{lid.lidnummer}",
        aan=lid.email,
        taal=lid.taal,
        alv=alv,
        lid=lid,
    )


def brief(alv: Alv, lid: Lid) -> Ledenbrief:
    """The same call on paper."""
    with in_language(lid.taal):
        onderwerp, tekst = render("alv/mail/oproep.txt", alv=alv, lid=lid)
    return Ledenbrief(lid=lid, onderwerp=onderwerp, tekst=tekst)


def afgelast(alv: Alv, lid: Lid) -> Mail:
    """Who was called hears that the meeting is off; without an address it is a letter."""
    return compose(
        "alv/mail/afgelast.txt",
        sleutel=f"alv-afgelast:{alv.slug}:{lid.lidnummer}",
        aan=lid.email,
        taal=lid.taal,
        alv=alv,
        lid=lid,
    )


def verzoek(soort: str, verzoek: Alvverzoek, lid: Lid) -> Mail:
    """A request was handed in (`bestuur`, `gehaald`) or its term is over (`termijn`)."""
    return compose(
        f"alv/mail/verzoek_{soort}.txt",
        sleutel=f"alv-verzoek-{soort}:{verzoek.id}:{lid.lidnummer}",
        aan=lid.email,
        lid_id=lid.id,
        taal=lid.taal,
        verzoek=verzoek,
        lid=lid,
    )
