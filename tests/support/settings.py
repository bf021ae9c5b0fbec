"""An installation for tests and measurements."""

from __future__ import annotations

from pathlib import Path

from vereniging.core.db import Base, db, finish, start_writing
from vereniging.core.migrations import newest, upgrade

SECRET = "een-geheim-alleen-voor-de-tests-van-meer-dan-32-tekens"


def settings(folder: Path, url: str = "") -> dict[str, object]:
    """What an installation for tests is told."""
    return {
        "DATABASE_URL": url,
        "DATA_DIR": folder / "data",
        "SECRET_KEY": SECRET,
        "BASE_URL": "http://127.0.0.1:8000",
        "STEMBUS_KEY_FILE": str(folder / "sleutel" / "stembus.json"),
        "MAIL_DEFAULT_SENDER": "bestuur@example.org",
        "MOLLIE_API_KEY": "",  # tests of payments give one, beside their sandbox
        "MOLLIE_API_URL": "http://127.0.0.1:9",
        "RATELIMIT_ENABLED": False,
        "TESTING": True,
        "PROPAGATE_EXCEPTIONS": False,
        "LOG_LEVEL": 50,
    }


def build_tables() -> None:
    """The newest tables: by the revisions, as in real life."""
    if newest():
        upgrade()
        return
    start_writing()
    Base.metadata.create_all(db.session.connection())
    finish()
