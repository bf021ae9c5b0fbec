"""Once a week every organisation reads what it still has to do, first day first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from vereniging.convenant.models import Organisatie
from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day, first_workday, local_moment
from vereniging.meldingen import mail
from vereniging.meldingen.models import GELDIG, Doorzending, Melding, MeldingCategorie, MeldingStand
from vereniging.post.models import Mail

ACHT_UUR = time(8)


def stuur_weekoverzicht(nu: datetime) -> None:
    """Write each organisation what waits for it, at eight on the first workday of the week.

    Once per week, also when it is called again or a day late; who has nothing open hears nothing.
    """
    maandag, werkdag = deze_week(nu)
    if amsterdam_day(nu) < werkdag:
        return
    om_acht = local_moment(werkdag, ACHT_UUR)
    for organisatie, open_ in _per_organisatie(_openstaand(local_moment(werkdag, time(0)))):
        _schrijf(organisatie, open_, maandag, max(nu, om_acht))


def deze_week(nu: datetime) -> tuple[date, date]:
    """The Monday of this week, and its first workday."""
    dag = amsterdam_day(nu)
    maandag = dag - timedelta(days=dag.weekday())
    return maandag, first_workday(maandag)


def _schrijf(organisatie: Organisatie, open_: list[Doorzending], maandag: date,
             vanaf: datetime) -> None:  # fmt: skip
    contact = organisatie.contact_op(amsterdam_day(vanaf))
    if contact is None:
        return
    bericht = mail.weekoverzicht(organisatie, contact, open_, maandag, vanaf)
    if db.session.scalar(select(Mail.id).where(Mail.sleutel == bericht.sleutel)) is not None:
        return
    bericht.klaar_vanaf = vanaf
    db.session.add(bericht)
    for doorzending in open_:
        doorzending.geldig_tot = vanaf + GELDIG


def _openstaand(voor: datetime) -> list[Doorzending]:
    """What was sent before this moment and is still with an organisation, first day first."""
    laatste = select(func.max(Doorzending.id)).group_by(Doorzending.melding_id)
    wacht = (Melding.stand == MeldingStand.DOORGESTUURD) & Doorzending.beantwoord_op.is_(None)
    query = (
        select(Doorzending)
        .join(Doorzending.melding)
        .where(Doorzending.id.in_(laatste), Doorzending.verzonden_op < voor)
        .where(or_(wacht, Melding.stand == MeldingStand.OPGEPAKT))
        .options(
            joinedload(Doorzending.melding)
            .joinedload(Melding.categorie)
            .joinedload(MeldingCategorie.thema),
            joinedload(Doorzending.organisatie).selectinload(Organisatie.contacten),
        )
        .order_by(Melding.termijn, Doorzending.id)
    )
    return list(db.session.scalars(query))


def _per_organisatie(
    open_: Iterable[Doorzending],
) -> Iterable[tuple[Organisatie, list[Doorzending]]]:
    groepen: dict[int, list[Doorzending]] = {}
    for doorzending in open_:
        groepen.setdefault(doorzending.organisatie_id, []).append(doorzending)
    return [(rijen[0].organisatie, rijen) for _id, rijen in sorted(groepen.items())]
