"""Programs of others read what everyone may read, and not a word more."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from defusedxml.ElementTree import fromstring
from sqlalchemy.orm import Session

from tests.meldingen.factories import Buurt, een_buurt, een_melding
from tests.support.client import Client
from vereniging.core.export import read_csv
from vereniging.meldingen import acties
from vereniging.meldingen.models import Melding, MeldingStand

FORMATS = ("csv", "geojson", "atom")
ATOM = "{http://www.w3.org/2005/Atom}"


def een_openbare(buurt: Buurt, nu: datetime, tekst: str, **anders: Any) -> Melding:
    melding = een_melding(buurt, nu, **anders)
    acties.bevestigen(melding, nu)
    acties.openbaar_maken(melding, tekst, nu)
    return melding


def table(client: Client) -> list[dict[str, str]]:
    head, *rows = read_csv(client.get("/open-data/meldingen.csv").data)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_only_the_projection_goes_out(client: Client, data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    public = een_openbare(buurt, nu, "Er ligt afval naast de container.", huisnummer="12")
    private = een_melding(buurt, nu)
    acties.bevestigen(private, nu)
    data.commit()
    for name in FORMATS:
        answer = client.get(f"/open-data/meldingen.{name}")
        assert answer.status_code == 200, name
        assert public.kenmerk in answer.text, name
        for secret in (private.kenmerk, "Mila", "mila@", "een week vuilnis", "22"):
            hidden = answer.text.replace("2026-11-22T", "") if name == "atom" else answer.text
            assert secret not in hidden, (name, secret)


def test_a_spreadsheet_reads_every_column_and_runs_no_formula(
    client: Client, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    buurt.plek.lat, buurt.plek.lon = 52.158, 4.478123456
    melding = een_openbare(buurt, nu, "=HYPERLINK(1) en nog wat afval erbij.")
    data.commit()
    raw = client.get("/open-data/meldingen.csv").text
    assert "\"'=HYPERLINK" in raw
    (row,) = table(client)
    assert row == {
        "nummer": melding.kenmerk, "thema": "inrichting", "categorie": "zwerfvuil",
        "straat": "Da Costastraat", "lat": "52.15800", "lon": "4.47812", "maand": "2026-11",
        "stand": "ontvangen", "soort_stand": "open", "partij": "",
        "antwoord_voor": "2026-11-25", "is_te_laat": row["is_te_laat"], "huishoudens": "1",
        "tekst": "=HYPERLINK(1) en nog wat afval erbij.",
    }  # fmt: skip


def test_a_map_gets_longitude_first_and_no_point_without_one(
    client: Client, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    een_openbare(buurt, nu, "Er ligt afval naast de container.")
    data.commit()
    answer = client.get("/open-data/meldingen.geojson")
    assert answer.mimetype == "application/geo+json"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert json.loads(answer.text)["features"][0]["geometry"] is None
    buurt.plek.lat, buurt.plek.lon = 52.158, 4.478
    data.commit()
    feature = json.loads(client.get("/open-data/meldingen.geojson").text)["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [4.478, 52.158]}
    assert feature["properties"]["huishoudens"] == 1


def test_a_reader_follows_one_theme_or_one_street(
    client: Client, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    een_openbare(buurt, nu, "Er ligt <afval> & glas naast de container.")
    een_openbare(buurt, nu, "Ook hier ligt veel afval op straat.", straat="Haagweg", plek=None)
    data.commit()

    def titles(query: str) -> list[str]:
        feed = fromstring(client.get(f"/open-data/meldingen.atom{query}").data)
        return [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]

    assert titles("") == ["Zwerfvuil, Haagweg", "Zwerfvuil, Da Costastraat"]
    assert titles("?straat=Haagweg") == ["Zwerfvuil, Haagweg"]
    assert len(titles("?thema=inrichting")) == 2
    assert titles("?thema=groen") == []
    assert titles("?thema=%27%3B--") == []


def test_the_kind_of_stand_says_whether_it_is_over(
    client: Client, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    melding = een_openbare(buurt, nu, "Er ligt afval naast de container.")
    for stand, kind in (
        (MeldingStand.OPGELOST, "opgelost"),
        (MeldingStand.INGETROKKEN, "dicht"),
        (MeldingStand.PARTIJ_ZEGT_KLAAR, "open"),
    ):
        melding.stand = stand
        data.commit()
        assert table(client)[0]["soort_stand"] == kind
