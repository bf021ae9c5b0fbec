"""Who leaves owes the whole year, unless the law or the statutes say less."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, een_jaar, een_nota, regels
from tests.factories import een_huishouden, een_lid
from vereniging.contributie import acties
from vereniging.contributie.acties.jaren import besluit_tarieven
from vereniging.contributie.acties.vertrek import verminder_bij_vertrek
from vereniging.contributie.models import Categorie, Nota
from vereniging.core.money import Bedrag
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.acties.opzeggen import voer_opzegging_uit, zeg_op
from vereniging.leden.models import Lid, Lidmaatschap
from vereniging.leden.opzegtermijn import Opzeggrond
from vereniging.leden.opzegwens import Opzegwens
from vereniging.statuten.models import Statuten

VANDAAG = amsterdam_day(NU)


def weg(lid: Lid, dag: date) -> None:
    """The last day of this member was this one."""
    periode: Lidmaatschap = lid.lidmaatschappen[-1]
    periode.einde = dag
    verminder_bij_vertrek(lid, dag, NU)


def per_maand(data: Session) -> None:
    naam = "contributie_bij_einde"
    data.add(Statuten(geldig_vanaf=date(2020, 1, 1), waarden={naam: "per_maand"},
                      artikelen={naam: "8"}))  # fmt: skip


def betaler(nota: Nota) -> Lid:
    assert nota.betaler is not None
    return nota.betaler


def test_the_whole_year_is_owed(data: Session) -> None:
    nota = een_nota()
    weg(betaler(nota), VANDAAG)
    assert nota.saldo == Bedrag(1000)
    assert regels() == [("nota", 1000)]


@pytest.mark.parametrize(
    ("dag", "saldo"),
    [(date(2026, 1, 31), 83), (date(2026, 6, 30), 500), (date(2026, 12, 30), 1000)],
)
def test_when_the_statutes_say_so_the_months_to_come_are_free(
    data: Session, dag: date, saldo: int
) -> None:
    per_maand(data)
    nota = een_nota()
    weg(betaler(nota), dag)
    assert nota.saldo == Bedrag(saldo)
    weg(betaler(nota), dag)
    assert nota.saldo == Bedrag(saldo)


def test_while_somebody_of_the_household_stays_nothing_changes(data: Session) -> None:
    per_maand(data)
    een_jaar()
    een, ander = een_lid(), een_lid()
    data.add(een_huishouden(een, ander))
    data.flush()
    acties.maak_notas(2026, NU)
    nota = data.scalars(select(Nota)).one()
    weg(een, date(2026, 6, 30))
    assert nota.saldo == Bedrag(1000)
    weg(ander, date(2026, 6, 30))
    assert nota.saldo == Bedrag(500)


def test_of_a_year_that_had_not_begun_nothing_is_owed(data: Session) -> None:
    een_jaar(2027)
    lid = een_lid()
    data.add(een_huishouden(lid))
    data.flush()
    acties.maak_notas(2027, NU)
    nota = data.scalars(select(Nota)).one()
    weg(lid, date(2026, 12, 31))
    assert nota.saldo == Bedrag(0)
    assert regels() == [("nota", 1000), ("vermindering", -1000)]


def test_who_leaves_because_of_a_higher_price_owes_the_old_one(data: Session) -> None:
    een_jaar(2025)
    lid = een_lid()
    data.add(een_huishouden(lid))
    data.flush()
    hoger = {Categorie.HUISHOUDEN: Bedrag(2500)}
    besluit_tarieven(2026, hoger, (VANDAAG, "De ALV verhoogt de contributie."), NU)
    acties.maak_notas(2026, NU)
    nota = data.scalars(select(Nota)).one()
    assert nota.saldo == Bedrag(2500)
    opzegging = zeg_op(lid, NU, Opzegwens(grond=Opzeggrond.VERZWARING))
    data.flush()
    assert opzegging.einddatum == VANDAAG
    later = NU.replace(day=24)
    assert voer_opzegging_uit(opzegging, later)
    assert nota.saldo == Bedrag(1000)


def test_who_leaves_in_the_usual_way_owes_the_new_price(data: Session) -> None:
    een_jaar(2025)
    lid = een_lid()
    data.add(een_huishouden(lid))
    data.flush()
    hoger = {Categorie.HUISHOUDEN: Bedrag(2500)}
    besluit_tarieven(2026, hoger, (VANDAAG, "De ALV verhoogt de contributie."), NU)
    acties.maak_notas(2026, NU)
    nota = data.scalars(select(Nota)).one()
    weg(lid, date(2026, 12, 30))
    assert nota.saldo == Bedrag(2500)
