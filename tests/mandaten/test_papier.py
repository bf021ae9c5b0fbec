"""A mandate on paper: for who may read it, with the address where it can be checked."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import typst
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.mandaten.factories import Gang, een_gang, stemmen
from tests.stembus.factories import om
from tests.support.client import Client
from vereniging.core import paper
from vereniging.core.resources import resource
from vereniging.mandaten import papier
from vereniging.mandaten.models import Mandaat
from vereniging.standpunten.models import Argument, Richting


def sheet(mandaat: Mandaat, nu: datetime) -> dict[str, Any]:
    """What goes into the document."""
    velden: dict[str, Any] = papier._velden(mandaat, nu.date())
    return velden


def pages(mandaat: Mandaat, nu: datetime) -> int:
    """How many sides of A4 it takes."""
    source = (resource("templates") / "mandaten" / "mandaat.typ").read_bytes()
    inputs = {"data": json.dumps(sheet(mandaat, nu))}
    found = typst.compile(source, format="svg", sys_inputs=inputs, ignore_system_fonts=True)
    return len(found) if isinstance(found, list) else 1


def met_redenen(gang: Gang, nu: datetime, aantal: int) -> None:
    """Members gave these many long reasons a side."""
    for nummer in range(aantal):
        for richting in Richting:
            gang.standpunt.versie.argumenten.append(
                Argument(lid=gang.auteur, richting=richting, tekst=f"{nummer} " * 40, op=nu)
            )


def test_everyone_prints_it_after_the_meeting_and_members_before(
    data: Session, nu: datetime, client: Client, login: Login
) -> None:
    gang = een_gang(nu, stemmen(m1=2, m2=6))
    path = f"/mandaten/{gang.mandaat.slug}.pdf"
    member = login(een_lid()).get(path)
    assert member.status_code == 200
    assert member.mimetype == "application/pdf"
    assert member.data.startswith(b"%PDF-")
    assert client.get(path).status_code == 404
    om(gang.mandaat.stemming.sluit_op + timedelta(days=61))
    assert client.get(path).status_code == 200
    assert path in client.get(f"/mandaten/{gang.mandaat.slug}").text
    assert client.get("/mandaten/onbekend.pdf").status_code == 404


def test_it_says_what_binds_and_where_to_check_it(data: Session, nu: datetime) -> None:
    gang = een_gang(nu, stemmen(m1=2, m2=6))
    met_redenen(gang, nu, 5)
    velden = sheet(gang.mandaat, nu)
    facts = dict(velden["feiten"])
    assert facts["Inzet"] == "De hele zaterdag"
    assert facts["Ondergrens"] == "Alleen de ochtend"
    assert facts["Breekpunt"] == "Geen ja zonder pas."
    assert "Ruilruimte" not in facts
    assert velden["cijfers"] == "8 van de 10 leden stemden: 8 voor, 0 tegen, 0 blanco."
    assert velden["adres"].endswith(f"/stembus/{gang.mandaat.slug}/")
    assert velden["qr"].startswith("<?xml")
    assert re.fullmatch("[0-9a-f]{64}", velden["wortel"])
    assert [len(teksten) for _kop, teksten in velden["redenen"]] == [3, 3]


def test_a_sheet_that_binds_nobody_any_more_says_so(data: Session, nu: datetime) -> None:
    gang = een_gang(nu, stemmen(m1=4))
    assert sheet(gang.mandaat, nu)["let_op"] == ""
    assert "geldt niet meer" in sheet(gang.mandaat, nu + timedelta(days=400))["let_op"]
    gang.mandaat.stemming.betwisten()
    assert "betwist" in sheet(gang.mandaat, nu)["let_op"]
    assert papier.pdf(gang.mandaat, nu.date()).startswith(b"%PDF-")


def test_it_fits_on_one_side_with_three_long_reasons_a_side(data: Session, nu: datetime) -> None:
    gang = een_gang(nu, stemmen(m1=2, m2=6), ruimte="Over de begindatum praten. " * 8)
    met_redenen(gang, nu, 3)
    assert pages(gang.mandaat, nu) == 1


def test_without_the_package_the_page_itself_is_printed(
    data: Session, nu: datetime, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    gang = een_gang(nu, stemmen(m1=4))
    monkeypatch.setattr(paper, "find_spec", lambda _name: None)
    member = login(een_lid())
    assert ".pdf" not in member.get(f"/mandaten/{gang.mandaat.slug}").text
    assert member.get(f"/mandaten/{gang.mandaat.slug}.pdf").status_code == 404


@pytest.mark.parametrize("sign", ["😀", "漢字", "\x07", '#panic("x") $a$ *b* <c> @d \\ `e`'])
def test_no_sign_that_members_type_stops_the_sheet(
    data: Session, nu: datetime, login: Login, sign: str
) -> None:
    gang = een_gang(nu, stemmen(m1=6), breekpunten=f"Geen ja zonder pas {sign}")
    answer = login(een_lid()).get(f"/mandaten/{gang.mandaat.slug}.pdf")
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF-")
