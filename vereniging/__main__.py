"""The command `vereniging`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask.cli import FlaskGroup
from sqlalchemy.exc import OperationalError

from vereniging import create_app
from vereniging.core.cli import TRY_AGAIN, interruptible
from vereniging.core.config import WrongSettings

NO_DATABASE = (
    "De database geeft geen antwoord. Kijk of hij draait en of VERENIGING_DATABASE_URL klopt."
)

cli = FlaskGroup(
    name="vereniging",
    create_app=create_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    help="Het programma van de vereniging.",
)


@cli.command("serve", with_appcontext=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="Op welk adres.")
@click.option("--poort", default=8000, show_default=True, help="Op welke poort.")
@click.option("--workers", default=2, show_default=True, help="Hoeveel processen.")
def serve(host: str, poort: int, workers: int) -> None:
    """Start de site."""
    from vereniging.serving import check_before, granian  # noqa: PLC0415  heavy

    check_before()
    granian("vereniging:create_app", host=host, port=poort, workers=workers).serve()


@cli.command("demo", with_appcontext=False)
@click.option("--poort", default=8000, show_default=True, help="Op welke poort.")
@click.option("--map", "folder", type=click.Path(path_type=Path), default="instance/demo")
@click.option("--leeg", is_flag=True, help="Zonder voorbeelden, op de beginpagina.")
@click.option("--opnieuw", is_flag=True, help="Maak de voorbeelden opnieuw.")
def demo(poort: int, folder: Path, *, leeg: bool, opnieuw: bool) -> None:
    """Start de demo: site, werker en nagebootste betaalomgeving."""
    from vereniging.demo.start import run  # noqa: PLC0415  the demo is imported by nothing else

    interruptible()
    run(folder.absolute(), poort, empty=leeg, again=opnieuw)


def main() -> None:
    """Run a command; wrong settings, or no database, are told in one sentence."""
    try:
        cli(prog_name="vereniging")
    except WrongSettings as error:
        _stop(str(error))
    except OperationalError as error:
        if error.statement is not None:  # there is a connection: something else is wrong
            raise
        _stop(NO_DATABASE)


def _stop(sentence: str) -> None:
    """A mail server must keep what it offered and come back; everybody else reads a refusal."""
    print(sentence, file=sys.stderr)  # noqa: T201  there is no app to log in
    sys.exit(TRY_AGAIN if sys.argv[1:3] == ["post", "ontvang"] else 1)


if __name__ == "__main__":
    main()
