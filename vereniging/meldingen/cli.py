"""`vereniging open-data exporteer` and `vereniging kaart haal-tegels`."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from vereniging.core import clock
from vereniging.core import db as database
from vereniging.core.cli import Refused, answer, for_programs
from vereniging.core.config import setting
from vereniging.core.opendata import register_open_file, write_open_files
from vereniging.meldingen import opendata
from vereniging.meldingen.acties.tegels import GeenTegels, haal, wat_te_halen
from vereniging.meldingen.queries import plekken

group = AppGroup("open-data", help="De open gegevens als bestanden.")
map_group = AppGroup("kaart", help="De kaart van de meldingen.")


@group.command("exporteer")
@click.argument("map_", metavar="MAP", type=click.Path(file_okay=False, path_type=Path))
@for_programs
@with_appcontext
def export(map_: Path, *, as_json: bool) -> None:
    """Schrijf alle open gegevens in een map; een bestand is nooit half."""
    try:
        namen = write_open_files(map_, clock.now())
    except OSError as error:
        sentence = f"In {map_} kan niet worden geschreven: {error.strerror}. Kies een andere map."
        raise Refused(sentence) from None
    finally:
        database.undo()
    answer(as_json, namen, *namen)


@map_group.command("haal-tegels")
@click.option("--bron", default="", help="Wie de kaart maakte, zoals het onder de kaart komt.")
@with_appcontext
def fetch_tiles(bron: str) -> None:
    """Haal de kaart eenmaal op van KAART_TEGELS; bezoekers vragen daar nooit iets."""
    adres = setting("KAART_TEGELS")
    try:
        vakken = wat_te_halen(plekken(), adres)
        database.undo()  # nothing of the database is held while the map server thinks
        with click.progressbar(length=len(vakken), label="Tegels") as bar:
            nieuw = haal(vakken, adres, bron, lambda _klaar: bar.update(1))
    except (GeenTegels, OSError) as error:
        raise Refused(str(error)) from None
    click.echo(f"{nieuw} tegels gehaald, {len(vakken) - nieuw} waren er al.")


def register(app: Flask) -> None:
    """Add the commands, and the files that they write."""
    register_open_file("meldingen.csv", opendata.csv_bestand)
    register_open_file("meldingen.geojson", opendata.geojson_bestand)
    register_open_file("meldingen.atom", opendata.atom_bestand)
    app.cli.add_command(group)
    app.cli.add_command(map_group)
