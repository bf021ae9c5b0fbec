"""`vereniging logboek controleer` tells whether the chain is whole."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import func, select

from vereniging.core.cli import Refused, answer, for_programs
from vereniging.core.db import db
from vereniging.logboek.acties import fault_against, first_fault
from vereniging.logboek.models import Logboek

group = AppGroup("logboek", help="Het logboek controleren.")


@group.command("controleer")
@click.option(
    "--anker",
    type=click.Path(exists=True, path_type=Path),
    help="Bestand met regels «nummer hash».",
)
@for_programs
@with_appcontext
def check(anker: Path | None, *, as_json: bool) -> None:
    """Kijk of geen regel van het logboek is veranderd."""
    fault = first_fault() or (_anchor_file_fault(anker) if anker else "")
    count = db.session.scalar(select(func.count()).select_from(Logboek))
    told = [] if fault else [f"Het logboek klopt: {count} regels."]
    answer(as_json, {"klopt": not fault, "regels": count}, *told)
    if fault:
        raise Refused(fault)


def _anchor_file_fault(path: Path) -> str:
    for line in path.read_text().splitlines():
        words = line.split()
        if (
            len(words) >= 2
            and words[0].isdigit()
            and (fault := fault_against(int(words[0]), words[1]))
        ):
            return fault
    return ""


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(group)
