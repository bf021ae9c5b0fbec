"""Votes that wait: for their close, for the tellers, for who declares the result."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_, select

from vereniging.bestuur.werk import Wanneer, Werk, bron
from vereniging.core.db import db
from vereniging.core.i18n import _, kort
from vereniging.core.workdays import amsterdam_day
from vereniging.stembus.models import Stemming, StemmingStand
from vereniging.stembus.queries import tellers_van

TELTIJD = timedelta(days=3)  # for two tellers to find a moment


@bron
def _stemmingen(nu: datetime) -> list[Werk]:
    standen = (StemmingStand.OPEN, StemmingStand.GESLOTEN, StemmingStand.GETELD)
    waits = or_(Stemming.stand.in_(standen), Stemming.storing.is_not(None))
    query = select(Stemming).where(waits).order_by(Stemming.sluit_op)
    return [_stemming(stemming, nu) for stemming in db.session.scalars(query)]


def _stemming(stemming: Stemming, nu: datetime) -> Werk:
    if stemming.storing is not None:
        return Werk(
            wat=stemming.titel,
            reden=_("Er klopt iets niet met de stembus. Er is niets geteld."),
            knop=_("Bekijk de stemming"),
            url=f"/bestuur/stemmingen/{stemming.slug}",
            wanneer=Wanneer.LAAT,
        )
    if stemming.gesloten_op is not None and stemming.stand is StemmingStand.GESLOTEN:
        return _nog_te_tellen(stemming, stemming.gesloten_op, nu)
    is_counted = stemming.stand is StemmingStand.GETELD
    moment = (stemming.bezwaar_tot or nu) if is_counted else stemming.sluit_op
    dag = amsterdam_day(moment)
    reden = (
        _("Bezwaar kan tot %(dag)s. Daarna stelt de voorzitter de uitslag vast.", dag=kort(dag))
        if is_counted
        else _("De stembus sluit op %(dag)s.", dag=kort(dag))
    )
    return Werk(
        wat=stemming.titel,
        reden=reden,
        knop=_("Bekijk de stemming"),
        url="/bestuur/stemmingen",
        wanneer=Wanneer.NU if moment <= nu else Wanneer.STRAKS,
        dag=dag,
    )


def _nog_te_tellen(stemming: Stemming, gesloten_op: datetime, nu: datetime) -> Werk:
    tellers = ", ".join(teller.lid.naam for teller in tellers_van(stemming))
    return Werk(
        wat=stemming.titel,
        reden=_("De bus is dicht. Twee van deze tellers openen hem: %(tellers)s.", tellers=tellers)
        if tellers
        else _("De bus is dicht en nog niet geteld."),
        knop=_("Bekijk de stemming"),
        url=f"/bestuur/stemmingen/{stemming.slug}",
        wanneer=Wanneer.LAAT if nu - gesloten_op > TELTIJD else Wanneer.NU,
        dag=amsterdam_day(gesloten_op),
    )
