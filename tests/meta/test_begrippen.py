"""One word for one thing, and every word is written down."""

from __future__ import annotations

import re

from tools import begrippen

COMMAND = "python tools/begrippen.py"


def test_every_package_table_and_choice_is_in_the_list_of_terms() -> None:
    stands = begrippen.DOC.read_text(encoding="utf-8").splitlines()
    wanted = begrippen.page().splitlines()
    missing = [line for line in wanted if line not in stands]
    extra = [line for line in stands if line not in wanted]
    assert not missing and not extra, "\n".join([COMMAND, *missing, *extra])  # noqa: PT018  one list


def test_every_package_and_table_says_what_it_is() -> None:
    rows = [*begrippen.packages(), *begrippen.mapped()]
    assert [row[0] for row in rows if not row[-1]] == []


def test_the_glossary_names_each_word_once_and_in_order() -> None:
    text = begrippen.DOC.read_text(encoding="utf-8").partition("## Woorden die")[0]
    row = r"^\| (?!Woord|-)([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$"
    rows = re.findall(row, text, re.MULTILINE)
    words = [cells[0].lower() for cells in rows]
    assert len(words) > 80
    assert words == sorted(set(words), key=lambda word: word.replace("-", ""))
