"""`vereniging instellen`: the first board member of an empty installation."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import with_appcontext

from vereniging.bestuur.acties import Inrichting, richt_in
from vereniging.bestuur.backup import cli as backup
from vereniging.core import clock, migrations
from vereniging.core.cli import Refused, answer, for_programs, unit
from vereniging.core.config import setting
from vereniging.core.mailaddress import normal
from vereniging.leden.models import FunctieSoort
from vereniging.taken.bewaren import REGELS

OFFICES = [FunctieSoort.SECRETARIS.value, FunctieSoort.VOORZITTER.value]


@click.command("instellen")
@click.option("--naam", prompt="Naam van de vereniging", help="Naam van de vereniging.")
@click.option("--email", prompt="E-mailadres van de vereniging", help="Waar post aankomt.")
@click.option("--bestuurslid", prompt="Naam van het eerste bestuurslid", help="Wie begint.")
@click.option(
    "--bestuurslid-email", prompt="E-mailadres van dit bestuurslid", help="Om in te loggen."
)
@click.option("--functie", type=click.Choice(OFFICES), default=OFFICES[0], show_default=True)
@with_appcontext
def instellen(
    naam: str, email: str, bestuurslid: str, bestuurslid_email: str, functie: str
) -> None:
    """Maak de sleutels en wijs het eerste bestuurslid aan."""
    for adres in (email, bestuurslid_email):
        if normal(adres) is None:
            sentence = f"{adres} is geen e-mailadres. Vul iets in als naam@voorbeeld.nl."
            raise Refused(sentence)
    if migrations.newest():
        migrations.upgrade()
    wie = Inrichting(
        naam=naam, email=email, bestuurslid=bestuurslid,
        bestuurslid_email=bestuurslid_email, functie=FunctieSoort(functie),
    )  # fmt: skip
    _richt_in(wie)
    click.echo(f"Klaar. {bestuurslid} kan nu inloggen met {bestuurslid_email}.")
    if not setting("BACKUP_PUBLIC_KEY"):
        backup.toon_sleutelpaar()


@unit
def _richt_in(wie: Inrichting) -> None:
    richt_in(wie, clock.now())


@click.command("bewaartermijnen")
@click.option("--proef", is_flag=True, help="Alleen kijken, niets wissen.")
@for_programs
@unit
def bewaartermijnen(*, proef: bool, as_json: bool) -> None:
    """Wis wat lang genoeg is bewaard; elke nacht gebeurt dit vanzelf."""
    nu = clock.now()
    counts = {
        f"{regel.wat} ({regel.termijn})": regel.tel(nu) if proef else regel.ruim_op(nu)
        for regels in REGELS.values()
        for regel in regels
    }
    total = sum(counts.values())
    zin = f"Proef: {total} te wissen. Niets gewist." if proef else f"Gewist: {total}."
    lines = [f"{wat}: {count}" for wat, count in counts.items()]
    answer(as_json, {"aantallen": counts, "samen": total, "proef": proef}, *lines, zin)


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(instellen)
    app.cli.add_command(bewaartermijnen)
    backup.register(app)
