"""Two years of dues: notas, money that came by bank and in cash, and who is late."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from vereniging.contributie.achterstand import kandidaat_ids
from vereniging.contributie.acties.boeken import Regel, boek_ontvangst, draai_terug
from vereniging.contributie.acties.herinneren import herinner, pauzeer
from vereniging.contributie.acties.jaren import stel_jaar_vast
from vereniging.contributie.acties.notas import maak_notas, vraag_betaling
from vereniging.contributie.models import Bron, Categorie, Grootboekregel, Nota, Regelsoort
from vereniging.core.db import db
from vereniging.core.money import Bedrag
from vereniging.core.references import next_reference
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan

TARIEVEN = {
    Categorie.HUISHOUDEN: Bedrag(1000),
    Categorie.LID: Bedrag(1000),
    Categorie.BEDRIJF: Bedrag(2500),
    Categorie.DONATEUR: Bedrag(500),
}
NOG_OPEN = {0: 0, 1: 7}  # years ago to now: how many did not pay


def vertel(verhaal: Geschiedenis) -> None:
    """Last year everyone paid; this year a few did not yet."""
    for nummer, jaar in enumerate((verhaal.vandaag.year - 1, verhaal.vandaag.year)):
        _jaar(verhaal, jaar, NOG_OPEN[nummer])
    _terug(verhaal)
    _herinner(verhaal)


def _jaar(verhaal: Geschiedenis, jaar: int, open_gebleven: int) -> None:
    begin = date(jaar, 2, 3)
    with verhaal.daad(verhaal.op(date(jaar - 1, 12, 9))) as nu:
        besluit = neem_besluit(
            Orgaan.ALV,
            f"Contributie {jaar}",
            f"De contributie voor {jaar} is 10 euro per huishouden.",
            nu,
            is_openbaar=True,
        )
        stel_jaar_vast(jaar, TARIEVEN, besluit)
    with verhaal.daad(verhaal.op(begin, 10)) as nu:
        maak_notas(jaar, nu)
        vraag_betaling(jaar, nu)
    verhaal.werk(verhaal.op(begin, 10, 1))
    with verhaal.daad(verhaal.op(begin + timedelta(days=95))) as nu:
        notas = list(db.session.scalars(select(Nota).where(Nota.jaar == jaar).order_by(Nota.id)))
        verhaal.toeval.shuffle(notas)
        for nummer, nota in enumerate(notas[open_gebleven:]):
            dag = begin + timedelta(days=2 + verhaal.toeval.randint(0, 80))
            contant = nummer % 12 == 0
            regel = Regel(
                soort=Regelsoort.BETALING,
                bedrag=-nota.saldo,
                valutadatum=dag,
                bron=Bron.CONTANT if contant else Bron.BANK,
                bron_id=next_reference("K", jaar) if contant else f"voorbeeld-{nota.kenmerk}",
                uitleg="Contant bij de koffie" if contant else f"Overboeking {nota.kenmerk}",
            )
            boek_ontvangst(nota, regel, nu)


def _terug(verhaal: Geschiedenis) -> None:
    """One booking turned out to be somebody else's and was undone."""
    with verhaal.daad(verhaal.moment(-25)) as nu:
        query = (
            select(Grootboekregel)
            .where(Grootboekregel.bron == Bron.BANK)
            .order_by(Grootboekregel.id.desc())
        )
        row = db.session.scalars(query.limit(1)).one()
        draai_terug(row, nu, None)


def _herinner(verhaal: Geschiedenis) -> None:
    """Who did not pay had a first reminder; one household is left in peace for a while."""
    with verhaal.daad(verhaal.moment(-20)) as nu:
        nummers = kandidaat_ids(nu)
        herinner(nummers, nu, None)
        nota = db.session.get_one(Nota, nummers[0])
        pauzeer(nota, verhaal.dag(30), "Ligt in het ziekenhuis, belde zelf.", verhaal.dag(-20))
