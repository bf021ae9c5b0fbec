"""Commands answer a program with one line of JSON, and people with sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask

from vereniging.core.migrations import in_words

COMMANDS = (
    ("db", "check"),
    ("betalingen", "afstemmen"),
    ("logboek", "controleer"),
    ("bewaartermijnen", "--proef"),
    ("stembus", "sluit"),
    ("post", "verstuur"),
    ("worker", "--eenmalig"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_program_reads_one_line(live_app: Flask, command: tuple[str, ...]) -> None:
    done = live_app.test_cli_runner().invoke(args=[*command, "--json"])
    lines = done.stdout.splitlines()
    if done.exit_code == 0 or lines:
        assert len(lines) == 1
        assert isinstance(json.loads(lines[0]), dict)
    else:  # refused before there was anything to tell
        assert done.stderr.strip()


def test_an_import_tells_a_program_which_lines_are_wrong(live_app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "leden.csv"
    file.write_text("achternaam;postcode\n;fout\n", encoding="utf-8")
    done = live_app.test_cli_runner().invoke(args=["leden", "importeer", str(file), "--json"])
    told = json.loads(done.stdout)
    assert done.exit_code == 1
    assert told["bewaard"] == 0
    assert told["fouten"][0]["fout"]


def test_a_difference_with_the_database_is_told_in_words() -> None:
    class Named:
        name = "naam"

    assert in_words(("add_column", None, "lid", Named())) == "add column: lid.naam"
    assert in_words([("modify_type", None, "lid", "naam", {}, 1, 2)]) == "modify type: lid.naam"
