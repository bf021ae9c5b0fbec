"""What waits of mailings: a second person, and letters for the post."""

from __future__ import annotations

from datetime import datetime

from vereniging.bestuur.werk import Werk, bron
from vereniging.core.i18n import _, ngettext
from vereniging.core.workdays import amsterdam_day
from vereniging.post.mailing_queries import met_brieven, voorgelegde


@bron
def _voorgelegd(_nu: datetime) -> list[Werk]:
    return [
        Werk(
            wat=mailing.titel,
            reden=_("Deze mailing gaat weg als een ander bestuurslid hem goedkeurt."),
            knop=_("Lees de mailing"),
            url=f"/bestuur/post/mailingen/{mailing.kenmerk}",
            dag=amsterdam_day(mailing.voorgelegd_op) if mailing.voorgelegd_op else None,
        )
        for mailing in voorgelegde()
    ]


@bron
def _brieven(_nu: datetime) -> list[Werk]:
    return [
        Werk(
            wat=ngettext(
                "%(num)s brief van een mailing ligt klaar",
                "%(num)s brieven van een mailing liggen klaar",
                aantal,
            ),
            reden=_("Print de brieven en doe ze op de post."),
            knop=_("Print de brieven"),
            url=f"/bestuur/post/mailingen/{kenmerk}",
        )
        for kenmerk, aantal in met_brieven()
    ]
