"""`vereniging backup maak`, `herstel`, `oefen` and `sleutel`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from vereniging.bestuur.acties.instellen import maak_sleutelbestand
from vereniging.bestuur.backup import plek
from vereniging.bestuur.backup.fout import BackupFout
from vereniging.bestuur.backup.herstellen import herstel, kies
from vereniging.bestuur.backup.maken import maak
from vereniging.bestuur.backup.manifest import lees
from vereniging.bestuur.backup.oefenen import Oefening, oefen
from vereniging.bestuur.backup.zegel import Zegel, lees_geheim, nieuw_sleutelpaar
from vereniging.core import clock
from vereniging.core.cli import Refused, for_programs
from vereniging.core.config import setting
from vereniging.core.upkeep import mark, marked

Command = TypeVar("Command", bound=Callable[..., Any])
SLEUTEL = """\
Zet dit in de instellingen van de site:
  VERENIGING_BACKUP_PUBLIC_KEY='{publiek}'
Dit is de geheime sleutel. U ziet hem maar één keer:
  {geheim}
Druk hem twee keer af: een envelop voor de secretaris, een voor de voorzitter.
Bewaar hem niet op de server. Zonder deze sleutel is geen kopie meer te lezen."""

group = AppGroup("backup", help="Reservekopieën maken, terugzetten en oefenen.")


def refusing(command: Command) -> Command:
    """Tell in one sentence why a copy failed, with exit status 1."""

    @with_appcontext
    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except BackupFout as error:
            raise Refused(str(error)) from None
        except OSError as error:
            words = error.strerror or str(error)
            raise Refused(f"De schijf werkt niet mee: {words}. Kijk of er plaats is.") from None

    return run  # type: ignore[return-value]


def toon_sleutelpaar() -> None:
    """Make a key for copies and show both halves, once."""
    paar = nieuw_sleutelpaar()
    click.echo(SLEUTEL.format(publiek=paar.publiek, geheim=paar.geheim))


@group.command("sleutel")
def key() -> None:
    """Maak een sleutel voor de kopieën en toon die één keer."""
    toon_sleutelpaar()


@group.command("maak")
@click.argument("doel", type=click.Path(file_okay=False, path_type=Path))
@click.option("--onversleuteld", is_flag=True, help="Iedereen bij de kopie kan alles lezen.")
@for_programs
@refusing
def make(doel: Path, *, onversleuteld: bool, as_json: bool) -> None:
    """Maak een kopie van alles in een nieuwe map onder DOEL."""
    public = setting("BACKUP_PUBLIC_KEY")
    if not public and not onversleuteld:
        raise BackupFout(
            "VERENIGING_BACKUP_PUBLIC_KEY ontbreekt. Maak een sleutel met "
            "`vereniging backup sleutel`, of geef --onversleuteld."
        )
    nu = clock.now()
    zegel = Zegel() if onversleuteld else Zegel((public,))
    kopie = maak(doel.absolute(), zegel, nu, _quiet if as_json else click.echo)
    mark("kopie", nu)
    if as_json:
        manifest = lees(kopie)
        rows, files = sum(manifest.inhoud.rijen.values()), len(manifest.bestanden)
        click.echo(json.dumps({"kopie": str(kopie), "rijen": rows, "bestanden": files}))
    else:
        click.echo(f"De kopie staat in {kopie}.")


@group.command("herstel")
@click.argument("bron", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--sleutel",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Bestand met de geheime sleutel; zonder dit wordt erom gevraagd.",
)
@click.option(
    "--nieuw-sleutelbestand",
    is_flag=True,
    help="Het sleutelbestand van de stembus is weg: maak een nieuw.",
)
@refusing
def restore(bron: Path, sleutel: Path | None, *, nieuw_sleutelbestand: bool) -> None:
    """Zet een kopie terug op een lege plek; BRON is een kopie, of een map met kopieën."""
    kopie = kies(bron.absolute())
    manifest = lees(kopie)
    click.echo(f"De kopie {kopie.name} wordt teruggezet.")
    herstel(kopie, _secret(sleutel) if manifest.is_versleuteld else None, clock.now(), click.echo)
    if nieuw_sleutelbestand:
        maak_sleutelbestand()
    click.echo(
        f"Klaar: alles is weer zoals op {_moment(plek.moment_van(kopie))}. "
        "Start de site en de worker, en kijk op /readyz."
    )


def _secret(path: Path | None) -> Any:
    if path is not None:
        return lees_geheim(path.read_text(encoding="utf-8"))
    return lees_geheim(click.prompt("Geheime sleutel van het papier", hide_input=True))


@group.command("oefen")
@for_programs
@refusing
def drill(*, as_json: bool) -> None:
    """Maak een kopie, zet die ergens anders terug en kijk of alles klopt."""
    nu = clock.now()
    outcome = oefen(nu, _quiet if as_json else click.echo)
    if as_json:
        click.echo(json.dumps({**asdict(outcome), "laatste_kopie": _iso(marked("kopie"))}))
    else:
        _tell(outcome, nu)
    if outcome.fouten:
        raise BackupFout("De oefening is mislukt. " + " ".join(outcome.fouten))
    mark("oefening", nu)


def _tell(outcome: Oefening, nu: datetime) -> None:
    last = marked("kopie")
    click.echo(f"Nageteld: {outcome.nageteld} stemmingen. Rijen: {outcome.rijen}.")
    click.echo(
        f"Wat u hooguit verliest (RPO): {_minutes(nu, last)} minuten."
        if last
        else "Wat u hooguit verliest (RPO): alles, want er is nog geen kopie gemaakt."
    )
    click.echo(f"Hoe lang terugzetten duurt (RTO): {outcome.seconden:.1f} seconden.")


def _minutes(nu: datetime, moment: datetime) -> int:
    return max(int((nu - moment).total_seconds() // 60), 0)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(clock.AMSTERDAM):%d-%m-%Y %H.%M uur}"


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _quiet(_sentence: str) -> None:
    """A program reads the answer at the end."""


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(group)
