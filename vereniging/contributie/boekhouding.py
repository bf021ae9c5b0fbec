"""The sums of a year for the treasurer, and the ledger as journal lines for a bookkeeper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from vereniging.betalingen.models import Betaling, BetalingStand
from vereniging.contributie.models import Bron, Grootboekregel, Nota, NotaSoort, Regelsoort
from vereniging.contributie.queries import GELD, te_vragen
from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import db
from vereniging.core.export import Cell, write_csv
from vereniging.core.money import NUL, Bedrag

ONDERWEG = (BetalingStand.IN_BEHANDELING, BetalingStand.GERESERVEERD)
DEBITEUREN = "1300 Debiteuren"
GELDREKENING = {
    Bron.MOLLIE: "1120 Mollie",
    Bron.BANK: "1100 Bank",
    Bron.CONTANT: "1000 Kas",
}
TEGENREKENING = {
    Regelsoort.NOTA: "8000 Contributie",
    Regelsoort.GIFT: "8100 Giften",
    Regelsoort.VERMINDERING: "8010 Korting",
    Regelsoort.KWIJTSCHELDING: "8020 Kwijtgescholden",
    Regelsoort.CORRECTIE: "8090 Correcties",
}
KOP = (
    *("boekdatum", "valutadatum", "boekjaar", "nota", "tenaamstelling", "soort", "bedrag"),
    *("debet", "credit", "bron", "bron_id", "uitleg"),
)
KOP_OPEN = ("nota", "tenaamstelling", "bedrag", "open", "betaal_uiterlijk", "stand")


@dataclass(frozen=True, kw_only=True)
class Jaarcijfers:
    """The sums of a year: what is sure, what is under way, what may still come."""

    aantal: int
    opgelegd: Bedrag
    ontvangen: Bedrag
    giften: Bedrag
    kwijtgescholden: Bedrag
    open: Bedrag
    tegoed: Bedrag
    onderweg: Bedrag
    aanmeldingen: Bedrag
    te_laat: int
    nog_te_vragen: int

    @property
    def verwacht(self) -> Bedrag:
        """What members owe; of who only applied nothing is expected yet."""
        return self.open - self.aanmeldingen


def per_soort(jaar: int) -> list[tuple[Regelsoort, int, Bedrag]]:
    """Each kind of row in the ledger of a year: how many, and their sum."""
    query = (
        select(Grootboekregel.soort, func.count(), func.sum(Grootboekregel.bedrag))
        .join(Nota, Nota.id == Grootboekregel.nota_id)
        .where(Nota.jaar == jaar)
        .group_by(Grootboekregel.soort)
    )
    found = {row[0]: (row[1], row[2]) for row in db.session.execute(query)}
    return [(soort, *found[soort]) for soort in Regelsoort if soort in found]


def cijfers(jaar: int, dag: date) -> Jaarcijfers:
    """What was charged, received, is under way and still open in a year."""
    per = {soort: bedrag for soort, _count, bedrag in per_soort(jaar)}
    geldig = [Nota.jaar == jaar, Nota.ingetrokken_op.is_(None)]
    count = select(func.count()).select_from(Nota).where(*geldig)
    late = count.where(Nota.saldo > NUL, Nota.vervaldatum < dag)
    unasked = select(func.count()).select_from(te_vragen(jaar).subquery())
    owing = select(func.sum(Nota.saldo)).where(Nota.jaar == jaar, Nota.saldo > NUL)
    credit = select(func.sum(Nota.saldo)).where(Nota.jaar == jaar, Nota.saldo < NUL)
    moving = select(func.sum(Betaling.bedrag)).join(Nota, Nota.id == Betaling.nota_id)
    charged = (Regelsoort.NOTA, Regelsoort.VERMINDERING, Regelsoort.CORRECTIE)
    return Jaarcijfers(
        aantal=db.session.scalar(count) or 0,
        opgelegd=sum((per.get(soort, NUL) for soort in charged), NUL),
        ontvangen=-sum((per.get(soort, NUL) for soort in GELD), NUL),
        giften=per.get(Regelsoort.GIFT, NUL),
        kwijtgescholden=-per.get(Regelsoort.KWIJTSCHELDING, NUL),
        open=db.session.scalar(owing) or NUL,
        tegoed=-(db.session.scalar(credit) or NUL),
        onderweg=db.session.scalar(moving.where(Nota.jaar == jaar, Betaling.stand.in_(ONDERWEG)))
        or NUL,
        aanmeldingen=db.session.scalar(owing.where(Nota.soort == NotaSoort.AANMELDING)) or NUL,
        te_laat=db.session.scalar(late) or 0,
        nog_te_vragen=db.session.scalar(unasked) or 0,
    )


def grootboek_csv(jaar: int) -> Iterator[bytes]:
    """Every row of a year with the accounts it moves between; their sum is that of the page."""
    query = (
        select(Grootboekregel)
        .join(Grootboekregel.nota)
        .where(Nota.jaar == jaar)
        .options(joinedload(Grootboekregel.nota))
        .order_by(Grootboekregel.id)
    )
    return write_csv(KOP, (_regel(row) for row in db.session.scalars(query)))


def _regel(row: Grootboekregel) -> list[Cell]:
    debet, credit = _rekeningen(row)
    return [
        row.geboekt_op.astimezone(AMSTERDAM).date(),
        row.valutadatum,
        row.nota.jaar,
        row.nota.kenmerk,
        row.nota.tenaamstelling,
        row.soort.value,
        row.bedrag,
        debet,
        credit,
        row.bron.value,
        row.bron_id,
        row.uitleg,
    ]


def _rekeningen(row: Grootboekregel) -> tuple[str, str]:
    """Debit and credit: what is owed more is debit of the debtors, whatever the other side is."""
    ander = TEGENREKENING.get(row.soort) or GELDREKENING.get(row.bron, "8090 Correcties")
    return (DEBITEUREN, ander) if row.bedrag > NUL else (ander, DEBITEUREN)


def openstaand_csv(jaar: int, dag: date) -> Iterator[bytes]:
    """The notas of a year that are not settled, money too much included."""
    query = select(Nota).where(Nota.jaar == jaar, Nota.saldo != NUL).order_by(Nota.volgnummer)
    rows = (
        (n.kenmerk, n.tenaamstelling, n.bedrag, n.saldo, n.vervaldatum, n.stand(dag))
        for n in db.session.scalars(query)
    )
    return write_csv(KOP_OPEN, rows)
