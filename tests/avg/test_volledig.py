"""No table is forgotten: what points at a person is shown, or is an exception that says why."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import Table

from vereniging.avg.uitzonderingen import NIET_GETOOND, UITZONDERINGEN
from vereniging.core.db import Base
from vereniging.logboek.inzage import DELEN, WOORDEN

PERSONEN = {"lid", "account", "aanmelding", "huishouden"}
ADRESSEN = {"email", "aan", "van"}


def points_at_a_person(table: Table) -> bool:
    keys = {key.target_fullname.partition(".")[0] for key in table.foreign_keys}
    return table.name in PERSONEN or bool(keys & PERSONEN)


def holds_an_address(table: Table) -> bool:
    return any(c.name in ADRESSEN and c.type.python_type is str for c in table.columns)


def test_every_table_about_a_person_is_shown_or_is_an_exception(app: Flask) -> None:
    shown = {deel.model.__tablename__ for deel in DELEN.values()}
    tables = Base.metadata.tables.values()
    about = {t.name for t in tables if points_at_a_person(t) or holds_an_address(t)}
    assert len(about) > 50
    assert sorted(about - shown - set(UITZONDERINGEN)) == []
    assert sorted(shown & set(UITZONDERINGEN)) == []


def test_every_exception_is_told_on_the_page() -> None:
    assert {str(reden) for reden in UITZONDERINGEN.values()} <= {str(r) for r in NIET_GETOOND}


def test_every_field_that_is_shown_has_a_word(app: Flask) -> None:
    fields = {veld for deel in DELEN.values() for veld in deel.velden}
    assert sorted(fields - set(WOORDEN)) == []


def test_no_secret_is_ever_a_field(app: Flask) -> None:
    secret = {"kiem", "sleutel", "token_hash", "code_hmac", "totp", "publieke_sleutel", "zout",
              "envelop", "bevestiging", "revisie", "verpakt", "browser_hash"}  # fmt: skip
    assert [deel.naam for deel in DELEN.values() if secret & set(deel.velden)] == []
