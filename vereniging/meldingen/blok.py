"""What a meeting of the commission reads about reports since the last one: figures, no persons."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from sqlalchemy import func, select

from vereniging.commissie.blokken import Blokregel
from vereniging.commissie.models import Vergadering
from vereniging.commissie.queries import laatste_gehouden
from vereniging.core.db import db
from vereniging.core.i18n import _, datum, ngettext
from vereniging.core.web import link
from vereniging.meldingen.models import Melding, MeldingStand
from vereniging.meldingen.models.standen import DICHT
from vereniging.meldingen.queries import onbeantwoord

NIET_GETELD = (MeldingStand.TE_BEVESTIGEN, MeldingStand.SAMENGEVOEGD, MeldingStand.NIET_VOOR_ONS)


def blokregels(vergadering: Vergadering, dag: date) -> list[Blokregel]:
    """New reports since the meeting before, what is open, and who is late with an answer."""
    vorige = laatste_gehouden(vergadering)
    nieuw, open_ = _nieuw(vorige.begin if vorige else None), _open()
    sinds = _("Sinds %(dag)s.", dag=datum(vorige.begin)) if vorige else ""
    wat = ngettext("%(num)s nieuwe melding", "%(num)s nieuwe meldingen", nieuw)
    regels = [
        Blokregel(wat if nieuw else _("Geen nieuwe meldingen"), sinds, link("meldingen.lijst"))
    ]
    if open_:
        over = ngettext("%(num)s melding is nog open", "%(num)s meldingen zijn nog open", open_)
        regels.append(Blokregel(over))
    te_laat = Counter(
        each.organisatie.partij.naam for each in onbeantwoord() if each.antwoord_voor < dag
    )
    return regels + [
        Blokregel(
            ngettext(
                "%(partij)s: %(num)s antwoord te laat",
                "%(partij)s: %(num)s antwoorden te laat",
                aantal,
                partij=partij,
            ),
            is_laat=True,
        )
        for partij, aantal in sorted(te_laat.items())
    ]


def _nieuw(sinds: datetime | None) -> int:
    query = select(func.count(Melding.id)).where(Melding.stand.not_in(NIET_GETELD))
    if sinds is not None:
        query = query.where(Melding.ingediend_op > sinds)
    return db.session.scalar(query) or 0


def _open() -> int:
    query = select(func.count(Melding.id)).where(
        Melding.stand.not_in({*DICHT, MeldingStand.TE_BEVESTIGEN})
    )
    return db.session.scalar(query) or 0
