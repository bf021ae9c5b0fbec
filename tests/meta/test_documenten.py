"""What the documents promise about the program is still there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.meta.sources import ROOT, name_of
from tests.support.settings import settings
from vereniging import create_app
from vereniging.core.config import DEFAULTS, INTERNAL

ASVS = ROOT / "docs" / "asvs.md"
EXAMPLE = "gereedschap"  # the capability that docs/ontwikkelen.md invents
STANDS = {"voldaan", "n.v.t.", "afwijking", "nog niet"}
# Level 2 as far as it is about a program like this, and what was taken from level 3.
WANTED = """
1.1.1-2 1.2.1-5 1.2.9 1.3.1-3 1.3.5-7 1.3.10-11 1.5.2 2.1.1-3 2.2.1-3 2.3.1-4 2.4.1
3.2.1-2 3.3.1-4 3.4.1-6 3.5.1-5 3.7.1-2 4.1.1-3 4.2.1 5.1.1 5.2.1-3 5.3.1-2 5.4.1-3
6.1.1-3 6.3.1-4 6.4.1-4 6.5.1-5 6.6.2-3 7.1.1-2 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2 7.6.2
8.1.1-2 8.2.1-3 8.3.1 9.1.1-3 9.2.1-3 11.1.1-2 11.2.1-3 11.3.1-3 11.4.1-4 11.5.1 11.6.1
12.1.1-2 12.2.1-2 12.3.1-2 13.1.1 13.2.1-5 13.3.1-2 13.4.1-5 14.1.1-2 14.2.1-4 14.3.1-3
15.1.1-3 15.2.1-3 15.3.1-7 16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3
1.2.10 1.3.12 2.3.5 3.4.8 3.5.8 5.2.4 5.2.6 6.3.5 6.3.7-8 7.5.3 8.3.2 14.2.7-8 15.4.2 16.5.4
"""
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
OURS = re.compile(r"`((?:docs|tests|tools|templates|vereniging)/[\w./-]+\.\w+)`")


def documents() -> list[Path]:
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def test_every_requirement_has_one_row_in_order() -> None:
    ids = [row[0] for row in rows()]
    assert sorted(wanted(), key=as_numbers) == ids


def test_every_row_says_how_it_stands_and_where() -> None:
    wrong = [row[0] for row in rows() if row[1] not in STANDS or not row[2]]
    assert wrong == []


def test_every_test_that_is_named_exists() -> None:
    assert [row[0] for row in rows() if row[3] and not exists(row[3].strip("`"))] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    lost = [
        f"{name_of(path)}: {target}"
        for path in documents()
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]
    assert lost == []


def test_every_file_that_a_document_names_exists() -> None:
    lost = [
        f"{name_of(path)}: {named}"
        for path in documents()
        for named in OURS.findall(path.read_text(encoding="utf-8"))
        if EXAMPLE not in named and not (ROOT / named).exists()
    ]
    assert lost == []


def test_decisions_are_numbered_without_a_gap_and_say_why() -> None:
    paths = sorted((ROOT / "docs" / "besluiten").glob("*.md"))
    assert [int(path.name[:4]) for path in paths] == list(range(1, len(paths) + 1))
    for path in paths:
        text = path.read_text(encoding="utf-8")
        heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert heads == ["Why", "Decision", "What follows"], path.name
        assert len(text.splitlines()) <= 45, path.name


def test_what_the_manual_calls_missing_is_still_missing(
    app_commands: click.Group,
) -> None:
    text = (ROOT / "docs" / "installeren.md").read_text(encoding="utf-8")
    missing = re.findall(r"^\| `vereniging ([\w -]+)` \| nog niet \|", text, re.MULTILINE)
    assert [words for words in missing if is_there(app_commands, words.split())] == []


def test_the_manual_names_every_setting() -> None:
    text = (ROOT / "docs" / "installeren.md").read_text(encoding="utf-8")
    names = set(DEFAULTS) - INTERNAL
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []


@pytest.fixture
def app_commands(tmp_path: Path) -> click.Group:
    """The commands of the program."""
    return create_app(settings(tmp_path, f"sqlite:///{tmp_path}/x.db")).cli


def is_there(group: click.Group, words: list[str]) -> bool:
    """Whether there is such a command, by group and name."""
    found = group.commands.get(words[0])
    if len(words) == 1 or not isinstance(found, click.Group):
        return found is not None
    return is_there(found, words[1:])


def rows() -> list[list[str]]:
    """The table of the ASVS, cell by cell."""
    lines = ASVS.read_text(encoding="utf-8").splitlines()
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [cells for cells in found if re.fullmatch(r"\d+\.\d+\.\d+", cells[0])]


def wanted() -> Iterator[str]:
    """Write `1.2.1-5` out."""
    for word in WANTED.split():
        section, _, numbers = word.rpartition(".")
        first, _, last = numbers.partition("-")
        for number in range(int(first), int(last or first) + 1):
            yield f"{section}.{number}"


def as_numbers(requirement: str) -> list[int]:
    return [int(part) for part in requirement.split(".")]


def exists(test: str) -> bool:
    """Whether the file, and the function in it, are there."""
    path, _, function = test.partition("::")
    file = ROOT / path
    if not file.exists():
        return False
    return not function or f"def {function}(" in file.read_text(encoding="utf-8")
