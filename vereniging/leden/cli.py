"""`vereniging leden exporteer` and `leden importeer`: the register as a file."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from vereniging.core import clock
from vereniging.core.cli import Refused, answer, for_programs, unit
from vereniging.core.errors import DomainError
from vereniging.core.export import GeenCsv, read_csv
from vereniging.leden import invoer
from vereniging.leden.acties import invoeren, uitwisselen
from vereniging.leden.invoerkeuzes import dubbele

group = AppGroup("leden", help="Het ledenregister uitvoeren en invoeren.")


@group.command("exporteer")
@click.option("--peildatum", type=click.DateTime(["%Y-%m-%d"]), help="De dag, zoals 2026-12-31.")
@with_appcontext
def export(peildatum: datetime | None) -> None:
    """Schrijf de leden op een dag als CSV naar de uitvoer."""
    dag: date = peildatum.date() if peildatum else clock.today()
    for piece in uitwisselen.exporteer(dag):
        click.echo(piece, nl=False)


@group.command("importeer")
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--proef", is_flag=True, help="Alleen kijken, niets bewaren.")
@click.option("--goede-rijen", is_flag=True, help="Bewaar de goede rijen, ook als er fouten zijn.")
@for_programs
@unit
def load(bestand: Path, *, proef: bool, goede_rijen: bool, as_json: bool) -> None:
    """Lees leden uit een CSV-bestand; bij een fout wordt niets bewaard."""
    inhoud = bestand.read_bytes()
    try:
        gelezen = invoer.lees(read_csv(inhoud))
    except GeenCsv as error:
        raise Refused(str(error)) from None
    uitwisselen.keur(gelezen)
    aantal, fouten = len(gelezen.rijen), sorted(gelezen.fouten)
    data = {"goed": aantal, "fouten": [{"regel": n, "fout": str(fout)} for n, fout in fouten]}
    if not as_json:
        _report(gelezen)
    if gelezen.fouten and not goede_rijen:
        answer(as_json, {**data, "bewaard": 0})
        sentence = "Er is niets bewaard. Verbeter deze regels, of gebruik --goede-rijen."
        raise Refused(sentence)
    if proef:
        zin = f"Proef: {aantal} leden zijn in orde. Er is niets bewaard."
        answer(as_json, {**data, "bewaard": 0}, zin)
        return
    try:
        aantal = invoeren.neem_aan(bestand.name, inhoud, gelezen, clock.now())
    except DomainError as error:
        raise Refused(str(error)) from None
    answer(as_json, {**data, "bewaard": aantal}, f"{aantal} leden bewaard.")


def _report(gelezen: invoer.Bestand) -> None:
    for kolom in gelezen.extra:
        click.echo(f"Kolom '{kolom}' kennen wij niet en slaan wij over.", err=True)
    if not gelezen.heeft_huishoudens:
        click.echo("Zonder kolom 'huishouden' wordt elk adres één huishouden.", err=True)
    for regel, fout in sorted(gelezen.fouten):
        click.echo(f"Regel {regel}: {fout}", err=True)
    for dubbel in dubbele(gelezen):
        wie = f"lid {dubbel.lidnummer}" if dubbel.lidnummer else f"regel {dubbel.regel}"
        zin = f"Regel {dubbel.rij.regel} lijkt op {wie}: dezelfde naam en hetzelfde adres."
        click.echo(zin, err=True)


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(group)
