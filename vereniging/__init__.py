"""The software of a residents' association with a seat at the table."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import Flask

from vereniging import assembly
from vereniging.core import (
    cli,
    config,
    db,
    gate,
    i18n,
    logging,
    metrics,
    refusals,
    security,
    static,
    templating,
    web,
)
from vereniging.core.resources import PACKAGE, resource

KERNEL = (db, i18n, metrics, logging, gate, security, web, templating, static, refusals, cli)


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """The web application; `settings` replaces the environment (tests, demo).

    Raises WrongSettings with one Dutch sentence when the settings are unsafe.
    """
    app = Flask(
        "vereniging",
        static_folder=str(PACKAGE / "static"),
        template_folder=str(resource("templates")),
    )
    config.load(app, settings)
    with _nothing_to_collect():
        for module in KERNEL:
            module.init_app(app)
        assembly.assemble(app)
    app.extensions["create_app"] = create_app  # a drill makes a second one, elsewhere
    return app


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Load without the collector: all that is made stays, so looking for rubbish is lost time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
