"""Addresses: an audience, typed parameters, and a way to get there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest
from flask import Flask
from werkzeug.routing import PathConverter, Rule, UnicodeConverter

from tests.meta.sources import PACKAGE, modules, templates, tree_of
from tests.support.settings import settings
from vereniging import create_app

# Endpoints that no page of ours leads to, and who comes there instead.
FROM_OUTSIDE = {
    "site.healthz": "the watchdog of the machine",
    "site.readyz": "the watchdog of the machine",
    "site.metrics": "the monitoring",
    "site.robots": "search engines",
    "site.manifest": "the browser, when somebody installs the site",
    "site.service_worker": "the browser, by the script",
    "site.offline": "the service worker",
    "betalingen.webhook": "Mollie",
    "stembus_publicatie.sleutels": "natellen.py, and whoever checks the keys",
    "convenant.open_csv": "programs of others, beside the other open data",
    **{
        f"meldingen.open311_{what}_{form}": "programs that found the page of discovery"
        for what in ("diensten", "verzoeken", "verzoek", "wegwijzer")
        for form in ("xml", "json")
    },
}
# Addresses whose last part is looked up in a list of files, and why it may be any word.
FREE_TEXT = {"/stembus/<slug:slug>/<naam>": "the files of a publication"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The program; nothing here touches the database."""
    folder = tmp_path_factory.mktemp("app")
    return create_app(settings(folder, f"sqlite:///{folder}/x.db"))


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_route_says_who_may_come(app: Flask) -> None:
    views = app.view_functions
    assert [r.rule for r in rules(app) if getattr(views[r.endpoint], "allow", None) is None] == []


def test_every_parameter_of_an_address_has_a_type(app: Flask) -> None:
    loose = [
        rule.rule
        for rule in rules(app)
        for converter in rule._converters.values()
        if type(converter) in {UnicodeConverter, PathConverter} and rule.rule not in FREE_TEXT
    ]
    assert loose == []


def test_addresses_are_small_letters_without_a_slash_at_the_end(app: Flask) -> None:
    fixed = [re.sub(r"<[^>]*>", "x", rule.rule) for rule in rules(app)]
    wrong = [path for path in fixed if not re.fullmatch(r"/|(/[a-z0-9._-]+)+/?", path)]
    assert wrong == []
    ends = {path for path in fixed if path.endswith("/") and path != "/"}
    assert ends <= {"/stembus/x/"}  # the folder that natellen.py reads


def test_every_endpoint_can_be_reached_from_a_page(app: Flask) -> None:
    named = said()
    lost = [
        rule.endpoint
        for rule in rules(app)
        if rule.endpoint not in FROM_OUTSIDE and not is_named(rule, named) and not is_linked(rule)
    ]
    assert not lost, "\n".join(sorted(set(lost)))


def test_the_list_of_outsiders_holds_no_endpoint_that_is_gone(app: Flask) -> None:
    there = {rule.endpoint for rule in app.url_map.iter_rules()}
    packages = {endpoint.partition(".")[0] for endpoint in there}
    gone = [e for e in FROM_OUTSIDE if e.partition(".")[0] in packages and e not in there]
    assert gone == []


def is_named(rule: Rule, named: set[str]) -> bool:
    """Whether code or a page names the endpoint, in full or from its own blueprint."""
    return rule.endpoint in named or f".{rule.endpoint.partition('.')[2]}" in named


def is_linked(rule: Rule) -> bool:
    """Whether a page holds the address itself, as the fixed ones of the footer."""
    start = re.escape(rule.rule.partition("<")[0])
    ends = r"[^\"']*" if "<" in rule.rule else r"(?=[\"'?#])"
    return bool(re.search(rf"[\"'}}]{start}{ends}", texts()))


@cache
def texts() -> str:
    """All pages, mails and scripts after each other."""
    paths = [*templates("html"), *templates("txt"), *(PACKAGE / "static" / "js").glob("*.js")]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@cache
def said() -> set[str]:
    """Every text between quotes in code and pages, but not the names that make the routes."""
    quoted = set(re.findall(r"""["']([\w.]+)["']""", texts()))
    return quoted.union(*(strings(tree_of(path)) for path in modules()))


def strings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
