"""Why somebody cannot be erased yet, in words for themselves and for the board."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select

from vereniging.core.db import db
from vereniging.core.i18n import _, datum
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.haken import wissloten
from vereniging.leden.models import Aanmelding, AanmeldingStand, Functie, Lid

WACHT = (AanmeldingStand.TE_BEVESTIGEN, AanmeldingStand.INGEDIEND)


def beletsels(lid: Lid, nu: datetime) -> list[str]:
    """What still holds back the erasing of a member; nothing when it can be done today."""
    return [*_lidmaatschap(lid, nu), *_functies(lid, nu), *_geld(Lid, [lid.id], nu)]


def beletsels_van_adres(email: str, nu: datetime) -> list[str]:
    """The same for who is no member: an application that waits, an office, money."""
    query = select(Aanmelding).where(Aanmelding.email == email, Aanmelding.gewist_op.is_(None))
    found = list(db.session.scalars(query))
    wacht = [
        _("Aanmelding %(kenmerk)s wacht nog op een besluit.", kenmerk=one.kenmerk)
        for one in found
        if one.stand in WACHT
    ]
    dag = amsterdam_day(nu)
    query_functie = select(Functie.id).where(
        Functie.email == email, or_(Functie.einde.is_(None), Functie.einde >= dag)
    )
    dient = db.session.scalar(query_functie.limit(1)) is not None
    functie = [_("Er loopt nog een functie.")] if dient else []
    return [*wacht, *functie, *_geld(Aanmelding, [one.id for one in found], nu)]


def _lidmaatschap(lid: Lid, nu: datetime) -> list[str]:
    dag = amsterdam_day(nu)
    running = [p for p in lid.lidmaatschappen if p.einde is None or p.einde >= dag]
    if not running:
        return []
    laatste = [p.einde for p in running if p.einde is not None]
    if len(laatste) < len(running):
        return [_("Het lidmaatschap loopt nog. Het moet eerst worden opgezegd.")]
    return [_("Het lidmaatschap loopt tot en met %(dag)s.", dag=datum(max(laatste)))]


def _functies(lid: Lid, nu: datetime) -> list[str]:
    dag = amsterdam_day(nu)
    query = select(Functie.id).where(
        Functie.lid_id == lid.id, or_(Functie.einde.is_(None), Functie.einde >= dag)
    )
    if db.session.scalar(query.limit(1)) is None:
        return []
    return [_("Er loopt nog een functie.")]


def _geld(model: type[Lid | Aanmelding], nummers: list[int], nu: datetime) -> list[str]:
    slots = wissloten(model, nu)
    if not slots or not nummers:
        return []
    query = select(model.id).where(model.id.in_(nummers), or_(*slots))
    if db.session.scalar(query.limit(1)) is None:
        return []
    return [_("Er staat nog geld open, of er gaat nog geld terug.")]
