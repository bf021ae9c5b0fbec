"""No text that somebody sends makes a pattern of ours slow (security-reliability.md section 6)."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from pathlib import Path

import pytest

import vereniging
from vereniging.post.citaat import REGEL

LONG = 50_000
NOT_OURS = ("__main__", "photo_child", "natellen", "betalingen.sandbox", "vereniging.demo")
HOSTILE = [
    *(char * LONG for char in "a0 -.@'=,:;/\\<&\n"),
    *(pair * (LONG // 2) for pair in ("a ", "a.", "0-", "a@", " =", "' ", "A1", "é", "--", "0 ")),
    "a" * LONG + "!",
    "0" * LONG + "x",
    " " * LONG + "x",
    "straat " * (LONG // 7),
    "Re: " * (LONG // 4),
    "> " * (LONG // 2),
    "06" + "-1" * (LONG // 2),
]
SECONDS = 0.05
# The code cuts the text to so many characters before it asks this pattern.
BOUNDED = {"vereniging.post.citaat.SCHREEF.0": 2 * REGEL + 1}
WAYS = {"search", "match", "fullmatch", "sub", "findall", "finditer", "split"}
ROOT = Path(vereniging.__file__).parent


def sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py"))


def patterns() -> dict[str, tuple[re.Pattern[str], set[str]]]:
    """Every pattern that a module of ours compiled, and the ways in which it is used."""
    text, found = sources(), {}
    for module in pkgutil.walk_packages(vereniging.__path__, "vereniging."):
        if any(part in module.name for part in NOT_OURS):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, one in enumerate(_flat(value)):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    own = Path(str(importlib.import_module(module.name).__file__))
                    used = ways(name, own.read_text(encoding="utf-8")) or ways(name, text)
                    found[f"{module.name}.{name}.{number}"] = (one, used or {"search"})
    return found


def ways(name: str, text: str) -> set[str]:
    return set(re.findall(rf"\b{name}\.(\w+)\(", text)) & WAYS


def _flat(value: object) -> list[object]:
    many = value if isinstance(value, tuple | list) else [value]
    return [part for one in many for part in (one if isinstance(one, tuple) else (one,))]


def seconds(pattern: re.Pattern[str], way: str, text: str) -> float:
    begin = time.process_time()
    if way == "sub":
        pattern.sub("", text)
    else:
        found = getattr(pattern, way)(text)
        _all = list(found) if way == "finditer" else found
    return time.process_time() - begin


@pytest.mark.traag("feeds every pattern fifty thousand characters")
def test_every_pattern_is_done_with_a_hostile_text_at_once() -> None:
    known = patterns()
    assert len(known) > 20
    slow = {
        f"{name} {way}"
        for name, (pattern, used) in known.items()
        for way in used
        for text in (hostile[: BOUNDED.get(name, LONG)] for hostile in HOSTILE)
        if seconds(pattern, way, text) > SECONDS
        and min(seconds(pattern, way, text) for _again in range(2)) > SECONDS
    }
    assert slow == set()
