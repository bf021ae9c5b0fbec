"""Which rule holds on which day, and what may not be written."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from vereniging.core.db import db
from vereniging.logboek.models import Logboek
from vereniging.statuten.acties import neem_besluit, stel_in
from vereniging.statuten.models import (
    STANDAARD,
    ArtikelOntbreekt,
    Instelling,
    NooitTerug,
    Orgaan,
    Statuten,
)
from vereniging.statuten.queries import (
    artikel,
    instelling,
    openbare_besluiten,
    profiel,
    statuten_op,
)


def versie(dag: date, waarden: dict[str, object], artikelen: dict[str, str]) -> Statuten:
    """A version of the statutes that begins on this day."""
    return Statuten(geldig_vanaf=dag, waarden=waarden, artikelen=artikelen)


@pytest.mark.parametrize("artikelen", [{}, {"bestuurstermijn": ""}, {"bestuurstermijn": "  "}])
def test_another_rule_than_the_usual_one_names_its_article(artikelen: dict[str, str]) -> None:
    nieuw = versie(date(2026, 1, 1), {"bestuurstermijn": 4}, artikelen)
    with pytest.raises(ArtikelOntbreekt, match="Vul het artikel"):
        nieuw.controleer(None)


def test_with_its_article_it_is_fine_and_the_usual_needs_none() -> None:
    versie(date(2026, 1, 1), {"bestuurstermijn": 4}, {"bestuurstermijn": "8"}).controleer(None)
    versie(date(2026, 1, 1), {}, {}).controleer(None)


def test_new_statutes_never_begin_before_the_former_ones() -> None:
    vorige = versie(date(2026, 6, 1), {}, {})
    with pytest.raises(NooitTerug, match="op of na de dag"):
        versie(date(2026, 5, 31), {}, {}).controleer(vorige)
    versie(date(2026, 6, 1), {}, {}).controleer(vorige)


def test_each_day_has_the_rules_that_were_in_force_then(data: Session) -> None:
    data.add_all(
        [
            versie(date(2025, 1, 1), {"bestuurstermijn": 4}, {"bestuurstermijn": "8"}),
            versie(
                date(2026, 3, 1),
                {"bestuurstermijn": 2, "herinneringen": [5, 10]},
                {"bestuurstermijn": "9", "herinneringen": "4"},
            ),
        ]
    )
    assert profiel(date(2024, 12, 31)) == STANDAARD
    assert statuten_op(date(2024, 12, 31)) is None
    assert profiel(date(2025, 1, 1)).bestuurstermijn == 4
    assert profiel(date(2026, 2, 28)).bestuurstermijn == 4
    assert profiel(date(2026, 3, 1)).bestuurstermijn == 2
    assert profiel(date(2026, 3, 1)).herinneringen == (5, 10)
    assert artikel("bestuurstermijn", date(2026, 2, 28)) == "8"
    assert artikel("bestuurstermijn", date(2026, 3, 1)) == "9"
    assert artikel("betaaltermijn", date(2026, 3, 1)) == ""
    assert artikel("bestuurstermijn", date(2024, 1, 1)) == ""


def test_a_word_that_no_rule_has_changes_nothing() -> None:
    assert STANDAARD.met({"bestaat_niet": 1}) == STANDAARD


def test_two_versions_cannot_begin_on_one_day(data: Session) -> None:
    data.add(versie(date(2026, 1, 1), {}, {}))
    data.flush()
    data.add(versie(date(2026, 1, 1), {}, {}))
    with pytest.raises(IntegrityError):
        data.flush()


def test_a_setting_is_read_back_and_an_unknown_name_is_an_error(data: Session) -> None:
    assert instelling("naam") == "Vereniging Wijkbelangen"
    stel_in(naam="Vereniging De Buurt")
    stel_in(naam="Vereniging De Wijk", waakhonden=["a@example.org"])
    assert instelling("naam") == "Vereniging De Wijk"
    assert instelling("waakhonden") == ["a@example.org"]
    assert data.query(Instelling).count() == 2
    with pytest.raises(KeyError):
        stel_in(bestaat_niet=1)
    with pytest.raises(KeyError):
        instelling("bestaat_niet")


def test_a_decision_gets_the_next_number_of_the_year_and_a_line_in_the_log(
    data: Session, nu: datetime
) -> None:
    eerste = neem_besluit(Orgaan.BESTUUR, "Tarief", "Wij vragen € 10.", nu)
    tweede = neem_besluit(Orgaan.ALV, "Bestuur", "Gekozen.", nu, is_openbaar=True)
    assert (eerste.kenmerk, tweede.kenmerk) == ("B-2026-001", "B-2026-002")
    assert eerste.datum == date(2026, 11, 22)
    assert openbare_besluiten() == [tweede]
    db.session.commit()
    soorten = {regel.soort for regel in data.query(Logboek)}
    assert soorten == {"besluit.genomen"}
