"""Puts the capabilities together: a package joins by the files it has.

`views` gives `bp` or `blueprints`, `jobs` and `inzage` register themselves when imported,
`receivers` and `cli` have `register(app)`; every `models` must be known before the first query.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from flask import Flask

CAPABILITIES = (
    "logboek", "statuten", "taken", "post", "toegang", "leden", "betalingen", "convenant",
    "commissie", "contributie", "stembus", "voeding", "standpunten", "mandaten", "meldingen",
    "leefbaarheid", "alv", "redactie", "site", "avg", "bestuur",
)  # fmt: skip
FILES = ("models", "jobs", "inzage", "receivers", "views", "cli")


def assemble(app: Flask) -> None:
    """Import and register every capability, lowest layer first."""
    names = (*CAPABILITIES, *(("demo",) if app.config.get("DEMO") else ()))
    found = {(name, file): part for file in FILES for name in names if (part := load(name, file))}
    for (_name, file), part in found.items():
        if file == "views":
            for blueprint in getattr(part, "blueprints", None) or (part.bp,):
                app.register_blueprint(blueprint)
        elif file in {"receivers", "cli"}:
            part.register(app)


def load(package: str, file: str) -> ModuleType | None:
    """One file of a capability, if it has it."""
    name = f"vereniging.{package}"
    spec = find_spec(f"{name}.{file}") if find_spec(name) else None
    if spec is None or spec.origin is None:  # an empty folder has no origin
        return None
    return import_module(f"{name}.{file}")
