"""The promises as open data: public ones only, and no verdict before the other side is heard."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from tests.convenant.factories import een_afspraak, een_geldende_afspraak, een_tafel
from tests.support.client import Client
from vereniging.convenant.models import AfspraakStand, Oordeel, Waarneming
from vereniging.core.export import read_csv

DAG = date(2026, 11, 22)


def rows(client: Client) -> list[dict[str, str]]:
    answer = client.get("/open-data/afspraken.csv")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    head, *lines = read_csv(answer.data)
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_only_promises_in_force_are_open_data(client: Client, data: Session) -> None:
    zetels = een_tafel()
    een_geldende_afspraak(zetels)
    data.add(een_afspraak(zetels[0], kenmerk="A-2026-002", tekst="Nog geheim"))
    (row,) = rows(client)
    assert row["kenmerk"] == "A-2026-001"
    assert (row["stand"], row["is_te_laat"]) == ("van_kracht", "ja")
    assert client.get("/afspraken.csv").data == client.get("/open-data/afspraken.csv").data


def test_a_broken_promise_is_told_after_the_other_side_could_answer(
    client: Client, data: Session
) -> None:
    afspraak = een_geldende_afspraak(een_tafel(), stand=AfspraakStand.NIET_NAGEKOMEN)
    afspraak.waarnemingen.append(Waarneming(partij=afspraak.partij, op=DAG, oordeel=Oordeel.NIET))
    for ago, told in ((3, "in_beoordeling"), (40, "niet_nagekomen")):
        for waarneming in afspraak.waarnemingen:
            waarneming.op = DAG - timedelta(days=ago)
        data.commit()
        assert rows(client)[0]["stand"] == told
