"""Who may do what: every rule, method and role with the status it gets.

`python -m tests.toegang.matrix --schrijf` asks the application anew and writes `matrix.csv` and
`docs/wie-mag-wat.md`. The cells for object rules are about an object that does not exist.
"""

from __future__ import annotations

import contextvars
import csv
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection
from werkzeug.routing import Rule

from tests.conftest import NU
from tests.factories import BEGIN, TOEN, een_adres, een_lid
from tests.support.client import BASE, Client, sign_in
from tests.support.settings import build_tables, settings
from vereniging import create_app
from vereniging.core import clock
from vereniging.core.db import WRITE, db
from vereniging.leden.models import (
    Aanmelding,
    AanmeldingStand,
    FunctieSoort,
    Lid,
    Lidmaatschap,
    LidSoort,
)
from vereniging.toegang.models import Account

CSV = Path(__file__).with_name("matrix.csv")
DOC = Path(__file__).parents[2] / "docs" / "wie-mag-wat.md"
OFFICES = tuple(str(soort) for soort in FunctieSoort)
ROLES = (
    "visitor",
    "aspirant",
    "lid",
    "donateur",
    "oud_lid",
    "afgevaardigde",
    "secretaris",
    "penningmeester",
    "voorzitter",
    "bestuurslid",
    "kascommissie",
    "teller",
    "moderator",
)
ABSENT = {
    "KenmerkConverter": "XX-1999-9999",
    "SlugConverter": "bestaat-niet",
    "TokenConverter": "A" * 43,
    "NumberConverter": 1999,
    "YearConverter": 1999,
    "UnicodeConverter": "bestaat-niet",
    "PathConverter": "bestaat-niet.css",
}
COMMAND = "python -m tests.toegang.matrix --schrijf"
Row = dict[str, str]


@dataclass(frozen=True)
class Place:
    """A rule with one of its methods."""

    rule: Rule
    method: str

    @property
    def key(self) -> tuple[str, str]:
        return self.rule.rule, self.method

    def path(self, app: Flask) -> str:
        """The address, with an object that does not exist."""
        values = {
            name: min(getattr(converter, "items", ()), default=ABSENT.get(type(converter).__name__))
            for name, converter in self.rule._converters.items()
        }
        return str(app.url_map.bind("127.0.0.1").build(self.rule.endpoint, values, self.method))


def places(app: Flask) -> list[Place]:
    """Every rule and method that has an audience, in a fixed order."""
    found = [
        Place(rule, method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return sorted(found, key=lambda place: place.key)


@contextmanager
def running() -> Iterator[Flask]:
    """An application of its own on an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/matrix.db"
        told = {**settings(Path(folder), url), "WTF_CSRF_ENABLED": False}
        app = create_app(told)
        clock.install(lambda: NU)
        with app.app_context():
            build_tables()
        yield app
        clock.install(clock.system)
        with app.app_context():
            db.engine.dispose()


def statuses(app: Flask, role: str) -> dict[tuple[str, str], int]:
    """What somebody with this role gets at every place; nothing stays behind."""
    with app.app_context(), db.engine.connect().execution_options(**WRITE) as connection:
        outer = connection.begin()
        db.sessionmaker.configure(bind=connection, join_transaction_mode="create_savepoint")
        try:
            cookie = _cookie(app, role)
            db.session.commit()
            found = {place.key: _ask(app, connection, place, cookie) for place in places(app)}
        finally:
            db.session.close()
            outer.rollback()
            db.sessionmaker.configure(bind=db.engine, join_transaction_mode="conditional_savepoint")
    return found


def _ask(app: Flask, connection: Connection, place: Place, cookie: str | None) -> int:
    point = connection.begin_nested()
    client = app.test_client()
    if cookie:
        client.set_cookie("sessie", cookie, domain="127.0.0.1")
    status: int = contextvars.Context().run(_open, client, place.path(app), place.method)
    db.session.rollback()
    db.session.expire_all()
    point.rollback()
    return status


def _open(client: FlaskClient, path: str, method: str) -> int:
    try:
        return client.open(path, method=method, base_url=BASE).status_code
    except Exception:  # noqa: BLE001  a page that breaks is a finding, not the end of the run
        return 500


def _cookie(app: Flask, role: str) -> str | None:
    if role == "visitor":
        return None
    client = Client(app)
    if role == "aspirant":
        _sign_in_applicant(client)
    else:
        sign_in(client, _member(role), [role] if role in OFFICES else [], second_factor=True)
    cookie = client.flask.get_cookie("sessie", domain="127.0.0.1")
    assert cookie is not None
    return cookie.value


def _member(role: str) -> Lid:
    if role == "donateur":
        return een_lid(soort=LidSoort.DONATEUR)
    if role != "oud_lid":
        return een_lid()
    past = Lidmaatschap(
        soort=LidSoort.LID, begin=BEGIN, einde=BEGIN + timedelta(days=300), ingevoerd_op=TOEN
    )
    return een_lid(lidmaatschappen=[past])


def _sign_in_applicant(client: Client) -> None:
    """Somebody who applied: an account without a member."""
    sign_in(client, lid := een_lid(soort=None), [], second_factor=True)
    account = db.session.query(Account).filter_by(lid_id=lid.id).one()
    account.lid_id = None
    db.session.add(
        Aanmelding(
            kenmerk="AM-2026-0001",
            kiem=b"0" * 16,
            voornaam="Kim",
            achternaam="Verbeek",
            email=account.email,
            adres=een_adres(),
            soort=LidSoort.LID,
            is_zestien=True,
            akkoord="",
            ingediend_op=TOEN,
            stand=AanmeldingStand.INGEDIEND,
        )
    )


def measure() -> list[Row]:
    """The whole matrix, asked from the application."""
    with running() as app:
        by_role = {role: statuses(app, role) for role in ROLES}
        return [
            {
                "regel": place.key[0],
                "methode": place.key[1],
                **{role: str(by_role[role][place.key]) for role in ROLES},
            }
            for place in places(app)
        ]


def stored() -> list[Row]:
    """The matrix as it was agreed upon."""
    with CSV.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def audience(place: Place, app: Flask) -> object:
    """Who may come here, as the view says."""
    return getattr(app.view_functions[place.rule.endpoint], "allow", None)


def document(app: Flask, rows: list[Row]) -> str:
    """The page for people: who may open or do what."""
    by_key = {(row["regel"], row["methode"]): row for row in rows}
    lines = [
        "# Wie mag wat",
        "",
        "Gemaakt uit `tests/toegang/matrix.csv`; verander dit blad niet met de hand, maar met",
        f"`{COMMAND}`. GET is kijken, de rest is doen.",
        "*Bevestigen* betekent: ten hoogste tien minuten geleden nog eens laten zien wie u bent.",
        "",
        "| Adres | Methode | Doelgroep | Rollen | Bevestigen |",
        "|---|---|---|---|---|",
    ]
    for place in places(app):
        view = app.view_functions[place.rule.endpoint]
        groep = getattr(audience(place, app), "naam", "")
        fresh = "ja" if getattr(view, "fresh", False) else ""
        rollen = _admitted(by_key[place.key])
        adres = place.key[0].replace("|", r"\|")
        lines.append(f"| `{adres}` | {place.method} | {groep} | {rollen} | {fresh} |")
    return "\n".join(lines) + "\n"


def _admitted(row: Row) -> str:
    turned_away = {"403"} if row["methode"] != "GET" else {"403", "303"}
    if row["visitor"] not in turned_away:
        return "iedereen"
    return ", ".join(role for role in ROLES[1:] if row[role] != "403")


def write() -> None:
    """Ask anew, and write both files."""
    rows = measure()
    with CSV.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, ["regel", "methode", *ROLES], delimiter=";", lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)
    DOC.parent.mkdir(exist_ok=True)
    with running() as app:
        DOC.write_text(document(app, rows), encoding="utf-8")
    for row in rows:
        if broken := [role for role in ROLES if row[role] == "500"]:
            sys.stdout.write(f"{row['methode']} {row['regel']}: 500 for {broken}\n")


if __name__ == "__main__":
    if sys.argv[1:] != ["--schrijf"]:
        sys.exit(f"{COMMAND}")
    write()
