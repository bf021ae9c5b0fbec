"""Calls parties and members to a meeting, and tells them when it changes."""

from __future__ import annotations

from vereniging.commissie.models import Vergadering
from vereniging.convenant.models import Contact
from vereniging.leden.models import Lid
from vereniging.post.mail import compose
from vereniging.post.models import Mail


def aan_partij(vergadering: Vergadering, contact: Contact, wat: str) -> Mail:
    """The agenda (`oproep`), a change (`verzet`) or the end of it (`afgelast`), for a party."""
    return compose(
        f"commissie/mail/{wat}.txt",
        sleutel=f"{wat}:{vergadering.slug}:{vergadering.volgnummer}:c{contact.id}",
        aan=contact.email,
        vergadering=vergadering,
        naam=contact.naam,
        is_partij=True,
    )


def aan_lid(vergadering: Vergadering, lid: Lid, wat: str) -> Mail:
    """The same for a member, in their language."""
    return compose(
        f"commissie/mail/{wat}.txt",
        sleutel=f"{wat}:{vergadering.slug}:{vergadering.volgnummer}:{lid.lidnummer}",
        aan=lid.email,
        taal=lid.taal,
        vergadering=vergadering,
        naam=lid.voornaam,
        is_partij=False,
    )
