"""The start refuses what is unsafe, in one sentence that says what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.settings import SECRET, settings
from vereniging import create_app
from vereniging.core.config import DEMO_KEY, WrongSettings

HTTPS = "https://leden.example.nl"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"SECRET_KEY": ""}, "korter dan 32 tekens"),
        ({"SECRET_KEY": "x" * 31}, "korter dan 32 tekens"),
        ({"SECRET_KEY": DEMO_KEY}, "sleutel van de demo"),
        ({"SECRET_KEY_FALLBACKS": f"ouder {SECRET}"}, "staat ook in SECRET_KEY_FALLBACKS"),
        ({"DEBUG": True}, "DEBUG"),
        ({"BACKUP_PUBLIC_KEY": "AGE-SECRET-KEY-1"}, "begint niet met age1"),
        ({"BASE_URL": "http://leden.example.nl"}, "moet met https:// beginnen"),
        ({"BASE_URL": "https://"}, "geen adres van een site"),
        ({"BASE_URL": f"{HTTPS}/leden"}, "geen adres van een site"),
        ({"BASE_URL": HTTPS, "DEMO": True}, "alleen op dit apparaat zelf"),
        ({"MOLLIE_API_KEY": "live_abc"}, "mag alleen naar Mollie"),
        ({"MOLLIE_API_KEY": "sk_abc"}, "begint niet met test_ of live_"),
        ({"DATABASE_URL": "postgresql://x/y"}, "VERENIGING_DATABASE_URL begint niet met"),
        ({"DATABASE_URL": "mysql://x/y"}, "VERENIGING_DATABASE_URL begint niet met"),
        ({"MAIL_USE_TLS": True, "MAIL_USE_SSL": True}, "allebei aan"),
        ({"REDIS_URL": "elders:6379"}, "VERENIGING_REDIS_URL"),
        ({"STEMBUS_KEY_FILE": ""}, "STEMBUS_KEY_FILE ontbreekt"),
        ({"DATA_DIR": "/proc/bestaat-niet"}, "is niet te maken"),
    ],
)
def test_an_unsafe_or_contradictory_setting_stops_the_start_with_one_sentence(
    tmp_path: Path, wrong: dict[str, object], said: str
) -> None:
    """No surprise after the first request: nothing starts, and the sentence names the setting."""
    with pytest.raises(WrongSettings) as stopped:
        create_app({**settings(tmp_path), **wrong})
    sentence = stopped.value.sentence
    assert said in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_the_key_of_the_ballot_box_lies_outside_the_data_and_is_for_the_owner_alone(
    tmp_path: Path,
) -> None:
    """A copy of the data, or another user of the machine, must not hold it."""
    inside = {"STEMBUS_KEY_FILE": str(tmp_path / "data" / "sleutel.json")}
    with pytest.raises(WrongSettings, match="staat in DATA_DIR"):
        create_app({**settings(tmp_path), **inside})
    shared = tmp_path / "gedeeld.json"
    shared.write_text("{}")
    shared.chmod(0o640)
    with pytest.raises(WrongSettings, match="0600"):
        create_app({**settings(tmp_path), "STEMBUS_KEY_FILE": str(shared)})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MAIL_PORT", "smtp", "VERENIGING_MAIL_PORT is geen getal"),
        ("PROXY_HOPS", "-1", "VERENIGING_PROXY_HOPS is geen getal"),
        ("MAIL_USE_TLS", "misschien", "VERENIGING_MAIL_USE_TLS is geen ja of nee"),
    ],
)
def test_a_slip_in_the_environment_is_told_and_not_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    """Read as no, `MAIL_USE_TLS=misschien` would send passwords in the clear."""
    _environment(monkeypatch, tmp_path)
    monkeypatch.setenv(f"VERENIGING_{name}", value)
    with pytest.raises(WrongSettings, match=said):
        create_app()


def test_yes_and_no_may_be_said_in_dutch_and_with_space_around(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An environment file is typed by hand."""
    _environment(monkeypatch, tmp_path)
    monkeypatch.setenv("VERENIGING_MAIL_USE_TLS", " Aan ")
    monkeypatch.setenv("VERENIGING_HSTS_SUBDOMAINS", "nee")
    config = create_app().config
    assert (config["MAIL_USE_TLS"], config["HSTS_SUBDOMAINS"]) == (True, False)


def test_a_database_that_is_not_there_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit status 1 and no traceback: who starts a service reads one line."""
    _environment(monkeypatch, tmp_path)
    gone = f"postgresql+psycopg://niemand@/niets?host={tmp_path}"
    monkeypatch.setenv("VERENIGING_DATABASE_URL", gone)
    run = subprocess.run(
        [sys.executable, "-m", "vereniging", "db", "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.startswith("De database geeft geen antwoord.")
    assert "Traceback" not in run.stderr


def _environment(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("VERENIGING_SECRET_KEY", SECRET)
    monkeypatch.setenv("VERENIGING_DATA_DIR", str(folder / "data"))
    monkeypatch.setenv("VERENIGING_STEMBUS_KEY_FILE", str(folder / "sleutel" / "stembus.json"))
