"""Calls parties and members to a meeting, and tells them when it changes."""

from __future__ import annotations

from vereniging.commissie.models import (
    Adviesvraag,
    Opschaling,
    Standpuntvraag,
    Vergadering,
    Voorstellink,
)
from vereniging.convenant.models import Contact
from vereniging.core.secrets import token_for
from vereniging.core.web import link
from vereniging.leden.models import Functie, Lid
from vereniging.post.mail import compose
from vereniging.post.models import Mail

ADVIES = "advies"
STANDPUNT = "partijstandpunt"
VOORSTEL = "agendavoorstel"


def aan_partij(
    vergadering: Vergadering, contact: Contact, wat: str, voorstel: Voorstellink | None = None
) -> Mail:
    """The agenda (`oproep`), a change (`verzet`) or the end of it (`afgelast`), for a party."""
    return compose(
        f"commissie/mail/{wat}.txt",
        sleutel=f"{wat}:{vergadering.slug}:{vergadering.volgnummer}:c{contact.id}",
        aan=contact.email,
        vergadering=vergadering,
        naam=contact.naam,
        is_partij=True,
        voorstel_url=_partijlink(voorstel.kiem, VOORSTEL) if voorstel else "",
    )


def aan_lid(vergadering: Vergadering, lid: Lid, wat: str) -> Mail:
    """The same for a member, in their language."""
    return compose(
        f"commissie/mail/{wat}.txt",
        sleutel=f"{wat}:{vergadering.slug}:{vergadering.volgnummer}:{lid.lidnummer}",
        aan=lid.email,
        lid_id=lid.id,
        taal=lid.taal,
        vergadering=vergadering,
        naam=lid.voornaam,
        is_partij=False,
        voorstel_url="",
    )


def over_advies(vraag: Adviesvraag, contact: Contact, wat: str) -> Mail:
    """Ask a party what it thinks (`advies_vraag`), or does with it (`advies_uitgebracht`)."""
    moment = f"{vraag.gevraagd_op:%Y%m%d%H%M%S}"
    return compose(
        f"commissie/mail/{wat}.txt",
        sleutel=f"{wat}:{vraag.kiem.hex()}:{moment}:c{contact.id}",
        aan=contact.email,
        vraag=vraag,
        contact=contact,
        url=_partijlink(vraag.kiem, ADVIES),
    )


def over_punt(vraag: Standpuntvraag, contact: Contact, *, nog_eens: bool = False) -> Mail:
    """Ask a party that was not there whether it agrees; `nog_eens` is the reminder."""
    soort = "punt-nog" if nog_eens else "punt"
    return compose(
        "commissie/mail/punt_vraag.txt",
        sleutel=f"{soort}:{vraag.kiem.hex()}:c{contact.id}",
        aan=contact.email,
        nog_eens=nog_eens,
        vraag=vraag,
        contact=contact,
        url=_partijlink(vraag.kiem, STANDPUNT),
    )


def zoek_bemiddelaar(opschaling: Opschaling, aan_wie: Functie) -> Mail:
    """The day by which a mediator must have a name is near, or over."""
    return compose(
        "commissie/mail/zoek_bemiddelaar.txt",
        sleutel=f"bemiddelaar:{opschaling.kenmerk}:{aan_wie.id}",
        aan=aan_wie.lid.email if aan_wie.lid else aan_wie.email,
        taal=aan_wie.lid.taal if aan_wie.lid else "nl",
        opschaling=opschaling,
        aan_wie=aan_wie,
        url=link("opschaling_bestuur.beheer", kenmerk=opschaling.kenmerk, _external=True),
    )


def _partijlink(kiem: bytes, doel: str) -> str:
    return link("meldingen.antwoord", token=token_for(kiem, doel), _external=True)
