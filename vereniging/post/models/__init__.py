"""The outbox, what the board writes to many, and what each member wants to get."""

from vereniging.post.models.mail import BEWAARD, Mail, Spoed
from vereniging.post.models.mailing import (
    GeenOntvangers,
    Mailing,
    MailingStand,
    NietMeerTeWijzigen,
)
from vereniging.post.models.voorkeur import Mailniveau, Mailvoorkeur

__all__ = [
    "BEWAARD",
    "GeenOntvangers",
    "Mail",
    "Mailing",
    "MailingStand",
    "Mailniveau",
    "Mailvoorkeur",
    "NietMeerTeWijzigen",
    "Spoed",
]
