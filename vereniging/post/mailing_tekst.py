"""A mailing as one member reads it: made once for each language, then filled in."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from vereniging.core.i18n import in_language
from vereniging.core.keys import Label, seal
from vereniging.core.links import make_token
from vereniging.core.secrets import key, secrets
from vereniging.core.web import link
from vereniging.post.mail import render
from vereniging.post.mailing_haken import Geadresseerde, onderwerpen
from vereniging.post.models import Mailing, Spoed
from vereniging.statuten.queries import instelling

AFMELDEN = "afmelden"  # what the token in the link is for
BREED = 72
NAAM, LINK = "\x00naam\x00", "\x00link\x00"  # no text of people holds a NUL
LEEG = "A" * 43


@dataclass(frozen=True)
class Tekst:
    """What one person gets."""

    onderwerp: str
    tekst: str
    afmeldlink: str


class Opmaak:
    """Fills in who reads it; a mail tells how to stop, a letter does not."""

    def __init__(self, mailing: Mailing) -> None:
        self.mailing = mailing
        self._secrets = secrets()
        self._vorm: dict[tuple[str, bool], tuple[str, str]] = {}
        with_token = link("post.afmelden", token=LEEG, onderwerp=mailing.onderwerp, _external=True)
        self._voor, _, self._na = with_token.partition(LEEG)

    def voor(self, ontvanger: Geadresseerde) -> Tekst:
        """The text for this member."""
        subject, body = self._lege(ontvanger.taal, is_brief=not ontvanger.email)
        stop = self.afmeldlink(ontvanger.kiem) if ontvanger.email else ""
        return Tekst(subject, body.replace(NAAM, ontvanger.naam).replace(LINK, stop), stop)

    def voorbeeld(self, lezer: Geadresseerde, in_plaats_van_link: str) -> Tekst:
        """The same for other eyes: whoever has the link can stop the mails of this member."""
        subject, body = self._lege(lezer.taal, is_brief=not lezer.email)
        text = body.replace(NAAM, lezer.naam).replace(LINK, in_plaats_van_link)
        return Tekst(subject, text, "")

    def afmeldlink(self, kiem: bytes) -> str:
        """Where this member stops the mails of this topic."""
        return f"{self._voor}{make_token(kiem, AFMELDEN, self._secrets)}{self._na}"

    def _lege(self, taal: str, *, is_brief: bool) -> tuple[str, str]:
        wanted = (taal, is_brief)
        if wanted not in self._vorm:
            self._vorm[wanted] = self._maak(taal, is_brief=is_brief)
        return self._vorm[wanted]

    def _maak(self, taal: str, *, is_brief: bool) -> tuple[str, str]:
        mailing = self.mailing
        english = taal == "en" and bool(mailing.tekst_en)
        with in_language(taal):
            return render(
                "post/mail/mailing.txt",
                titel=mailing.titel_en if english else mailing.titel,
                tekst=lijnen(mailing.tekst_en if english else mailing.tekst),
                over=str(onderwerpen().get(mailing.onderwerp, mailing.onderwerp)),
                anker=mailing.anker,
                naam=NAAM,
                afmelden="" if is_brief else LINK,
            )


def lijnen(tekst: str) -> str:
    """The text in lines of at most 72 characters; an address stays whole."""
    wrap = partial(textwrap.fill, width=BREED, break_long_words=False, break_on_hyphens=False)
    return "\n".join(wrap(line) for line in tekst.splitlines())


def rijen(
    mailing: Mailing, ontvangers: Iterable[Geadresseerde], nu: datetime
) -> list[dict[str, Any]]:
    """Rows of the outbox for these members, ready to insert."""
    opmaak, sealing = Opmaak(mailing), partial(seal, key(Label.MAIL))
    answers, rows = str(instelling("email")) or None, []
    for ontvanger in ontvangers:
        text = opmaak.voor(ontvanger)
        rows.append(
            {
                "sleutel": f"mailing:{mailing.kenmerk}:{ontvanger.lid_id}",
                "aan": ontvanger.email,
                "onderwerp": text.onderwerp,
                "tekst": sealing(text.tekst),
                "gemaakt_op": nu,
                "klaar_vanaf": nu,
                "taal": ontvanger.taal,
                "spoed": Spoed.MAILING,
                "pogingen": 0,
                "onderwerp_soort": mailing.onderwerp,
                "afmeldlink": sealing(text.afmeldlink) if text.afmeldlink else None,
                "antwoord_aan": answers,
                "is_brief": not ontvanger.email,
                "mailing_id": mailing.id,
                "lid_id": ontvanger.lid_id,
            }
        )
    return rows
