"""Calls the parties to a meeting."""

from __future__ import annotations

from vereniging.commissie.models import Vergadering
from vereniging.convenant.models import Contact
from vereniging.post.mail import compose
from vereniging.post.models import Mail


def oproep(vergadering: Vergadering, contact: Contact) -> Mail:
    """The agenda, for somebody at a party."""
    return compose(
        "commissie/mail/oproep.txt",
        sleutel=f"oproep:{vergadering.slug}:{contact.id}",
        aan=contact.email,
        vergadering=vergadering,
        contact=contact,
    )
