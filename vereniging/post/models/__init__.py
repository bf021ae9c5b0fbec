"""The outbox, what the board writes to many, and what each member wants to get."""

from vereniging.post.models.inkomend import (
    Ontvangst,
    Postbak,
    Postbakreden,
    Postlot,
    Terugbericht,
)
from vereniging.post.models.mail import BEWAARD, Mail, Spoed, berichtnummer
from vereniging.post.models.mailing import (
    AndereTekst,
    GeenOntvangers,
    Mailing,
    MailingStand,
    NietMeerTeWijzigen,
)
from vereniging.post.models.voorkeur import Mailniveau, Mailvoorkeur

__all__ = [
    "BEWAARD",
    "AndereTekst",
    "GeenOntvangers",
    "Mail",
    "Mailing",
    "MailingStand",
    "Mailniveau",
    "Mailvoorkeur",
    "NietMeerTeWijzigen",
    "Ontvangst",
    "Postbak",
    "Postbakreden",
    "Postlot",
    "Spoed",
    "Terugbericht",
    "berichtnummer",
]
