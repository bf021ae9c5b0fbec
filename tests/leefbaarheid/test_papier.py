"""The figures on one side of A4."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest
import typst
from sqlalchemy.orm import Session

from tests.leefbaarheid import factories as f
from tests.meldingen.factories import een_buurt
from tests.support.client import Client
from vereniging.core import paper
from vereniging.core.resources import resource
from vereniging.leefbaarheid import acties, papier
from vereniging.leefbaarheid.models import Indicator, Meting
from vereniging.leefbaarheid.monitor import Monitor, monitor
from vereniging.leefbaarheid.perioden import periode
from vereniging.meldingen.models import MeldingStand

DAG = date(2026, 11, 22)


def figures() -> Monitor:
    chosen = periode("12m", DAG)
    assert chosen is not None
    return monitor(chosen, DAG)


def een_indicator(data: Session, naam: str) -> None:
    indicator = Indicator(
        naam=naam, thema=None, eenheid="rapportcijfer", gebied="Het district",
        definitie="Wie de enquête invulde.", bron="Gemeente (voorbeeld)",
    )  # fmt: skip
    acties.noteer_indicator(indicator)
    acties.noteer_meting(indicator, Meting(periode="2025", gepubliceerd_op=DAG, honderdsten=760))


def test_everyone_prints_the_numbers_of_the_page(
    client: Client, data: Session, nu: datetime
) -> None:
    een_buurt(data)
    for duur in range(6):
        f.melding(data, nu - timedelta(days=60), MeldingStand.OPGELOST, duur)
    een_indicator(data, "Cijfer voor de buurt 😀 #panic $x$")
    data.commit()
    answer = client.get("/leefbaarheid.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert "/leefbaarheid.pdf?periode=12m" in client.get("/leefbaarheid").text
    assert client.get("/leefbaarheid.pdf?periode=x").status_code == 404
    sheet = papier.velden(figures())
    assert sheet["samen"].startswith("6 meldingen van 6 bekende huishoudens.")
    themes, parties, promises = sheet["tabellen"]
    assert ["6", "6", "2 dagen"] in [row[1:] for row in themes["rijen"]]
    assert ["6", "0", "0", "0", "–"] in [row[1:] for row in parties["rijen"]]
    assert len(promises["rijen"]) == 5
    assert any("7,6" in line for line in sheet["regels"])


def test_it_is_one_side_also_with_long_names(data: Session, nu: datetime) -> None:
    een_buurt(data)
    een_indicator(data, "Cijfer voor de buurt")
    enquete = acties.maak_enquete("ronde", "Ronde", nu - timedelta(days=1))
    enquete.openen(nu - timedelta(days=1), nu)
    acties.sluit(enquete, nu)
    data.flush()
    sheet = papier.velden(figures())
    assert sheet["samen"] == "In deze periode is niets gemeld."
    assert "minder dan 5 antwoorden" in sheet["regels"][0]
    sheet["tabellen"][0]["rijen"][0][0] *= 3
    sheet["regels"] = ["Een lange regel over de enquête. " * 12] * 2
    source = (resource("templates") / "leefbaarheid" / "blad.typ").read_bytes()
    inputs = {"data": json.dumps(sheet)}
    found = typst.compile(source, format="svg", sys_inputs=inputs, ignore_system_fonts=True)
    assert not isinstance(found, list)


def test_without_the_package_the_page_offers_no_sheet(
    client: Client, data: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    een_buurt(data)
    monkeypatch.setattr(paper, "find_spec", lambda _name: None)
    assert ".pdf" not in client.get("/leefbaarheid").text
    assert client.get("/leefbaarheid.pdf").status_code == 404
