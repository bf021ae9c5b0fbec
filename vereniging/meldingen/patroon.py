"""What many people tell us at once: trouble in one street for the parties, a theme for us.

From five households on the agenda, which everyone reads, points at nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, case, func, select

from vereniging.commissie.haken import Voorstel
from vereniging.convenant.models import Thema
from vereniging.core.db import db
from vereniging.core.i18n import _
from vereniging.core.workdays import local_moment
from vereniging.meldingen.blok import NIET_GETELD
from vereniging.meldingen.gelijk import ONLANGS
from vereniging.meldingen.models import (
    VANUIT,
    IkOok,
    Melding,
    MeldingCategorie,
    MeldingStand,
    Plek,
)
from vereniging.standpunten.haken import Signaal

VANAF = 5  # households, or reports
KORT = timedelta(weeks=4)
WEKEN = ONLANGS // KORT  # how often four weeks fit in the time before
SOORT = "patroon"
# what already stands on an agenda, or became an agreement, is being talked about
TELT = VANUIT["agenderen"] - {MeldingStand.AFSPRAAK_GEMAAKT}


@dataclass(frozen=True)
class Patroon:
    """One kind of trouble in one street."""

    categorie: MeldingCategorie
    plek: Plek
    huishoudens: int

    @property
    def sleutel(self) -> str:
        return f"{SOORT}:{self.categorie.code}:{self.plek.id}"


def voor_de_agenda(dag: date) -> list[Voorstel]:
    """Patterns of the last twelve weeks, for the agenda of a meeting."""
    return [
        Voorstel(
            sleutel=each.sleutel,
            titel=f"{each.categorie.naam}, {each.plek.naam}"[:200],
            waarom=_("%(n)s huishoudens meldden dit in twaalf weken.", n=each.huishoudens),
            thema=each.categorie.thema,
        )
        for each in patronen(dag)
    ]


def patronen(dag: date) -> Iterator[Patroon]:
    """Kinds of trouble per street that enough households told us of, most households first."""
    groep = (Melding.categorie_id, Melding.plek_id)
    melders = func.count(func.lower(Melding.email).distinct())  # nobody without an address
    query = select(*groep, melders).where(*_telt(dag)).group_by(*groep)
    meedoen = select(*groep, func.count(IkOok.adressleutel.distinct())).join(IkOok.melding)
    meedoen = meedoen.where(*_telt(dag), IkOok.bevestigd_op.is_not(None)).group_by(*groep)
    aantallen: Counter[tuple[int, int | None]] = Counter()
    for each in (query, meedoen):
        for categorie, plek, aantal in db.session.execute(each):
            aantallen[categorie, plek] += aantal
    for (categorie, plek), aantal in aantallen.most_common():
        if aantal >= VANAF:
            yield Patroon(
                db.session.get_one(MeldingCategorie, categorie), db.session.get_one(Plek, plek),
                aantal,
            )  # fmt: skip


def achter(sleutel: str, nu: datetime) -> list[Melding]:
    """The reports behind a pattern that was put on an agenda."""
    soort, *rest = sleutel.split(":")
    if soort != SOORT:
        return []
    code, plek = rest
    query = select(Melding).join(Melding.categorie).where(*_telt(nu.date()))
    query = query.where(MeldingCategorie.code == code, Melding.plek_id == int(plek))
    return list(db.session.scalars(query.order_by(Melding.id)))


def stijgende_themas(nu: datetime) -> list[Signaal]:
    """Themes with twice as many reports in four weeks as in each four weeks of the twelve before.

    From five reports: one neighbour who writes often is no movement.
    """
    nieuw = func.sum(case((Melding.ingediend_op >= nu - KORT, 1), else_=0))
    eerder = func.count() - nieuw
    query = (
        select(Thema.code, Thema.naam, nieuw)
        .select_from(Melding)
        .join(Melding.categorie)
        .join(MeldingCategorie.thema)
        .where(Melding.ingediend_op >= nu - KORT - ONLANGS, Melding.stand.not_in(NIET_GETELD))
        .where(~Melding.is_vertrouwelijk)
        .group_by(Thema.id, Thema.code, Thema.naam, Thema.volgorde)
        .having(nieuw >= VANAF, nieuw * WEKEN >= eerder * 2)
        .order_by(Thema.volgorde)
    )
    return [
        Signaal(
            thema=code,
            kop=_("Meer meldingen over %(thema)s", thema=naam.lower()),
            uitleg=_(
                "%(n)s meldingen in vier weken: minstens twee keer zo veel als daarvoor.", n=aantal
            ),
        )
        for code, naam, aantal in db.session.execute(query)
    ]


def _telt(dag: date) -> tuple[ColumnElement[bool], ...]:
    begin = local_moment(dag, time(0)) - ONLANGS
    return (
        Melding.stand.in_(TELT), ~Melding.is_vertrouwelijk, Melding.plek_id.is_not(None),
        Melding.ingediend_op >= begin,
    )  # fmt: skip
