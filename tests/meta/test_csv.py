"""Every table that leaves as CSV goes through the one writer that makes formulas harmless."""

from __future__ import annotations

import ast
from pathlib import Path

import vereniging

ROOT = Path(vereniging.__file__).parent
WRITER = "core/export.py"
# Published ballot files have bytes of their own (stembus.md 5); codes and numbers, no free text.
BALLOTS = {"stembus/publicatie.py", "stembus/protocol/natellen.py", "stembus/natellen.py"}
HASHED = {"contributie/jaarboek.py"}  # the words of a checksum, that no spreadsheet opens


def modules() -> list[tuple[str, str]]:
    return [
        (path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(ROOT.rglob("*.py"))
    ]


def test_only_the_writer_knows_the_csv_module() -> None:
    found = [
        name
        for name, text in modules()
        for node in ast.walk(ast.parse(text))
        if (isinstance(node, ast.Import) and any(one.name == "csv" for one in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module == "csv")
    ]
    assert WRITER in found
    assert sorted(set(found) - {WRITER} - BALLOTS) == []


def test_nobody_glues_cells_together() -> None:
    glued = [
        name
        for name, text in modules()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "join"
        and isinstance(node.func.value, ast.Constant)
        and node.func.value.value == ";"
    ]
    assert "stembus/publicatie.py" in glued
    assert sorted(set(glued) - BALLOTS - HASHED) == []
