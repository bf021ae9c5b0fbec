"""Reads over dues: the year, notas, the ledger."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.betalingen.queries import nota_achter
from vereniging.contributie.models import (
    Bankbestand,
    Bankregel,
    Bankregelstand,
    Bron,
    Categorie,
    Contributiejaar,
    Contributierun,
    Dekking,
    Grootboekregel,
    Minimaregeling,
    Minimauitkomst,
    Nota,
    NotaSoort,
    Regelsoort,
)
from vereniging.core.db import db
from vereniging.core.money import NUL, Bedrag
from vereniging.leden.models import Aanmelding, Lid, LidSoort

PER_BLAD = 50
GELD = (Regelsoort.BETALING, Regelsoort.TERUGBETALING, Regelsoort.STORNO)


def contributiejaar(jaar: int) -> Contributiejaar | None:
    """The year with its prices, if the association fixed it."""
    query = select(Contributiejaar).where(Contributiejaar.jaar == jaar)
    return db.session.scalars(query).one_or_none()


def jaar_op(dag: date) -> Contributiejaar | None:
    """The year that a day falls in, if it was fixed."""
    query = select(Contributiejaar).where(
        Contributiejaar.begin <= dag, Contributiejaar.einde >= dag
    )
    return db.session.scalars(query).one_or_none()


def heeft_notas(jaar: int) -> bool:
    """Whether anybody was charged for this year, applicants too; a run taken back counts not."""
    query = select(Nota.id).outerjoin(Contributierun, Contributierun.id == Nota.run_id)
    query = query.where(Nota.jaar == jaar, Contributierun.terug_op.is_(None))
    return db.session.scalar(query.limit(1)) is not None


def jaren() -> list[Contributiejaar]:
    """Every fixed year, newest first."""
    return list(db.session.scalars(select(Contributiejaar).order_by(Contributiejaar.jaar.desc())))


def laatste_betaling(nota_id: int) -> date | None:
    """The day of the last money received."""
    query = select(func.max(Grootboekregel.valutadatum)).where(
        Grootboekregel.nota_id == nota_id, Grootboekregel.soort == Regelsoort.BETALING
    )
    return db.session.scalar(query)


def nota_van_aanmelding(aanmelding: Aanmelding) -> Nota | None:
    """The nota of an application that still counts."""
    query = select(Nota).where(
        Nota.aanmelding_id == aanmelding.id,
        Nota.soort == NotaSoort.AANMELDING,
        Nota.ingetrokken_op.is_(None),
    )
    return db.session.scalars(query).one_or_none()


def nota_van_eenheid(jaar: int, eenheid: str) -> Nota | None:
    """The nota of this household or member in a year, if it is not withdrawn."""
    query = select(Nota).where(
        Nota.jaar == jaar,
        Nota.eenheid == eenheid,
        Nota.soort == NotaSoort.CONTRIBUTIE,
        Nota.ingetrokken_op.is_(None),
    )
    return db.session.scalars(query).one_or_none()


def notas_van(lid: Lid) -> list[Nota]:
    """What a member sees: their own notas, and those of a household that cover them.

    Who joins a household later does not see what was charged before.
    """
    covering = select(Dekking.nota_id).where(Dekking.lid_id == lid.id)
    mine = [Nota.lid_id == lid.id, Nota.betaler_id == lid.id, Nota.id.in_(covering)]
    query = select(Nota).where(or_(*mine)).order_by(Nota.jaar.desc(), Nota.id.desc())
    return list(db.session.scalars(query))


def te_vragen(jaar: int) -> Select[Nota]:
    """The open notas that nobody was asked to pay yet; those of who died are left in peace."""
    return (
        select(Nota)
        .outerjoin(Lid, Lid.id == Nota.betaler_id)
        .where(
            Nota.jaar == jaar,
            Nota.soort == NotaSoort.CONTRIBUTIE,
            Nota.verzocht_op.is_(None),
            Nota.ingetrokken_op.is_(None),
            Nota.saldo > NUL,
            Lid.overleden_op.is_(None),
        )
    )


def regels_van(nota_id: int) -> list[Grootboekregel]:
    """The ledger of one nota, in the order of booking."""
    query = select(Grootboekregel).where(Grootboekregel.nota_id == nota_id)
    return list(db.session.scalars(query.order_by(Grootboekregel.id)))


def nota_met(kenmerk: str) -> Nota | None:
    """One nota with its payer."""
    query = select(Nota).where(Nota.kenmerk == kenmerk)
    query = query.options(joinedload(Nota.betaler), joinedload(Nota.aanmelding))
    return db.session.scalars(query).one_or_none()


def nota_bij(sleutel: str) -> Nota | None:
    """The nota that this key is about: its own number, or a payment for it."""
    query = select(Nota).where((Nota.kenmerk == sleutel) | (Nota.id == nota_achter(sleutel)))
    return db.session.scalars(query).one_or_none()


def te_betalen(lid: Lid) -> list[Nota]:
    """The open notas that this member was asked to pay, the oldest first."""
    query = select(Nota).where(
        Nota.betaler_id == lid.id,
        Nota.saldo > NUL,
        Nota.verzocht_op.is_not(None),
        Nota.ingetrokken_op.is_(None),
    )
    return list(db.session.scalars(query.order_by(Nota.vervaldatum, Nota.id)))


def open_van_overledenen() -> list[Nota]:
    """The open notas of who died: nobody is asked, the board decides."""
    query = select(Nota).join(Lid, Lid.id == Nota.betaler_id)
    query = query.where(
        Lid.overleden_op.is_not(None), Nota.saldo > NUL, Nota.ingetrokken_op.is_(None)
    )
    return list(db.session.scalars(query.order_by(Nota.id)))


def eenheid_van(
    jaar: Contributiejaar, lid: int, huishouden: int | None, soort: LidSoort
) -> tuple[str, bool]:
    """The key of who shares a nota (`h12`, `l34`), and whether it is a household."""
    samen = soort is LidSoort.LID and jaar.per is Categorie.HUISHOUDEN and huishouden is not None
    return (f"h{huishouden}" if samen else f"l{lid}"), samen


def sleutel_van(jaar: Contributiejaar, lid: Lid) -> str:
    """The key of the unit that this member belongs to in a year."""
    soort = lid.lidmaatschappen[-1].soort if lid.lidmaatschappen else LidSoort.LID
    return eenheid_van(jaar, lid.id, lid.huishouden_id, soort)[0]


def minima_bij(jaar: int, eenheid: str) -> Minimaregeling | None:
    """What this unit asked for a year."""
    query = select(Minimaregeling).filter_by(jaar=jaar, eenheid=eenheid)
    return db.session.scalars(query).one_or_none()


def minima_vragen(uitkomst: Minimauitkomst | None = None) -> list[Minimaregeling]:
    """The questions for the low price, the newest first; those with this outcome, or all."""
    query = select(Minimaregeling).options(joinedload(Minimaregeling.lid))
    if uitkomst is not None:
        query = query.where(Minimaregeling.uitkomst == uitkomst)
    return list(db.session.scalars(query.order_by(Minimaregeling.id.desc())))


def jaren_vanaf(dag: date) -> list[Contributiejaar]:
    """The year of this day and the fixed years after it, the first first."""
    query = select(Contributiejaar).where(Contributiejaar.einde >= dag)
    return list(db.session.scalars(query.order_by(Contributiejaar.jaar)))


def runs_van(jaar: int) -> list[Contributierun]:
    """Each time that notas of a year were made, the newest first."""
    query = select(Contributierun).filter_by(jaar=jaar).order_by(Contributierun.id.desc())
    return list(db.session.scalars(query))


def minima_van(jaar: int) -> set[str]:
    """The units that pay the low price in a year."""
    query = select(Minimaregeling.eenheid).where(
        Minimaregeling.jaar == jaar, Minimaregeling.uitkomst == Minimauitkomst.TOEGEKEND
    )
    return set(db.session.scalars(query))


def notas(jaar: int, stand: str, blad: int, dag: date) -> tuple[list[Nota], int]:
    """One page of the notas of a year, and how many pages there are."""
    where = {
        "open": [Nota.saldo > NUL],
        "te_laat": [Nota.saldo > NUL, Nota.vervaldatum < dag],
        "betaald": [Nota.saldo <= NUL, Nota.ingetrokken_op.is_(None)],
    }.get(stand, [])
    query = select(Nota).where(Nota.jaar == jaar, *where)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = query.order_by(Nota.volgnummer.desc()).limit(PER_BLAD).offset((blad - 1) * PER_BLAD)
    page = page.options(selectinload(Nota.betaler))
    return list(db.session.scalars(page)), max(1, -(-total // PER_BLAD))


def is_geboekt(bron: Bron, bron_id: str) -> bool:
    """Whether this receipt or statement line is in the ledger and was not undone."""
    query = select(func.sum(Grootboekregel.bedrag)).where(
        Grootboekregel.bron == bron, Grootboekregel.bron_id == bron_id
    )
    return bool(db.session.scalar(query))


def netto_ontvangen(nota_id: int) -> Bedrag:
    """The money that came in for a nota and is still with us."""
    query = select(func.sum(Grootboekregel.bedrag)).where(
        Grootboekregel.nota_id == nota_id, Grootboekregel.soort.in_(GELD)
    )
    return -(db.session.scalar(query) or NUL)


def verwerkte_bankregels(aantal: int) -> list[Bankregel]:
    """The lines that somebody dealt with, the newest first."""
    query = select(Bankregel).where(Bankregel.stand != Bankregelstand.OPEN)
    query = query.options(joinedload(Bankregel.nota))
    return list(db.session.scalars(query.order_by(Bankregel.klaar_op.desc()).limit(aantal)))


def bankbestanden(aantal: int) -> list[Bankbestand]:
    """The statements that were read, the newest first."""
    query = select(Bankbestand).order_by(Bankbestand.id.desc())
    return list(db.session.scalars(query.limit(aantal)))


def aantal_open_bankregels() -> int:
    """How many lines of the bank nobody dealt with."""
    query = select(func.count()).select_from(Bankregel)
    return db.session.scalar(query.where(Bankregel.stand == Bankregelstand.OPEN)) or 0
