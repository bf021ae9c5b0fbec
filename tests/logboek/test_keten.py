"""Nobody changes what happened without it showing."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select, text
from sqlalchemy.exc import DBAPIError

from tests.toegang.live import aside
from vereniging.core import clock
from vereniging.core.db import db, start_writing, undo
from vereniging.logboek.acties import fault_against, first_fault, schrijf, veranker
from vereniging.logboek.models import Anker, Logboek, LogboekGegeven

REGELS = 12
MUTATIES = 60


@pytest.fixture
def keten(live_app: Flask, nu: object) -> Flask:
    """An application with a dozen lines, each with a person beside it, and an anchor."""
    for nummer in range(REGELS):

        def happen(nummer: int = nummer) -> None:
            schrijf("lid.toegelaten", lid=nummer, gegevens={"wie": f"Kim {nummer}", "om": "ja"})

        aside(live_app, happen)
    aside(live_app, lambda: veranker(clock.now()))
    return live_app


@pytest.fixture
def forger(keten: Flask) -> Iterator[Callable[[str, dict[str, object]], str]]:
    """Changes the log by hand, without the guards, and tells what the check says of it."""
    postgres = keten.config["DATABASE_URL"].startswith("postgresql")
    table = " ON logboek" if postgres else ""

    def forge(statement: str, values: dict[str, object]) -> str:
        with keten.app_context():
            start_writing()
            for act in ("update", "delete"):
                db.session.execute(text(f"DROP TRIGGER logboek_no_{act}{table}"))
            changed = db.session.execute(text(statement), values)
            assert changed.rowcount > 0, statement  # type: ignore[attr-defined]
            fault = first_fault()
            undo()
        return fault

    return forge  # type: ignore[return-value]


def fault_of(app: Flask) -> str:
    """What the check says now."""
    return aside(app, first_fault)


def test_a_chain_that_nobody_touched_is_whole_also_without_its_persons(keten: Flask) -> None:
    assert fault_of(keten) == ""
    aside(keten, lambda: db.session.execute(delete(LogboekGegeven)))
    assert fault_of(keten) == ""


def mutations(count: int) -> list[tuple[str, dict[str, object]]]:
    """Changes of every field, on lines chosen by lot."""
    lot = random.Random(2026)  # noqa: S311  a test repeats
    later = clock.now() + timedelta(microseconds=1)
    kinds: list[tuple[str, Callable[[], object]]] = [
        ("UPDATE logboek SET soort = :value WHERE volgnr = :line", lambda: "lid.geweigerd"),
        ("UPDATE logboek SET tijd = :value WHERE volgnr = :line", lambda: later),
        ("UPDATE logboek SET wat = :value WHERE volgnr = :line", lambda: json.dumps({"lid": 99})),
        ("UPDATE logboek SET vorige = :value WHERE volgnr = :line", lambda: lot.randbytes(32)),
        ("UPDATE logboek SET hash = :value WHERE volgnr = :line", lambda: lot.randbytes(32)),
        ("UPDATE logboek SET volgnr = volgnr + :value WHERE volgnr = :line", lambda: 100),
        ("UPDATE logboek_gegeven SET waarde = :value WHERE id = :line", lambda: "Sam"),
        ("UPDATE logboek_gegeven SET zout = :value WHERE id = :line", lambda: lot.randbytes(32)),
        ("UPDATE logboek_gegeven SET veld = :value WHERE id = :line", lambda: "reden"),
        (
            "UPDATE logboek_gegeven SET logboek_id = logboek_id % 12 + :value WHERE id = :line",
            lambda: 1,
        ),
    ]
    chosen = (kinds[number % len(kinds)] for number in range(count))
    return [(sql, {"value": value(), "line": lot.randint(1, REGELS)}) for sql, value in chosen]


@pytest.mark.traag("sixty forgeries, each with the whole chain read again")
def test_sixty_changes_are_all_found(
    forger: Callable[[str, dict[str, object]], str], keten: Flask
) -> None:
    for statement, values in mutations(MUTATIES):
        assert forger(statement, values), (statement, values)
    assert fault_of(keten) == ""


@pytest.mark.parametrize("line", [1, 6, REGELS])
def test_a_line_that_was_taken_out_is_missed(
    forger: Callable[[str, dict[str, object]], str], keten: Flask, line: int
) -> None:
    aside(keten, lambda: db.session.execute(delete(LogboekGegeven)))
    fault = forger("DELETE FROM logboek WHERE volgnr = :line", {"line": line})
    assert fault.startswith(f"Regel {line} ontbreekt")


def test_the_last_lines_taken_off_show_against_the_anchor_alone(
    forger: Callable[[str, dict[str, object]], str], keten: Flask
) -> None:
    aside(keten, lambda: db.session.execute(delete(LogboekGegeven)))
    cut = "DELETE FROM logboek WHERE volgnr > :line"
    assert forger(cut, {"line": 9}) == "Regel 12 ontbreekt, maar een anker noemt hem."
    aside(keten, lambda: db.session.execute(delete(Anker)))
    assert forger(cut, {"line": 9}) == ""


@pytest.mark.parametrize("statement", ["UPDATE logboek SET soort = 'x'", "DELETE FROM logboek"])
def test_the_database_itself_refuses_to_change_a_line(keten: Flask, statement: str) -> None:
    aside(keten, lambda: db.session.execute(delete(LogboekGegeven)))
    with pytest.raises(DBAPIError, match="append-only"):
        aside(keten, lambda: db.session.execute(text(statement)))
    assert fault_of(keten) == ""


def test_what_is_undone_leaves_no_line(keten: Flask) -> None:
    def fails() -> None:
        schrijf("lid.toegelaten", lid=99)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        aside(keten, fails)
    aside(keten, lambda: None)
    assert len(aside(keten, lambda: db.session.scalars(select(Logboek)).all())) == REGELS


def test_no_name_stands_in_a_line(keten: Flask) -> None:
    lines = aside(keten, lambda: db.session.scalars(select(Logboek)).all())
    assert [line for line in lines if "Kim" in json.dumps(line.wat)] == []


def test_the_anchor_of_a_day_is_noted_once(keten: Flask) -> None:
    aside(keten, lambda: schrijf("lid.toegelaten", lid=99))
    aside(keten, lambda: veranker(clock.now()))
    (anker,) = aside(keten, lambda: db.session.scalars(select(Anker)).all())
    assert anker.volgnr == REGELS
    assert aside(keten, lambda: fault_against(anker.volgnr, anker.hash.hex()[:32])) == ""
    assert aside(keten, lambda: fault_against(anker.volgnr, "0" * 32)) == (
        "Regel 12 is anders dan het anker zegt."
    )


def test_the_command_says_whether_the_log_is_whole(keten: Flask, tmp_path: Path) -> None:
    command = ["logboek", "controleer"]
    runner = keten.test_cli_runner()
    fine = runner.invoke(args=command)
    assert (fine.exit_code, fine.output) == (0, "Het logboek klopt: 12 regels.\n")
    anchors = tmp_path / "ankers.txt"
    (anker,) = aside(keten, lambda: db.session.scalars(select(Anker)).all())
    anchors.write_text(f"# anchors\n{anker.volgnr} {anker.hash.hex()}\n", encoding="utf-8")
    assert runner.invoke(args=[*command, "--anker", str(anchors)]).exit_code == 0
    anchors.write_text(f"{anker.volgnr} {'ab' * 32}\n", encoding="utf-8")
    other = runner.invoke(args=[*command, "--anker", str(anchors)])
    assert (other.exit_code, "anders dan het anker" in other.output) == (1, True)


def test_the_command_refuses_a_log_that_was_changed(keten: Flask) -> None:
    url = keten.config["DATABASE_URL"]
    dialect = "postgresql" if url.startswith("postgresql") else "sqlite"

    def forge() -> None:
        table = " ON logboek" if dialect == "postgresql" else ""
        for act in ("update", "delete"):
            db.session.execute(text(f"DROP TRIGGER logboek_no_{act}{table}"))
        db.session.execute(text("UPDATE logboek SET soort = 'x' WHERE volgnr = 3"))

    aside(keten, forge)
    found = keten.test_cli_runner().invoke(args=["logboek", "controleer"])
    assert (found.exit_code, found.output.strip()) == (1, "Regel 3 is veranderd.")
