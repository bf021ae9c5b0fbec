"""The house rules that a linter cannot see: sizes, names, commit sites, money without floats."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.meta.sources import PACKAGE, code_lines, functions, modules, name_of, tree_of

MODULE, FUNCTION, VIEW = 250, 40, 15
MONEY = ("betalingen", "contributie")
# One file that a resident downloads and runs, with nothing of ours beside it: it may be longer, and
# its names are its own.
ALONE = {"vereniging/stembus/natellen.py"}
OF_TIME = {"seconds", "timeout", "timeouts", "sleep", "delay", "patience", "wait", "pause", "clock"}


def test_no_module_or_function_is_longer_than_the_maximum() -> None:
    found = list(too_long())
    assert not found, "\n".join(found)


def too_long() -> Iterator[str]:
    for path in modules():
        text, tree = path.read_text(encoding="utf-8"), tree_of(path)
        lines = code_lines(text, tree)
        if len(lines) > MODULE and name_of(path) not in ALONE:
            yield f"{name_of(path)}: {len(lines)} > {MODULE}"
        for function in functions(tree):
            own = lines & set(range(function.lineno, (function.end_lineno or 0) + 1))
            if len(own) > FUNCTION:
                yield f"{name_of(path)}:{function.lineno} {function.name}: {len(own)} > {FUNCTION}"


def test_no_view_is_longer_than_fifteen_lines() -> None:
    found = list(long_views())
    assert not found, "\n".join(found)


def long_views() -> Iterator[str]:
    for path in modules():
        text, tree = path.read_text(encoding="utf-8"), tree_of(path)
        lines = code_lines(text, tree)
        for function in filter(is_view, functions(tree)):
            body = range(function.body[0].lineno, (function.end_lineno or 0) + 1)
            if len(lines & set(body)) > VIEW:
                yield f"{name_of(path)}:{function.lineno} {function.name}"


def is_view(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a decorator gives it an audience."""
    calls = [mark for mark in function.decorator_list if isinstance(mark, ast.Call)]
    return any(word.arg == "allow" for call in calls for word in call.keywords)


def test_only_the_kernel_commits_and_in_one_place() -> None:
    places = [
        f"{name_of(path)} {function.name}"
        for path in modules()
        for function in functions(tree_of(path))
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    ]
    assert places == ["vereniging/core/db.py finish"]


def test_a_class_name_means_one_thing_in_the_whole_project() -> None:
    names = Counter(
        node.name
        for path in modules()
        if "sandbox" not in path.parts and name_of(path) not in ALONE
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    twice = [name for name, count in names.items() if count > 1]
    assert not twice, ", ".join(twice)


def test_money_never_becomes_a_float() -> None:
    paths = [path for path in modules() if is_about_money(path)]
    assert paths
    assert [found for path in paths for found in floats(path)] == []


def is_about_money(path: Path) -> bool:
    """The sandbox is left out: it counts moments in seconds, and amounts as Mollie's strings."""
    inside = path.relative_to(PACKAGE).parts
    return (inside[0] in MONEY and "sandbox" not in inside) or inside == ("core", "money.py")


def floats(path: Path) -> Iterator[str]:
    """Each float that is not about time, which `float` and 0.5 are for."""
    for statement in ast.walk(tree_of(path)):
        if not isinstance(statement, ast.stmt) or isinstance(statement, ast.ClassDef):
            continue
        own = list(shallow(statement))
        if any(is_float(node) for node in own) and not OF_TIME & words(own):
            yield f"{name_of(path)}:{statement.lineno}"


def shallow(statement: ast.stmt) -> Iterator[ast.AST]:
    """The statement's own expressions, without the statements inside it."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [c for c in ast.iter_child_nodes(node) if not isinstance(c, ast.stmt)]


def is_float(node: ast.AST) -> bool:
    is_number = isinstance(node, ast.Constant) and isinstance(node.value, float)
    return is_number or (isinstance(node, ast.Name) and node.id == "float")


def words(nodes: list[ast.AST]) -> set[str]:
    """The parts of all names used, in small letters."""
    found: set[str] = set()
    for node in nodes:
        for name in ("id", "attr", "arg", "name"):
            found.update(str(getattr(node, name, None) or "").lower().split("_"))
    return found
