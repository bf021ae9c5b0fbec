"""Programs that speak Open311 read the projection: XML and JSON say the same."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from sqlalchemy.orm import Session

from tests.meldingen.factories import een_buurt, een_melding
from tests.meldingen.test_opendata import een_openbare
from tests.support.client import Client
from vereniging.core.workdays import amsterdam_day
from vereniging.meldingen import acties
from vereniging.meldingen.models import MeldingStand

REQUESTS = "/open311/v2/requests"
FIELDS = (
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description",
    "agency_responsible", "service_notice", "requested_datetime", "updated_datetime",
    "expected_datetime", "address", "address_id", "zipcode", "lat", "long", "media_url",
)  # fmt: skip


def as_json(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.content_type == "application/json; charset=utf-8"
    return json.loads(answer.text)


def ids(client: Client, query: str = "") -> list[str]:
    return [row["service_request_id"] for row in as_json(client, f"{REQUESTS}.json{query}")]


def test_a_report_has_every_field_and_nothing_private(
    client: Client, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    buurt.plek.lat, buurt.plek.lon = 52.158, 4.478
    melding = een_openbare(
        buurt, nu, "Er ligt <afval> & glas\x01 bij de bak.", huisnummer="812",
        waar_precies="achter de schuur", telefoon="0612345678",
    )  # fmt: skip
    private = een_melding(buurt, nu)
    data.commit()
    (row,) = as_json(client, f"{REQUESTS}.json")
    assert tuple(row) == FIELDS
    assert row["service_request_id"] == melding.kenmerk
    assert row["requested_datetime"] == "2026-11-01T00:00:00+01:00"
    assert row["updated_datetime"] == "2026-11-22T00:00:00+01:00"
    assert row["expected_datetime"] == "2026-11-25T00:00:00+01:00"
    assert (row["lat"], row["long"]) == (52.158, 4.478)
    assert row["address"] == "Da Costastraat, Leiden"
    assert [row["agency_responsible"], row["zipcode"], row["media_url"]] == [None, None, None]
    text = client.get(f"{REQUESTS}.xml").text + json.dumps(row)
    for secret in ("812", "schuur", "Mila", "mila@", "06123", "een week", private.kenmerk, "20:00"):
        assert secret not in text


def test_xml_says_what_json_says(client: Client, data: Session, nu: datetime) -> None:
    een_openbare(een_buurt(data), nu, "Er ligt <afval> & glas\x01 bij de bak.")
    data.commit()
    answer = client.get(f"{REQUESTS}.xml")
    assert answer.content_type == "text/xml; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    root = fromstring(answer.data)
    assert [root.tag, root[0].tag] == ["service_requests", "request"]
    in_xml = {field.tag: field.text for field in root[0]}
    (in_json,) = as_json(client, f"{REQUESTS}.json")
    in_json["description"] = in_json["description"].replace("\x01", "")
    assert in_xml == {name: None if v is None else str(v) for name, v in in_json.items()}


def test_one_report_by_its_number_and_no_private_one(
    client: Client, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    public, private = een_openbare(buurt, nu, "Er ligt afval bij de bak."), een_melding(buurt, nu)
    acties.bevestigen(private, nu)
    data.commit()
    assert len(as_json(client, f"{REQUESTS}/{public.kenmerk}.json")) == 1
    assert public.kenmerk in client.get(f"{REQUESTS}/{public.kenmerk}.xml").text
    for unknown in (private.kenmerk, "M-1999-9999", "12"):
        answer = client.get(f"{REQUESTS}/{unknown}.json")
        assert answer.status_code == 404
        assert json.loads(answer.text)[0]["code"] == 404
    both = f"?service_request_id={public.kenmerk},{private.kenmerk}&status=closed"
    assert ids(client, both) == [public.kenmerk]
    assert client.get(f"{REQUESTS}.xml?service_request_id={private.kenmerk}").status_code == 404


def test_refusals_have_the_form_of_the_protocol(client: Client, data: Session) -> None:
    een_buurt(data)
    data.commit()
    for query in (
        "?status=solved", "?service_code=wolven", "?start_date=2026-11-01", "?end_date=morgen",
        "?start_date=2026-01-01T00:00:00Z&end_date=2026-05-01T00:00:00Z",
        "?end_date=0001-01-01T00:00:00Z", "?end_date=9999-12-20T00:00:00Z",
    ):  # fmt: skip
        answer = client.get(f"{REQUESTS}.xml{query}")
        assert answer.status_code == 400, query
        error = fromstring(answer.data)[0]
        assert (fromstring(answer.data).tag, error.tag) == ("errors", "error")
        assert error.findtext("code") == "400"
        assert str(error.findtext("description")).endswith(".")
    for path, status in (
        ("/open311/v2/requests.json?jurisdiction_id=elders.example", 404),
        ("/open311/v2/services/zwerfvuil.json", 404),
    ):
        assert client.get(path).status_code == status
        assert as_json(client, path)[0]["code"] == status
    refused = client.post("/open311/v2/requests.json", {"service_code": "zwerfvuil"}, csrf=False)
    assert (refused.status_code, json.loads(refused.text)[0]["code"]) == (405, 405)
    assert "GET" in refused.headers["Allow"]


def test_empty_arguments_are_absent(client: Client, data: Session, nu: datetime) -> None:
    melding = een_openbare(een_buurt(data), nu, "Er ligt afval bij de bak.")
    data.commit()
    query = "?service_request_id=&service_code=&status=&start_date=&end_date=&jurisdiction_id="
    assert ids(client, query) == [melding.kenmerk]
    assert ids(client, "?jurisdiction_id=127.0.0.1") == [melding.kenmerk]
    assert ids(client, "?status=open,closed&service_code=zwerfvuil,boom") == [melding.kenmerk]
    assert ids(client, "?service_code=boom") == []


def test_the_state_is_open_until_it_is_over(client: Client, data: Session, nu: datetime) -> None:
    melding = een_openbare(een_buurt(data), nu, "Er ligt afval bij de bak.")
    for stand, status in (
        (MeldingStand.PARTIJ_ZEGT_KLAAR, "open"),
        (MeldingStand.ONBEVESTIGD, "closed"),
        (MeldingStand.OPGELOST, "closed"),
    ):
        melding.stand = stand
        data.commit()
        assert ids(client, f"?status={status}") == [melding.kenmerk]
        other = "open" if status == "closed" else "closed"
        assert ids(client, f"?status={other}") == []


def test_a_promise_is_told_without_the_words_for_the_reporter(
    client: Client, data: Session, nu: datetime
) -> None:
    melding = een_openbare(een_buurt(data), nu, "Er ligt afval bij de bak.")
    melding.stand, melding.termijn = MeldingStand.AFSPRAAK_GEMAAKT, date(2027, 1, 15)
    melding.uitleg = "Wij bellen u nog."
    data.commit()
    (row,) = as_json(client, f"{REQUESTS}.json")
    assert "15 januari 2027" in row["service_notice"]
    assert "bellen" not in json.dumps(row)


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", True),
        ("?start_date=2026-11-01T00:00:00%2B01:00", True),
        ("?start_date=2026-11-01T00:00:00+01:00", True),
        ("?start_date=2026-10-31T23:00:00Z", True),
        ("?start_date=2026-10-31T23:00:01Z", False),
        ("?end_date=2026-11-01T00:00:00%2B01:00", True),
        ("?end_date=2026-10-31T22:59:59Z", False),
        ("?start_date=2026-11-20T00:00:00Z&end_date=2026-11-24T00:00:00Z", False),
        ("?start_date=2026-11-24T00:00:00Z&end_date=2026-11-20T00:00:00Z", False),
    ],
)
def test_the_window_counts_months_so_that_no_question_tells_a_day(
    client: Client, data: Session, nu: datetime, query: str, *, seen: bool
) -> None:
    een_openbare(een_buurt(data), nu, "Er ligt afval bij de bak.")
    data.commit()
    assert bool(ids(client, query)) is seen


def test_without_dates_it_is_the_last_ninety_days(
    client: Client, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    new = een_openbare(buurt, nu - timedelta(days=40), "Er ligt afval bij de bak.")
    een_openbare(buurt, nu - timedelta(days=120), "Er ligt al lang afval bij de bak.")
    last = een_openbare(buurt, nu, "Er ligt ook hier afval bij de bak.")
    data.commit()
    assert amsterdam_day(nu) == date(2026, 11, 22)
    assert ids(client) == [last.kenmerk, new.kenmerk]


def test_what_can_be_reported_and_where_this_is(client: Client, data: Session) -> None:
    een_buurt(data)
    data.commit()
    services = as_json(client, "/open311/v2/services.json")
    first = services[0]
    assert first["service_code"] == "zwerfvuil"
    assert first["metadata"] is False
    assert first["group"] == "Kwaliteit en onderhoud openbare inrichting"
    xml = fromstring(client.get("/open311/v2/services.xml").data)
    assert (xml.tag, xml[0].tag, xml[0].findtext("metadata")) == ("services", "service", "false")
    assert len(xml) == len(services)
    there = as_json(client, "/open311/v2/discovery.json")
    assert there["endpoints"][0]["url"].endswith("/open311/v2")
    formats = fromstring(client.get("/open311/v2/discovery.xml").data).iter("format")
    assert [each.text for each in formats] == ["text/xml", "application/json"]


def test_an_english_reader_gets_the_same_rows(client: Client, data: Session, nu: datetime) -> None:
    een_openbare(een_buurt(data), nu, "Er ligt afval bij de bak.")
    data.commit()
    before = client.get(f"{REQUESTS}.json").text
    client.flask.set_cookie("taal", "en")
    assert client.get(f"{REQUESTS}.json").text == before
    assert datetime(2026, 11, 22, 19, tzinfo=UTC) == nu
