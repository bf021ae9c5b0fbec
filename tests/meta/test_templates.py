"""Pages and mails keep the house style: parsed, titled, short, nothing loaded from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, nodes

from tests.meta.sources import PACKAGE, TEMPLATES, name_of, templates
from tests.support.settings import settings
from vereniging import create_app

PAGE = 100
LINE = 72
SKELETONS = {"skelet.html", "skelet_smal.html", "skelet_bestuur.html", "skelet_druk.html"}
# A link to elsewhere is a choice of the reader; what a page loads or sends is not.
ELSEWHERE = r"""\s*=\s*["']?\s*(?:https?:)?//"""
LOADED = re.compile(
    rf"""\b(?:src|srcset|action|poster){ELSEWHERE}|<link\b[^>]*href{ELSEWHERE}|url\(\s*["']?https?:"""
)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """Jinja as the program sets it up."""
    folder = tmp_path_factory.mktemp("app")
    app: Flask = create_app(settings(folder, f"sqlite:///{folder}/x.db"))
    return app.jinja_env


@cache
def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_every_template_compiles(environment: Environment) -> None:
    for path in (*templates("html"), *templates("txt")):
        environment.get_template(path.relative_to(TEMPLATES).as_posix())


def test_every_page_has_a_title_of_its_own(environment: Environment) -> None:
    untitled = [
        name_of(path)
        for path in templates("html")
        if path.name not in SKELETONS and is_page(tree := environment.parse(read(path)))
        if "titel" not in {block.name for block in tree.find_all(nodes.Block)}
    ]
    assert untitled == []


def is_page(tree: nodes.Template) -> bool:
    return any(True for _ in tree.find_all(nodes.Extends))


def test_no_template_imports_what_it_does_not_use(environment: Environment) -> None:
    unused = {
        name_of(path): found
        for path in (*templates("html"), *templates("txt"))
        if (found := set(unused_imports(environment.parse(read(path)))))
    }
    assert unused == {}


def unused_imports(tree: nodes.Template) -> Iterator[str]:
    used = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"}
    for line in tree.find_all(nodes.FromImport):
        for name in line.names:
            alias = name if isinstance(name, str) else name[1]
            if alias not in used:
                yield alias
    for whole in tree.find_all(nodes.Import):
        if whole.target not in used:
            yield whole.target


def test_no_template_is_longer_than_the_maximum() -> None:
    long = {
        name_of(path): count
        for path in (*templates("html"), *templates("txt"))
        if (count := len([line for line in read(path).splitlines() if line.strip()])) > PAGE
    }
    assert long == {}


def test_nothing_on_a_page_comes_from_another_site() -> None:
    own_files = [*(PACKAGE / "static").glob("css/*.css"), *(PACKAGE / "static").glob("js/*.js")]
    found = [
        f"{name_of(path)}: {match.group()}"
        for path in (*templates("html"), *own_files)
        for match in LOADED.finditer(read(path))
    ]
    assert found == []


def mails() -> list[Path]:
    return [path for path in templates("txt") if not path.name.startswith("_")]


def test_a_mail_starts_with_its_subject_and_ends_with_who_sent_it() -> None:
    wrong = []
    for path in mails():
        first, second, *_ = [*read(path).splitlines(), "", ""]
        signed = "post/mail/_voet.txt" in read(path) or "{% extends" in read(path)
        if not first.startswith("Onderwerp: ") or second.strip() or not signed:
            wrong.append(name_of(path))
    assert wrong == []


def test_the_fixed_lines_of_a_mail_fit_in_72_characters() -> None:
    long = [
        f"{name_of(path)}:{number}"
        for path in templates("txt")
        for number, line in enumerate(read(path).splitlines(), 1)
        if not line.startswith("Onderwerp: ") and len(as_read(line)) > LINE
    ]
    assert long == []


def as_read(line: str) -> str:
    """The line as a person gets it, with its sentence and without values and tags."""
    said = re.sub(r"""\{\{\s*_\(\s*(["'])(.*?)\1.*?\)\s*\}\}""", r"\2", line)
    return re.sub(r"\{[{%#].*?[}%#]\}|%\(\w+\)s", "", said)
