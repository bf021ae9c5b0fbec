"""Terms that end and changes in the board: who has to do something is told in time."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.leden import mail_functies as mail
from vereniging.leden.models import Functie
from vereniging.leden.models.functie import BESTUUR
from vereniging.leden.queries import functionarissen
from vereniging.leden.zetels import kvk_wijzigingen, te_herinneren
from vereniging.logboek.acties import schrijf
from vereniging.post.models import Mail
from vereniging.statuten.queries import profiel


def herinner_termijnen(nu: datetime) -> int:
    """Write to who holds an office that ends within 60 days, and to the secretary; how many."""
    dag = amsterdam_day(nu)
    ending = te_herinneren(dag)
    secretarissen = functionarissen("secretaris", dag)
    for functie in ending:
        tot = functie.herinnerd_voor = functie.termijn_tot(profiel(dag))
        assert tot is not None  # noqa: S101  te_herinneren looked at it
        db.session.add(mail.termijn_loopt_af(functie, tot))
        db.session.add_all(
            mail.termijn_secretaris(functie, tot, aan)
            for aan in secretarissen
            if not aan.is_dezelfde(functie)
        )
    return len(ending)


def herinner_kvk(nu: datetime) -> int:
    """Write to the secretary what the KVK must still hear: at once, and again after a month.

    How many mails; the same changes are told once as long as that mail is kept (30 days).
    """
    dag = amsterdam_day(nu)
    changes = kvk_wijzigingen(dag)
    if not changes:
        return 0
    letters = [mail.kvk_doorgeven(changes, aan) for aan in functionarissen("secretaris", dag)]
    sleutels = [letter.sleutel for letter in letters]
    told = set(db.session.scalars(select(Mail.sleutel).where(Mail.sleutel.in_(sleutels))))
    fresh = [letter for letter in letters if letter.sleutel not in told]
    db.session.add_all(fresh)
    return len(fresh)


def geef_door_aan_kvk(dag: date) -> int:
    """The register of the KVK is in step with the board of this day; how many changes.

    Also what needed no word, because somebody stayed, counts as told.
    """
    changes = len(kvk_wijzigingen(dag))
    query = select(Functie).where(Functie.soort.in_(BESTUUR)).with_for_update()
    for functie in db.session.scalars(query):
        if functie.begin <= dag:
            functie.kvk_begin_op = functie.kvk_begin_op or dag
        if functie.einde and functie.einde < dag:
            functie.kvk_einde_op = functie.kvk_einde_op or dag
    if changes:
        schrijf("kvk.doorgegeven", aantal=changes)
    return changes
