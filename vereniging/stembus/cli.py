"""`vereniging stembus sluit` and `natellen`."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import select

from vereniging.core import clock
from vereniging.core.cli import answer, for_programs, unit
from vereniging.core.db import db
from vereniging.stembus.acties import sluit
from vereniging.stembus.models import Stemming, StemmingStand

group = AppGroup("stembus", help="Stemmingen sluiten en natellen.")


@group.command("sluit")
@for_programs
@unit
def close(*, as_json: bool) -> None:
    """Sluit elke stemming waarvan de tijd om is."""
    nu = clock.now()
    query = select(Stemming).where(Stemming.stand == StemmingStand.OPEN, Stemming.sluit_op <= nu)
    closed = [stemming.slug for stemming in db.session.scalars(query) if sluit(stemming, nu)]
    lines = [f"Gesloten: {slug}" for slug in closed] or ["Er is niets te sluiten."]
    answer(as_json, {"gesloten": closed}, *lines)


@group.command("natellen", context_settings={"ignore_unknown_options": True})
@click.argument("argumenten", nargs=-1, type=click.UNPROCESSED)
def recount(argumenten: tuple[str, ...]) -> None:
    """Tel een gepubliceerde map na, met hetzelfde script als iedereen kan downloaden."""
    script = Path(__file__).with_name("natellen.py")
    sys.argv = [str(script), *argumenten]
    runpy.run_path(str(script), run_name="__main__")


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(group)
