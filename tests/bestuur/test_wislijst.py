"""An old copy that is put back brings nobody back who was erased since."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.bestuur.kopie import draai, elders
from tests.factories import TOEN, een_lid
from tests.stembus.factories import om
from vereniging.avg.acties import ga_akkoord, ken_toe, voer_uit, vraag_wissen
from vereniging.bestuur.backup import wislijst
from vereniging.core.db import db, finish, start_writing
from vereniging.leden.acties.wissen import wis_lid
from vereniging.leden.models import Functie, FunctieSoort, Lid, Lidmaatschap, LidSoort
from vereniging.toegang.models import Account

pytestmark = pytest.mark.traag("makes copies of whole databases")
NAAM, ADRES = "Wegman", "xanthippe@example.org"
DAG = timedelta(days=1)


@pytest.fixture
def vol(live_app: Flask, nu: datetime) -> Flask:
    """A member with an office, and an account without a member."""
    with live_app.app_context():
        om(nu)
        start_writing()
        lid = een_lid(achternaam=NAAM, email=ADRES, lidmaatschappen=[periode()])
        functie = Functie(lid=lid, soort=FunctieSoort.TELLER, begin=date(2026, 1, 1))
        db.session.add_all([lid, functie, *accounts(nu)])
        finish()
        db.session.close()
    return live_app


def periode() -> Lidmaatschap:
    return Lidmaatschap(soort=LidSoort.LID, begin=date(2020, 1, 1), ingevoerd_op=TOEN)


def accounts(nu: datetime) -> list[Account]:
    names = ("los", "een", "twee")
    return [Account(email=f"{name}@example.org", gemaakt_op=nu) for name in names]


def wis_iedereen(app: Flask, nu: datetime) -> None:
    """The member leaves and is erased; the account asks it and is too."""
    with app.app_context():
        om(nu)
        start_writing()
        lid = db.session.scalars(select(Lid).filter_by(email=ADRES)).one()
        lid.lidmaatschappen[0].einde = nu.date() - DAG
        db.session.scalars(select(Functie)).one().einde = nu.date() - DAG
        wis_lid(lid, nu)
        los, een, twee = db.session.scalars(select(Account).order_by(Account.id))
        verzoek = vraag_wissen(None, los, "", nu - 8 * DAG, None)
        ga_akkoord(verzoek, een.id, nu - 8 * DAG)
        ken_toe(verzoek, twee.id, nu - 8 * DAG)
        voer_uit(verzoek, nu)
        finish()
        db.session.close()


def maak(app: Flask, nu: datetime, doel: Path) -> None:
    with app.app_context():
        om(nu)
    made = draai(app, "maak", doel, "--onversleuteld")
    assert made.exit_code == 0, made.output


def test_who_was_erased_after_the_copy_is_erased_again(
    vol: Flask, nu: datetime, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    doel = tmp_path / "kopieen"
    maak(vol, nu, doel)
    old = next(doel.glob("*Z"))
    wis_iedereen(vol, nu + 10 * DAG)
    maak(vol, nu + 11 * DAG, doel)
    assert NAAM not in (doel / "wislijst.json").read_text()
    with elders(request, tmp_path / "elders") as there:
        with there.app_context():
            om(nu + 12 * DAG)
        back = draai(there, "herstel", old)
        assert back.exit_code == 0, back.output
        assert "Opnieuw gewist: 2." in back.output
        with there.app_context():
            lid = db.session.scalars(select(Lid)).one()
            assert (lid.achternaam, lid.email) == ("Gewist", None)
            assert lid.gewist_op == nu + 10 * DAG
            assert lid.lidmaatschappen[0].einde == (nu + 9 * DAG).date()
            assert db.session.scalars(select(Functie.einde)).one() == (nu + 9 * DAG).date()
            names = db.session.scalars(select(Account.email).order_by(Account.id)).all()
            assert names == ["gewist-1", "een@example.org", "twee@example.org"]
            db.session.close()


def test_without_the_list_only_the_terms_are_kept(
    vol: Flask, nu: datetime, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    maak(vol, nu, tmp_path / "kopieen")
    (tmp_path / "kopieen" / "wislijst.json").unlink()
    with elders(request, tmp_path / "elders") as there:
        back = draai(there, "herstel", tmp_path / "kopieen")
        assert "Opnieuw gewist: 0." in back.output
        with there.app_context():
            assert db.session.scalar(select(func.count()).where(Lid.achternaam == NAAM)) == 1
            db.session.close()


def test_a_list_that_cannot_be_read_stops_before_anything_is_written(
    vol: Flask, nu: datetime, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    doel = tmp_path / "kopieen"
    maak(vol, nu, doel)
    for broken in ("{", '[{"soort": "alles", "nummer": "1", "op": "2026-11-22T19:00:00+00:00"}]'):
        (doel / "wislijst.json").write_text(broken)
        again = draai(vol, "maak", doel, "--onversleuteld")
        assert again.exit_code == 1
        with elders(request, tmp_path / "elders") as there:
            back = draai(there, "herstel", doel)
            assert back.exit_code == 1
            assert "wislijst.json" in back.stderr


def test_the_list_only_grows(vol: Flask, nu: datetime, tmp_path: Path) -> None:
    earlier = {"soort": "lid", "nummer": "7", "op": "2026-01-01T00:00:00+00:00", "einde": ""}
    (tmp_path / "wislijst.json").write_text(json.dumps([earlier]))
    wis_iedereen(vol, nu)
    with vol.app_context():
        assert wislijst.werk_bij(tmp_path) == 3
        assert wislijst.werk_bij(tmp_path) == 3
        db.session.close()
    assert [row.soort for row in wislijst.lees(tmp_path)] == ["lid", "account", "lid"]
