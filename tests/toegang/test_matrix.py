"""Every rule, method and role gets the status that was agreed upon."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.toegang.matrix import (
    COMMAND,
    DOC,
    ROLES,
    audience,
    document,
    places,
    running,
    statuses,
    stored,
)
from vereniging.core.web import everyone
from vereniging.toegang.models import Rol

HINT = f"Klopt dit? Schrijf de matrix dan opnieuw: {COMMAND}"


@pytest.fixture(scope="module")
def running_app() -> Iterator[Flask]:
    with running() as app:
        yield app


def test_every_rule_has_one_row_and_every_row_a_rule(running_app: Flask) -> None:
    there = [place.key for place in places(running_app)]
    known = [(row["regel"], row["methode"]) for row in stored()]
    assert known == there, HINT


def test_every_rule_names_an_audience(running_app: Flask) -> None:
    without = [place.key for place in places(running_app) if not audience(place, running_app)]
    assert without == []


def test_nobody_outside_the_audience_comes_in(running_app: Flask) -> None:
    rows = {(row["regel"], row["methode"]): row for row in stored()}
    for place in places(running_app):
        row, groep = rows[place.key], audience(place, running_app)
        if groep is everyone:
            continue
        assert row["visitor"] == ("303" if place.method == "GET" else "403"), place.key
        for role in ROLES[1:]:
            mine = {Rol(role), Rol.LID} if role != "oud_lid" else set()
            mine -= {Rol.LID} if role in {"aspirant", "donateur"} else set()
            if groep.rollen and not groep.rollen & mine:  # type: ignore[attr-defined]
                assert row[role] == "403", (place.key, role)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_gets_the_agreed_status(running_app: Flask, role: str) -> None:
    agreed = {(row["regel"], row["methode"]): row[role] for row in stored()}
    got = {key: str(status) for key, status in statuses(running_app, role).items()}
    differ = {key: (agreed.get(key), got[key]) for key in got if agreed.get(key) != got[key]}
    assert not differ, HINT
    assert not [key for key, status in got.items() if status == "500"]


def test_the_page_for_people_tells_the_same(running_app: Flask) -> None:
    assert DOC.read_text(encoding="utf-8") == document(running_app, stored()), HINT
