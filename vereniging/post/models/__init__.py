"""The outbox, what the board writes to many, and what each member wants to get."""

from vereniging.post.models.inkomend import (
    Binnenpost,
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
    "Binnenpost",
    "GeenOntvangers",
    "Mail",
    "Mailing",
    "MailingStand",
    "Mailniveau",
    "Mailvoorkeur",
    "NietMeerTeWijzigen",
    "Postbak",
    "Postbakreden",
    "Postlot",
    "Spoed",
    "Terugbericht",
    "berichtnummer",
]
