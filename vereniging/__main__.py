"""The command `vereniging`."""

from __future__ import annotations

from flask.cli import FlaskGroup

from vereniging import create_app

cli = FlaskGroup(
    name="vereniging",
    create_app=create_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    help="Het programma van de vereniging.",
)


def main() -> None:
    """Run a command."""
    cli(prog_name="vereniging")


if __name__ == "__main__":
    main()
