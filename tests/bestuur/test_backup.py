"""Copies: complete, sealed, never half, and proven by putting them back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from tests.bestuur.kopie import DAG, FOTO, draai, elders, in_een_kind, velden, vul
from tests.factories import een_lid
from tests.stembus.factories import om
from vereniging.bestuur.backup import plek
from vereniging.bestuur.backup.manifest import lees
from vereniging.bestuur.backup.zegel import Sleutelpaar, nieuw_sleutelpaar
from vereniging.core.config import WrongSettings
from vereniging.core.db import db, finish, start_writing
from vereniging.core.upkeep import marked
from vereniging.leden.models import Lid, Lidmaatschap, LidSoort
from vereniging.logboek.acties import first_fault
from vereniging.post.models import Mail
from vereniging.stembus.acties import stel_vast, vernietig_sleutel
from vereniging.stembus.acties.sleutels import sleutelbestand
from vereniging.stembus.models import Stemming
from vereniging.stembus.protocol.sleutels import KekOntbreekt
from vereniging.taken.models import Taak
from vereniging.toegang.models import Sessie

pytestmark = pytest.mark.traag("makes copies of whole databases")
Elders = Callable[..., AbstractContextManager[Flask]]
STEMPEL = "20261122T190000Z"


@pytest.fixture
def paar() -> Sleutelpaar:
    """The key of the board."""
    return nieuw_sleutelpaar()


@pytest.fixture
def app(live_app: Flask, nu: datetime, paar: Sleutelpaar) -> Flask:
    """An association with something of everything, and a key for its copies."""
    vul(live_app, nu)
    live_app.config["BACKUP_PUBLIC_KEY"] = paar.publiek
    return live_app


@pytest.fixture
def tweede(request: pytest.FixtureRequest, tmp_path: Path) -> Elders:
    """A second installation on the same kind of database."""
    return partial(elders, request, tmp_path / "elders")


@pytest.fixture
def papier(tmp_path: Path, paar: Sleutelpaar) -> Path:
    """The secret key, as typed from paper."""
    path = tmp_path / "papier.txt"
    path.write_text(paar.geheim.lower() + "\n", encoding="utf-8")
    return path


def test_what_was_copied_is_put_back_whole(
    app: Flask, tweede: Elders, tmp_path: Path, papier: Path
) -> None:
    made = draai(app, "maak", tmp_path / "kopieen")
    assert made.exit_code == 0, made.output
    with app.app_context():
        assert marked("kopie") == datetime(2026, 11, 22, 19, tzinfo=UTC)
    with tweede() as there:
        back = draai(there, "herstel", tmp_path / "kopieen", "--sleutel", papier)
        assert back.exit_code == 0, back.output
        assert velden(there, Stemming.slug) == ["parkeren"]
        assert velden(there, Sessie.id) == []
        waits = dict(zip(velden(there, Mail.sleutel), velden(there, Mail.mislukt_op), strict=True))
        assert waits["oud"]
        assert not waits["vers"]
        assert f"betalingen.afstemmen:herstel:{STEMPEL}" in velden(there, Taak.sleutel)
        photo = Path(there.config["DATA_DIR"]) / "fotos" / f"{'a' * 32}.jpg"
        assert photo.read_bytes() == FOTO
        with there.app_context():
            assert first_fault() == ""
            db.session.close()


def test_who_was_erased_after_the_copy_is_erased_again_when_it_is_put_back(
    app: Flask, tweede: Elders, tmp_path: Path, papier: Path, nu: datetime
) -> None:
    with app.app_context():
        start_writing()
        period = Lidmaatschap(
            soort=LidSoort.LID, begin=date(2020, 1, 1), einde=date(2025, 11, 30), ingevoerd_op=nu
        )
        db.session.add(een_lid(achternaam="Wegman", lidmaatschappen=[period]))
        finish()
        db.session.close()
    assert draai(app, "maak", tmp_path / "kopieen").exit_code == 0
    om(nu + 10 * DAG)
    with tweede() as there:
        back = draai(there, "herstel", tmp_path / "kopieen", "--sleutel", papier)
        assert back.exit_code == 0, back.output
        names = velden(there, Lid.achternaam)
        assert ("Gewist" in names, "Wegman" in names, len(names)) == (True, False, 7)
        with there.app_context():
            assert first_fault() == ""
            db.session.close()


def test_a_copy_shows_nothing_without_the_key_and_never_holds_the_key_of_the_ballot_box(
    app: Flask, tmp_path: Path
) -> None:
    data = Path(app.config["DATA_DIR"])
    (data / "fotos" / "sleutel").hardlink_to(app.config["STEMBUS_KEY_FILE"])
    assert draai(app, "maak", tmp_path / "kopieen").exit_code == 0
    manifest = json.loads((tmp_path / "kopieen" / STEMPEL / "manifest.json").read_text())
    assert list(manifest["bestanden"]) == [f"fotos/{'a' * 32}.jpg"]
    seed = json.loads(Path(app.config["STEMBUS_KEY_FILE"]).read_text())["ondertekening"].encode()
    for path in (tmp_path / "kopieen").rglob("*"):
        text = path.read_bytes() if path.is_file() else b""
        assert b"kim@example.org" not in text
        assert FOTO[:64] not in text
        assert seed not in text
        assert path.stat().st_mode & 0o077 == 0 or path.name == ".slot", path


def test_a_file_is_stored_once_and_goes_with_its_last_copy(
    app: Flask, tmp_path: Path, nu: datetime
) -> None:
    doel, photo = tmp_path / "kopieen", Path(app.config["DATA_DIR"]) / "fotos" / f"{'a' * 32}.jpg"
    assert draai(app, "maak", doel).exit_code == 0
    stored = list((doel / "bestanden").iterdir())
    om(nu + timedelta(minutes=15))
    assert draai(app, "maak", doel).exit_code == 0
    assert list((doel / "bestanden").iterdir()) == stored
    photo.unlink()
    om(nu + timedelta(days=36))
    assert draai(app, "maak", doel).exit_code == 0
    assert list((doel / "bestanden").iterdir()) == []
    assert [kopie.name for kopie in plek.kopieen(doel)] == ["20261228T190000Z"]


def test_two_days_stay_complete_and_five_weeks_stay_by_the_day(tmp_path: Path) -> None:
    nu = datetime(2026, 11, 22, 19, tzinfo=UTC)
    made = [nu - timedelta(hours=hour) for hour in range(0, 24 * 40, 6)]
    found = sorted(tmp_path / f"{moment:{plek.STEMPEL}}" for moment in made)
    gone = plek.te_oud(found, nu)
    left = [plek.moment_van(path) for path in found if path not in gone]
    assert len([moment for moment in left if nu - moment <= timedelta(hours=48)]) == 9
    assert min(left) >= nu - timedelta(days=35)
    older = [moment.astimezone(UTC).date() for moment in left if nu - moment > timedelta(hours=48)]
    assert len(older) == len(set(older)) == 33


def test_without_a_key_only_a_deliberate_word_makes_a_readable_copy(
    app: Flask, tweede: Elders, tmp_path: Path
) -> None:
    app.config["BACKUP_PUBLIC_KEY"] = ""
    refused = draai(app, "maak", tmp_path / "kopieen")
    assert (refused.exit_code, "--onversleuteld" in refused.output) == (1, True)
    assert not (tmp_path / "kopieen").exists()
    assert draai(app, "maak", tmp_path / "kopieen", "--onversleuteld").exit_code == 0
    with tweede() as there:
        assert draai(there, "herstel", tmp_path / "kopieen" / STEMPEL).exit_code == 0
        again = draai(there, "herstel", tmp_path / "kopieen" / STEMPEL)
        assert (again.exit_code, "lege plek" in again.output) == (1, True)


def test_nothing_is_put_back_over_a_photo_or_into_the_other_kind_of_database(
    app: Flask, tweede: Elders, tmp_path: Path, papier: Path
) -> None:
    assert draai(app, "maak", tmp_path / "kopieen").exit_code == 0
    with tweede() as there:
        photo = Path(there.config["DATA_DIR"]) / "fotos" / "van-hier.jpg"
        photo.parent.mkdir()
        photo.write_bytes(b"hier")
        refused = draai(there, "herstel", tmp_path / "kopieen", "--sleutel", papier)
        assert (refused.exit_code, "van-hier.jpg" in refused.output) == (1, True)
        assert photo.read_bytes() == b"hier"


@pytest.mark.parametrize("which", ["database", "foto", "manifest", "weg"])
def test_a_changed_copy_is_refused_before_anything_is_put_back(
    app: Flask, tweede: Elders, tmp_path: Path, papier: Path, which: str
) -> None:
    doel = tmp_path / "kopieen"
    assert draai(app, "maak", doel).exit_code == 0
    photo = next((doel / "bestanden").iterdir())
    if which == "manifest":
        path = doel / STEMPEL / "manifest.json"
        path.write_text(path.read_text().replace('"lid": 6', '"lid": 5'))
    elif which == "weg":
        photo.unlink()
    else:
        path = photo if which == "foto" else next((doel / STEMPEL).glob("database*"))
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    with tweede() as there:
        refused = draai(there, "herstel", doel / STEMPEL, "--sleutel", papier)
        assert refused.exit_code == 1
        assert "andere kopie" in refused.output, refused.output
        assert not any(Path(there.config["DATA_DIR"]).rglob("*.jpg"))
        assert not any(path.suffix == ".db" for path in (tmp_path / "elders").rglob("*"))


def test_a_damaged_list_stops_no_new_copy_and_costs_no_file(
    app: Flask, tmp_path: Path, nu: datetime
) -> None:
    doel, photo = tmp_path / "kopieen", Path(app.config["DATA_DIR"]) / "fotos" / f"{'a' * 32}.jpg"
    assert draai(app, "maak", doel).exit_code == 0
    stored = list((doel / "bestanden").iterdir())
    (doel / STEMPEL / "manifest.json").write_text("{")
    photo.unlink()
    om(nu + timedelta(minutes=15))
    assert draai(app, "maak", doel).exit_code == 0
    assert list((doel / "bestanden").iterdir()) == stored


def test_a_list_that_names_a_place_outside_the_data_is_refused(
    app: Flask, tweede: Elders, tmp_path: Path
) -> None:
    doel = tmp_path / "kopieen"
    assert draai(app, "maak", doel, "--onversleuteld").exit_code == 0
    manifest = lees(doel / STEMPEL)
    bestanden = {"../../buiten.jpg": next(iter(manifest.bestanden.values()))}
    (doel / STEMPEL / "manifest.json").unlink()
    replace(manifest, bestanden=bestanden).schrijf(doel / STEMPEL)
    with tweede() as there:
        refused = draai(there, "herstel", doel)
        assert (refused.exit_code, "buiten DATA_DIR" in refused.output) == (1, True)


def test_an_unsealed_photo_that_changed_is_refused_too(
    app: Flask, tweede: Elders, tmp_path: Path
) -> None:
    doel = tmp_path / "kopieen"
    assert draai(app, "maak", doel, "--onversleuteld").exit_code == 0
    next((doel / "bestanden").iterdir()).write_bytes(FOTO[:-1] + b"!")
    with tweede() as there:
        assert "veranderd" in draai(there, "herstel", doel).output


def test_the_wrong_key_and_no_key_open_nothing(app: Flask, tweede: Elders, tmp_path: Path) -> None:
    doel = tmp_path / "kopieen"
    assert draai(app, "maak", doel).exit_code == 0
    with tweede() as there:
        for typed, says in ((nieuw_sleutelpaar().geheim, "past niet"), ("geen sleutel", "begint")):
            refused = draai(there, "herstel", doel, input=f"{typed}\n")
            assert (refused.exit_code, says in refused.output) == (1, True), refused.output
            assert typed not in refused.output
        assert list(Path(there.config["DATA_DIR"]).rglob("*.jpg")) == []


def test_killed_at_any_write_there_is_a_whole_copy_or_none(app: Flask, tmp_path: Path) -> None:
    number, doel = 1, tmp_path / "kopieen"
    while in_een_kind(app, "maak", doel, stop_at=number) == 137:
        for kopie in plek.kopieen(doel):
            assert {path.name.partition(".")[0] for path in kopie.iterdir()} == {
                "database",
                "manifest",
            }
        shutil.rmtree(doel / STEMPEL, ignore_errors=True)
        number += 1
    assert number > 6
    left = [path.name for path in doel.iterdir()]
    assert sorted(left) == [".slot", STEMPEL, "bestanden", "wislijst.json"]
    assert not list(Path(app.config["DATA_DIR"]).glob(".bezig-*"))


@pytest.mark.parametrize("largest", [20_000, 150_000])
def test_a_full_disk_leaves_the_earlier_copies_alone(
    app: Flask, tmp_path: Path, nu: datetime, largest: int
) -> None:
    doel = tmp_path / "kopieen"
    assert draai(app, "maak", doel).exit_code == 0
    (Path(app.config["DATA_DIR"]) / "fotos" / "nieuw.jpg").write_bytes(FOTO + b"nieuw")
    before = sorted(path for path in doel.rglob("*"))
    om(nu + timedelta(minutes=15))
    assert in_een_kind(app, "maak", doel, largest=largest) == 1
    assert sorted(path for path in doel.rglob("*")) == before
    assert draai(app, "maak", doel).exit_code == 0


def test_the_drill_restores_recounts_and_tells_how_long_it_takes(
    app: Flask, tmp_path: Path, nu: datetime
) -> None:
    assert draai(app, "maak", tmp_path / "kopieen").exit_code == 0
    om(nu + timedelta(minutes=12))
    done = draai(app, "oefen")
    assert done.exit_code == 0, done.output
    assert "Nageteld: 1 stemmingen" in done.output
    assert "(RPO): 12 minuten" in done.output
    assert "(RTO): " in done.output
    told = json.loads(draai(app, "oefen", "--json").output)
    assert (told["fouten"], told["nageteld"], told["bestanden"]) == ([], 1, 1)
    with app.app_context():
        assert marked("oefening") == nu + timedelta(minutes=12)


def test_the_drill_notices_a_ledger_and_a_result_that_were_touched(app: Flask) -> None:
    with app.app_context():
        start_writing()
        db.session.connection().exec_driver_sql("UPDATE nota SET saldo = saldo + 1")
        db.session.connection().exec_driver_sql(
            "UPDATE stembus_bestand SET inhoud = "
            "(SELECT inhoud FROM stembus_bestand WHERE naam = 'regels.json') "
            "WHERE naam = 'uitslag.json'"
        )
        finish()
        db.session.close()
    done = draai(app, "oefen")
    assert done.exit_code == 1
    assert "N-2026-0001" in done.output
    assert "De uitslag van parkeren klopt niet." in done.output
    with app.app_context():
        assert marked("oefening") is None


def test_a_copy_from_before_the_result_was_final_and_the_key_file_of_later_open_nothing(
    app: Flask, tweede: Elders, tmp_path: Path, papier: Path, nu: datetime
) -> None:
    assert draai(app, "maak", tmp_path / "kopieen").exit_code == 0
    with app.app_context():
        assert sleutelbestand().kek("parkeren")
        start_writing()
        stemming = db.session.query(Stemming).one()
        assert stemming.bezwaar_tot
        stel_vast(stemming, om(stemming.bezwaar_tot))
        vernietig_sleutel(stemming)
        finish()
        db.session.close()
    om(nu)
    with tweede(STEMBUS_KEY_FILE=app.config["STEMBUS_KEY_FILE"]) as there:
        assert draai(there, "herstel", tmp_path / "kopieen", "--sleutel", papier).exit_code == 0
        assert velden(there, Stemming.sleutel_verpakt)[0]
        with there.app_context(), pytest.raises(KekOntbreekt):
            sleutelbestand().kek("parkeren")


def test_copies_do_not_go_into_the_data_and_two_runs_do_not_mix(app: Flask, tmp_path: Path) -> None:
    inside = draai(app, "maak", Path(app.config["DATA_DIR"]) / "kopieen")
    assert (inside.exit_code, "DATA_DIR" in inside.output) == (1, True)
    with plek.alleen(tmp_path / "kopieen"):
        busy = draai(app, "maak", tmp_path / "kopieen")
    assert (busy.exit_code, "al een kopie gemaakt" in busy.output) == (1, True)


def test_a_new_key_is_shown_once_and_fits_on_a_machine_without_any_key_file(
    app: Flask, tweede: Elders, tmp_path: Path
) -> None:
    shown = draai(app, "sleutel").output
    app.config["BACKUP_PUBLIC_KEY"] = shown.split("'")[1]
    secret = next(word for word in shown.split() if word.startswith("AGE-SECRET-KEY-1"))
    assert draai(app, "maak", tmp_path / "kopieen").exit_code == 0
    with tweede() as there:
        back = draai(there, "herstel", tmp_path / "kopieen", "--nieuw-sleutelbestand", input=secret)
        assert back.exit_code == 0, back.output
        assert Path(there.config["STEMBUS_KEY_FILE"]).exists()
    app.config["BACKUP_PUBLIC_KEY"] = "age1-fout"
    wrong = draai(app, "maak", tmp_path / "anders")
    assert (wrong.exit_code, "backup sleutel" in wrong.output) == (1, True)


def test_the_set_up_shows_a_key_once_and_the_secret_half_is_no_setting(
    tweede: Elders, paar: Sleutelpaar
) -> None:
    told = ["--naam", "Onze Buurt", "--email", "buurt@example.org"]
    told += ["--bestuurslid", "Kim Eerste", "--bestuurslid-email", "kim@example.org"]
    with tweede() as there:
        doel = Path(there.config["DATA_DIR"]).parent / "kopieen"
        nothing = draai(there, "maak", doel, "--onversleuteld")
        assert (nothing.exit_code, "nog niets om" in nothing.output) == (1, True), nothing.output
        shown = there.test_cli_runner().invoke(args=["instellen", *told])
        assert shown.exit_code == 0, shown.output
        assert shown.output.count("AGE-SECRET-KEY-1") == 1
    with (
        pytest.raises(WrongSettings, match="geheime sleutel"),
        tweede(BACKUP_PUBLIC_KEY=paar.geheim),
    ):
        pass
