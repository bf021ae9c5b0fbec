"""Which nota a line of the bank is probably for, and how sure that is; nothing books itself."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from vereniging.contributie.models import Bron, Grootboekregel, Nota
from vereniging.contributie.models.bank import Bankregel, Bankregelstand
from vereniging.core.db import db, digest
from vereniging.core.money import NUL, Bedrag, vind_betaalkenmerken

NUMMER = re.compile(r"(?<![A-Z0-9])N[-. ]?([0-9]{4})[-. ]?([0-9]{4,6})(?![0-9])")


class Zekerheid(enum.IntEnum):
    ZEKER = 0
    WAARSCHIJNLIJK = 1
    MOGELIJK = 2


@dataclass(frozen=True)
class Koppeling:
    """A nota for a line, and how sure."""

    nota: Nota
    zekerheid: Zekerheid


class Koppelaar:
    """The open notas, ready to be found by number, amount, name and account."""

    def __init__(self) -> None:
        query = select(Nota).where(Nota.saldo > NUL, Nota.ingetrokken_op.is_(None))
        self._open = {(n.jaar, n.volgnummer): n for n in db.session.scalars(query)}
        self._met_bedrag: dict[Bedrag, list[Nota]] = {}
        for nota in self._open.values():
            self._met_bedrag.setdefault(nota.saldo, []).append(nota)
        self._betalers = _bekende_rekeningen()

    def koppel(self, regel: Bankregel) -> list[Koppeling]:
        """What may be paid by this line, the surest first; nothing for money out or Mollie's."""
        if regel.bedrag <= NUL or regel.is_mollie:
            return []
        sure, likely = self._genoemd(regel)
        rows = [(Zekerheid.ZEKER, sure)]
        rows.append((Zekerheid.WAARSCHIJNLIJK, [*likely, *self._bekend(regel)]))
        rows.append((Zekerheid.MOGELIJK, self._op_naam(regel)))
        found: dict[int, Koppeling] = {}
        for zekerheid, notas in rows:
            for nota in notas:
                found.setdefault(nota.id, Koppeling(nota, zekerheid))
        return list(found.values())

    def zekere(self, regels: Iterable[Bankregel]) -> list[tuple[Bankregel, Nota]]:
        """The lines about which there is no doubt; two for one nota leave doubt."""
        pairs = []
        seen: set[int] = set()
        for regel in regels:
            first = next(iter(self.koppel(regel)), None)
            if first and first.zekerheid is Zekerheid.ZEKER and first.nota.id not in seen:
                seen.add(first.nota.id)
                pairs.append((regel, first.nota))
        return pairs

    def _genoemd(self, regel: Bankregel) -> tuple[list[Nota], list[Nota]]:
        tekst = regel.omschrijving.upper()
        checked = vind_betaalkenmerken(tekst)
        named = [(int(jaar), int(nr)) for jaar, nr in NUMMER.findall(tekst)]
        sure = [self._open[key] for key in checked if key in self._open]
        exact = [nota for nota in sure if nota.saldo == regel.bedrag]
        if len(exact) == 1 and len(checked) == 1:
            return exact, []
        return [], [*sure, *(self._open[key] for key in named if key in self._open)]

    def _bekend(self, regel: Bankregel) -> list[Nota]:
        """The one open nota of who paid from this account before, if the amount is right."""
        payers = self._betalers.get(regel.tegenrekening or b"", set())
        same = [n for n in self._met_bedrag.get(regel.bedrag, []) if n.betaler_id in payers]
        return same if len(same) == 1 else []

    def _op_naam(self, regel: Bankregel) -> list[Nota]:
        words = set(re.findall(r"\w{3,}", regel.tegennaam.lower()))
        return [
            nota
            for nota in self._met_bedrag.get(regel.bedrag, [])
            if nota.tenaamstelling.lower().rpartition(" ")[2] in words
        ]


def notas_van(regel: Bankregel) -> list[Nota]:
    """The notas that this line was booked on."""
    bron_id = Grootboekregel.bron_id
    query = (
        select(Nota)
        .join(Grootboekregel, Grootboekregel.nota_id == Nota.id)
        .where(Grootboekregel.bron == Bron.BANK)
        .where((bron_id == regel.vingerafdruk) | bron_id.startswith(f"{regel.vingerafdruk}/"))
        .group_by(Nota.id)
        .having(func.sum(Grootboekregel.bedrag) != NUL)
    )
    return list(db.session.scalars(query.order_by(Nota.id)))


def afdruk(paren: Iterable[tuple[Bankregel, Nota]]) -> str:
    """Changes as soon as another line, nota or amount is among them."""
    parts = [f"{regel.id}:{regel.bedrag.centen}:{nota.id}" for regel, nota in paren]
    return digest(*parts).hex()[:32]


def _bekende_rekeningen() -> dict[bytes, set[int]]:
    query = (
        select(Bankregel.tegenrekening, Nota.betaler_id)
        .join(Nota, Nota.id == Bankregel.nota_id)
        .where(Bankregel.stand == Bankregelstand.GEBOEKT, Bankregel.tegenrekening.is_not(None))
    )
    known: dict[bytes, set[int]] = {}
    for account, payer in db.session.execute(query):
        if account is not None and payer is not None:
            known.setdefault(account, set()).add(payer)
    return known
