"""Take one nota back: never with money on it, told to who was asked, and undone or made anew."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, een_nota, pad, regels
from tests.conftest import Login
from tests.contributie.test_herinneren import betaal
from tests.factories import een_lid
from tests.leden.factories import post
from tests.support.client import Client
from vereniging.contributie import acties
from vereniging.contributie.acties import kwijtschelden
from vereniging.contributie.acties.boeken import Regel
from vereniging.contributie.models import (
    Bron,
    Contributiejaar,
    Dekking,
    JaarStand,
    Nota,
    Regelsoort,
)
from vereniging.core.db import db
from vereniging.core.money import Bedrag
from vereniging.toegang.models import Account

REDEN = {"reden": "Twee keer hetzelfde huishouden"}


@pytest.fixture
def nota(data: Session) -> Nota:
    made = een_nota()
    made.verzocht_op = NU - timedelta(days=3)
    data.flush()
    return made


@pytest.fixture
def kas(login: Login, nota: Nota) -> Client:
    del nota  # first the nota, then the treasurer who is charged later
    return login(een_lid(), "penningmeester")


def url(nota: Nota) -> str:
    return f"/bestuur/contributie/notas/{nota.kenmerk}"


def trek_in(kas: Client, nota: Nota) -> tuple[int, str]:
    answer = kas.post(f"{url(nota)}/intrekking", REDEN)
    return answer.status_code, answer.text


def gedekt() -> int:
    return len(db.session.scalars(select(Dekking)).all())


def test_a_mistaken_nota_is_taken_back_with_a_reason_and_one_mail(
    data: Session, kas: Client, nota: Nota, client: Client
) -> None:
    assert "Trek de nota in" in kas.get(url(nota)).text
    assert trek_in(kas, nota)[0] == 303
    data.refresh(nota)
    assert (nota.saldo, nota.reden) == (Bedrag(0), REDEN["reden"])
    assert regels() == [("nota", 1000), ("nota", -1000)]
    assert gedekt() == 0
    assert len(post("intrekking:")) == 1
    assert REDEN["reden"] in kas.get(url(nota)).text
    assert client.get(pad(nota)).status_code == 410
    assert trek_in(kas, nota)[0] == 409


def test_who_was_asked_nothing_hears_nothing(data: Session, kas: Client, nota: Nota) -> None:
    nota.verzocht_op = None
    assert trek_in(kas, nota)[0] == 303
    assert post("intrekking:") == []


def test_a_mistake_is_undone_and_the_household_is_covered_again(
    data: Session, kas: Client, nota: Nota
) -> None:
    trek_in(kas, nota)
    again = f"{url(nota)}/intrekking/terug"
    assert "Laat de nota weer gelden" in kas.get(url(nota)).text
    assert kas.post(again).status_code == 303
    data.refresh(nota)
    assert (nota.saldo, nota.ingetrokken_op) == (Bedrag(1000), None)
    assert regels() == [("nota", 1000), ("nota", -1000), ("nota", 1000)]
    assert gedekt() == 1
    assert len(post("intrekking:")) == 2
    assert kas.post(again).status_code == 409
    acties.maak_notas(2026, NU)
    assert data.scalars(select(Nota).filter_by(eenheid=nota.eenheid)).all() == [nota]


def test_a_new_nota_takes_its_place_and_then_the_old_one_stays_away(
    data: Session, kas: Client, nota: Nota
) -> None:
    trek_in(kas, nota)
    acties.maak_notas(2026, NU)
    answer = kas.post(f"{url(nota)}/intrekking/terug")
    assert answer.status_code == 409
    assert "intussen een andere nota" in answer.text
    same = select(Nota).filter_by(eenheid=nota.eenheid, ingetrokken_op=None)
    valid = data.scalars(same).one()
    assert valid.kenmerk != nota.kenmerk


@pytest.mark.parametrize("centen", [400, 1000])
def test_a_nota_with_money_on_it_stays(data: Session, kas: Client, nota: Nota, centen: int) -> None:
    ontvangst = Regel(
        soort=Regelsoort.BETALING,
        bedrag=Bedrag(-centen),
        valutadatum=NU.date(),
        bron=Bron.BANK,
        bron_id="2026:1",
    )
    row = acties.boek_ontvangst(nota, ontvangst, NU)
    status, text = trek_in(kas, nota)
    assert (status, "Betaal dat eerst terug" in text) == (409, True)
    shown = kas.get(url(nota)).text
    assert "Betaal dat eerst terug" in shown
    assert "Trek de nota in" not in shown
    acties.draai_terug(row, NU, None)
    assert trek_in(kas, nota)[0] == 303
    assert sum(cents for _soort, cents in regels()) == 0


def test_what_was_lowered_by_a_decision_is_not_taken_back(
    data: Session, kas: Client, nota: Nota
) -> None:
    lower = Regel(
        soort=Regelsoort.VERMINDERING,
        bedrag=Bedrag(-300),
        valutadatum=NU.date(),
        bron=Bron.BESTUUR,
        bron_id="minima:1",
    )
    acties.boek(nota, lower, NU)
    status, text = trek_in(kas, nota)
    assert (status, "al verminderd of kwijtgescholden" in text) == (409, True)


def test_while_the_board_looks_at_a_waiver_the_nota_stays(
    data: Session, kas: Client, nota: Nota
) -> None:
    kwijtschelden.stel_voor(nota, Bedrag(1000), "Kan het niet betalen", NU, een_account())
    assert trek_in(kas, nota)[0] == 409


def een_account() -> int:
    row = Account(email="bestuur-intrekken@example.org", gemaakt_op=NU)
    db.session.add(row)
    db.session.flush()
    return row.id


def test_nobody_takes_back_what_their_own_household_owes(
    data: Session, login: Login, nota: Nota
) -> None:
    assert nota.betaler is not None
    eigen = login(nota.betaler, "penningmeester")
    status, text = trek_in(eigen, nota)
    assert (status, "beslist een ander" in text) == (409, True)


def test_closed_books_stay_as_they_are(data: Session, kas: Client, nota: Nota) -> None:
    jaar = data.scalars(select(Contributiejaar)).one()
    jaar.stand = JaarStand.GESLOTEN
    data.flush()
    status, text = trek_in(kas, nota)
    assert (status, "is afgesloten" in text) == (409, True)


def test_only_the_treasurer_and_never_without_a_reason(
    data: Session, kas: Client, login: Login, nota: Nota
) -> None:
    assert kas.post(f"{url(nota)}/intrekking", {"reden": "fout"}).status_code == 422
    for rol in ("secretaris", "kascommissie"):
        assert trek_in(login(een_lid(), rol), nota)[0] == 403
    assert nota.ingetrokken_op is None
    betaal(nota)
    assert nota.saldo == Bedrag(0)
