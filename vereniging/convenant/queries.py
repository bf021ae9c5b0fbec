"""Reads of themes, parties, the covenant and its promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.convenant.models import (
    Afspraak,
    AfspraakStand,
    Artikel,
    Convenant,
    ConvenantStand,
    Instemming,
    Ondertekening,
    Organisatie,
    Partij,
    Thema,
    Waarneming,
)
from vereniging.convenant.models.afspraak import BINNENSKAMERS, LOPEND, TEKORT
from vereniging.core.db import db, one_or_404
from vereniging.core.i18n import _

NIET_KLAAR = (*LOPEND, *TEKORT, AfspraakStand.OPGESCHAALD, *BINNENSKAMERS)
VOLGORDE = (
    ConvenantStand.GETEKEND,
    ConvenantStand.TER_TEKENING,
    ConvenantStand.CONCEPT,
    ConvenantStand.VERVANGEN,
    ConvenantStand.BEEINDIGD,
)


def themas() -> list[Thema]:
    """The seven themes in the covenant's order."""
    return list(db.session.scalars(select(Thema).order_by(Thema.volgorde)))


def thema_met(code: str) -> Thema:
    """The theme with this code; 404 when there is none."""
    return one_or_404(Thema, code=code)


def partijen() -> list[Partij]:
    """The five seats in the covenant's order."""
    return list(db.session.scalars(select(Partij).order_by(Partij.volgorde)))


def partijen_met_organisaties() -> list[Partij]:
    """The five seats, each with the organisations that fill it."""
    query = select(Partij).options(joinedload(Partij.organisaties)).order_by(Partij.volgorde)
    return list(db.session.scalars(query).unique())


def convenanten() -> list[Convenant]:
    """Every version: the one in force first, then what is coming, then what was."""
    query = select(Convenant).options(joinedload(Convenant.ondertekeningen))
    found = list(db.session.scalars(query.order_by(Convenant.id.desc())).unique())
    return sorted(found, key=lambda convenant: VOLGORDE.index(convenant.stand))


def convenant_met(versie: str) -> Convenant | None:
    """One version with its articles and signatures."""
    query = (
        select(Convenant)
        .where(Convenant.versie == versie)
        .options(
            selectinload(Convenant.artikelen).joinedload(Artikel.thema),
            selectinload(Convenant.artikelen).joinedload(Artikel.partij),
            selectinload(Convenant.ondertekeningen)
            .joinedload(Ondertekening.organisatie)
            .joinedload(Organisatie.partij),
        )
    )
    return db.session.scalars(query).one_or_none()


def niet_bindend(convenant: Convenant, zetels: list[Partij], dag: date) -> str:
    """The sentence that goes wherever an unsigned covenant is cited; empty when it binds.

    `zetels` come from `partijen_met_organisaties`.
    """
    namen = [partij.naam for partij in convenant.wacht_op(zetels, dag)]
    if not namen:
        return ""
    sentence = _(
        "Nog niet getekend door %(partijen)s. Dit convenant bindt nog niemand.",
        partijen=opsomming(namen),
    )
    return str(sentence)


def opsomming(namen: list[str]) -> str:
    """`a, b en c`."""
    if len(namen) < 2:
        return "".join(namen)
    return str(_("%(eerste)s en %(laatste)s", eerste=", ".join(namen[:-1]), laatste=namen[-1]))


@dataclass(frozen=True)
class Zoekvraag:
    """Which promises somebody wants to see; empty is all."""

    partij: str = ""
    thema: str = ""
    stand: str = "open"
    intern: bool = False


def afspraken_lijst(vraag: Zoekvraag, dag: date) -> list[Afspraak]:
    """Promises with their consent, the longest overdue first."""
    query = (
        select(Afspraak)
        .options(
            joinedload(Afspraak.partij),
            joinedload(Afspraak.thema),
            joinedload(Afspraak.artikel),
            selectinload(Afspraak.instemmingen),
            selectinload(Afspraak.waarnemingen),
        )
        .order_by(Afspraak.voor_datum.is_(None), Afspraak.voor_datum, Afspraak.kenmerk)
    )
    return list(db.session.scalars(query.where(*_voorwaarden(vraag, dag))))


def _voorwaarden(vraag: Zoekvraag, dag: date) -> list[ColumnElement[bool]]:
    standen = {
        "open": Afspraak.stand.in_(NIET_KLAAR),
        "klaar": Afspraak.stand.not_in(NIET_KLAAR),
        "laat": _te_laat(dag),
    }
    wishes = [
        (not vraag.intern, Afspraak.stand.not_in(BINNENSKAMERS)),
        (bool(vraag.partij), Afspraak.partij.has(Partij.code == vraag.partij)),
        (bool(vraag.thema), Afspraak.thema.has(Thema.code == vraag.thema)),
    ]
    found = [condition for wanted, condition in wishes if wanted]
    return found + ([standen[vraag.stand]] if vraag.stand in standen else [])


def _te_laat(dag: date) -> ColumnElement[bool]:
    laat = (Afspraak.voor_datum < dag) & Afspraak.stand.in_(
        (*LOPEND, *TEKORT, AfspraakStand.OPGESCHAALD)
    )
    return or_(laat, Afspraak.stand == AfspraakStand.NIET_NAGEKOMEN)


def afspraak_met(kenmerk: str) -> Afspraak | None:
    """One promise with everything that belongs to it."""
    query = (
        select(Afspraak)
        .where(Afspraak.kenmerk == kenmerk)
        .options(
            joinedload(Afspraak.partij),
            joinedload(Afspraak.thema),
            joinedload(Afspraak.artikel)
            .joinedload(Artikel.convenant)
            .selectinload(Convenant.ondertekeningen),
            selectinload(Afspraak.instemmingen).joinedload(Instemming.partij),
            selectinload(Afspraak.waarnemingen).joinedload(Waarneming.partij),
        )
    )
    return db.session.scalars(query).one_or_none()


@dataclass(frozen=True)
class Partijstand:
    """How one party keeps its promises."""

    partij: str
    nagekomen: int
    loopt: int
    te_laat: int

    @property
    def totaal(self) -> int:
        return self.nagekomen + self.loopt + self.te_laat


def stand_per_partij(dag: date) -> list[Partijstand]:
    """Kept, running and late per seat, ours too, in the covenant's order."""
    query = (
        select(
            Partij.naam,
            func.sum(_een(Afspraak.stand == AfspraakStand.NAGEKOMEN)),
            func.sum(_een(Afspraak.stand.in_((*LOPEND, *TEKORT, AfspraakStand.OPGESCHAALD)))),
            func.sum(_een(_te_laat(dag))),
        )
        .join(Afspraak, Afspraak.partij_id == Partij.id, isouter=True)
        .group_by(Partij.id, Partij.naam, Partij.volgorde)
        .order_by(Partij.volgorde)
    )
    return [
        Partijstand(naam, gedaan or 0, (open_ or 0) - (te_laat or 0), te_laat or 0)
        for naam, gedaan, open_, te_laat in db.session.execute(query)
    ]


def _een(voorwaarde: ColumnElement[bool]) -> ColumnElement[int]:
    return case((voorwaarde, 1), else_=0)


def recente_afspraken(dag: date) -> list[Afspraak]:
    """Two promises kept last, and the one that is late longest, for the front page."""
    query = select(Afspraak).options(joinedload(Afspraak.partij))
    kept = query.where(Afspraak.stand == AfspraakStand.NAGEKOMEN)
    late = query.where(_te_laat(dag)).order_by(Afspraak.voor_datum, Afspraak.id).limit(1)
    kept = kept.order_by(Afspraak.voor_datum.desc(), Afspraak.id.desc()).limit(2)
    return [*db.session.scalars(kept), *db.session.scalars(late)]
