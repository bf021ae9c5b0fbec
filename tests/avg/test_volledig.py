"""No table is forgotten: what points at a person is shown, or is an exception that says why."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import Table

from vereniging.avg.uitzonderingen import NIET_GETOOND, UITZONDERINGEN
from vereniging.core.db import Base
from vereniging.leden.afhankelijk import EIGEN, STEMBUS
from vereniging.leden.afhankelijk import WOORDEN as WOORDEN_VAN_TABELLEN
from vereniging.logboek.inzage import DELEN, WOORDEN

PERSONEN = {"lid", "account", "aanmelding", "huishouden"}
ADRESSEN = {"email", "aan", "van"}
WIE_OF_WAAR = {
    "achternaam", "bankkenmerk", "email", "huisnummer", "iban_laatste4", "naam",
    "organisatienaam", "postadres", "redenen", "tekst", "telefoon", "tenaamstelling",
    "toelichting", "voorletters", "voornaam", "waar_precies",
}  # fmt: skip
NIET_IN_DE_UITVOER = {
    "mail.tekst": "sealed until it is sent, and then gone: who got it has the mail itself",
    "postbak.tekst": "sealed; the sender has the mail itself, and it goes after thirty days",
}


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


def test_what_hangs_on_a_member_is_told_by_its_name(app: Flask) -> None:
    """Whoever adds a table that points at a member says what it is, in the undo of an import."""
    pointing = {
        t.name for t in Base.metadata.tables.values() for k in t.foreign_keys
        if k.column.table.name == "lid"
    }  # fmt: skip
    assert len(pointing) > 20
    assert sorted(pointing - set(WOORDEN_VAN_TABELLEN) - STEMBUS - EIGEN) == []


def test_every_column_with_words_of_a_person_is_in_the_export(app: Flask) -> None:
    """A column that says who or where is read by its owner, or stands here with its reason."""
    missing = []
    for deel in DELEN.values():
        read = {veld.partition(".")[0] for veld in deel.velden}
        columns = {c.name for c in deel.model.__table__.columns}
        missing += [f"{deel.naam}.{name}" for name in sorted((columns & WIE_OF_WAAR) - read)]
    assert sorted(set(missing) - set(NIET_IN_DE_UITVOER)) == []
    assert sorted(set(NIET_IN_DE_UITVOER) - set(missing)) == []
