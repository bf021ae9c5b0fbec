"""What people type, and what a form makes of it."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from vereniging.core.forms import DateField, Form, Required


class Dagvraag(Form):
    dag = DateField("Dag", [Required("Kies een dag.")])


@pytest.mark.parametrize("getypt", ["2026-12-01", "01-12-2026", "1-12-2026"])
def test_a_day_may_be_typed_the_dutch_way(app: Flask, getypt: str) -> None:
    with app.test_request_context("/", method="POST", data={"dag": getypt}):
        form = Dagvraag(meta={"csrf": False})
        assert form.validate()
        assert form.dag.data == date(2026, 12, 1)


@pytest.mark.parametrize("getypt", ["0001-01-01", "9999-12-31", "1-12-26", "2026-02-30", "morgen"])
def test_a_day_that_nobody_means_gets_an_example_and_stays_on_the_screen(
    app: Flask, getypt: str
) -> None:
    with app.test_request_context("/", method="POST", data={"dag": getypt}):
        form = Dagvraag(meta={"csrf": False})
        assert not form.validate()
        assert "bijvoorbeeld 1-12-2026" in str(form.dag.errors[0])
        assert getypt in form.dag()


def test_no_day_asks_for_one(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"dag": ""}):
        form = Dagvraag(meta={"csrf": False})
        assert not form.validate()
        assert form.dag.errors == ["Kies een dag."]
