"""A whole run undone while nobody noticed it; after that only one by one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, TIEN, een_jaar, regels
from tests.conftest import Login
from tests.contributie.test_herinneren import betaal, een_betaling
from tests.factories import een_huishouden, een_lid
from vereniging.contributie import acties
from vereniging.contributie.acties.run_terug import RunIsOnderweg, draai_run_terug
from vereniging.contributie.models import Contributierun, Dekking, Nota
from vereniging.core.errors import KanNietMeer

REDEN = "Het tarief was verkeerd overgenomen."


def een_run(data: Session) -> Contributierun:
    """Two households, charged in one run."""
    een_jaar()
    data.add_all([een_huishouden(een_lid(), een_lid()), een_huishouden(een_lid())])
    data.flush()
    acties.maak_notas(2026, NU)
    return data.scalars(select(Contributierun)).one()


def open_notas(data: Session) -> list[Nota]:
    data.expire_all()
    return list(data.scalars(select(Nota).where(Nota.ingetrokken_op.is_(None)).order_by(Nota.id)))


def test_undone_nobody_owes_anything_and_everyone_can_be_charged_again(data: Session) -> None:
    run = een_run(data)
    assert draai_run_terug(run.id, REDEN, NU, None) == 2
    assert regels() == [("nota", 1000)] * 2 + [("nota", -1000)] * 2
    assert open_notas(data) == []
    assert {nota.saldo.centen for nota in data.scalars(select(Nota))} == {0}
    assert data.scalars(select(Dekking)).all() == []
    with pytest.raises(KanNietMeer):
        draai_run_terug(run.id, REDEN, NU, None)
    een_jaar(huishouden=1250)  # nobody was told, so the price may still be put right
    assert acties.maak_notas(2026, NU) == 2
    assert [nota.bedrag.centen for nota in open_notas(data)] == [1250, 1250]
    assert len(data.scalars(select(Dekking)).all()) == 3


@pytest.mark.parametrize("wat", ["verstuurd", "betaald", "begonnen", "ingetrokken"])
def test_after_anybody_was_asked_or_paid_it_is_refused(data: Session, wat: str) -> None:
    run = een_run(data)
    nota = open_notas(data)[0]
    gebeurt(nota, wat)
    data.flush()
    with pytest.raises(RunIsOnderweg, match="al 1 verstuurd"):
        draai_run_terug(run.id, REDEN, NU, None)


def gebeurt(nota: Nota, wat: str) -> None:
    if wat == "verstuurd":
        nota.verzocht_op = NU
    elif wat == "betaald":
        betaal(nota)
    elif wat == "begonnen":
        een_betaling(nota)
    else:
        acties.aanmelden.trek_nota_in(nota, "Een vergissing.", NU)


def test_only_this_run_is_undone(data: Session) -> None:
    first = een_run(data)
    data.add(een_huishouden(een_lid()))
    data.flush()
    acties.maak_notas(2026, NU + timedelta(days=1))
    second = data.scalars(select(Contributierun).where(Contributierun.id != first.id)).one()
    assert draai_run_terug(second.id, REDEN, NU, None) == 1
    assert [nota.saldo for nota in open_notas(data)] == [TIEN, TIEN]
    assert len(data.scalars(select(Dekking)).all()) == 3


def test_the_treasurer_undoes_it_with_a_reason(data: Session, login: Login) -> None:
    run = een_run(data)
    kas, page = login(een_lid(), "penningmeester"), f"/bestuur/contributie/2026/run/{run.id}"
    assert "Trek 2 nota’s in" in kas.get(page).text
    assert kas.post(f"{page}/terug", {"reden": "fout"}).status_code == 422
    assert login(een_lid(), "kascommissie").post(f"{page}/terug").status_code == 403
    assert kas.post(f"{page}/terug", {"reden": REDEN}).status_code == 303
    shown = kas.get(page).text
    assert REDEN in shown
    assert "Trek 2 nota’s in" not in shown
    nota = open_notas(data)
    assert nota == []


def test_what_was_sent_shows_why_it_cannot(data: Session, login: Login) -> None:
    run = een_run(data)
    open_notas(data)[0].verzocht_op = NU
    data.flush()
    page = f"/bestuur/contributie/2026/run/{run.id}"
    assert "Dit kan niet meer" in login(een_lid(), "penningmeester").get(page).text
