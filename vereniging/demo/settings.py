"""What the demo is told instead of the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from vereniging.core.config import DEMO_KEY

FOLDER, PORT = "VERENIGING_DEMO_MAP", "VERENIGING_DEMO_POORT"
MOLLIE_KEY = "test_demodemodemodemodemodemodemo"


def settings(folder: Path, port: int) -> dict[str, Any]:
    """The settings of a demo in this folder; `localhost`, because passkeys need a name."""
    sandbox = f"http://127.0.0.1:{port + 1}"
    return {
        "DEMO": True,
        "DATA_DIR": folder / "data",
        "SECRET_KEY": DEMO_KEY,
        "BASE_URL": f"http://localhost:{port}",
        "MOLLIE_API_KEY": MOLLIE_KEY,
        "MOLLIE_API_URL": sandbox,
        "MOLLIE_CHECKOUT": sandbox,
        "STEMBUS_KEY_FILE": str(folder / "sleutel" / "stembus.json"),
        "POST_FOLDER": str(folder / "postvak"),
        "MAIL_DEFAULT_SENDER": "bestuur@example.org",
        "MAIL_REPLY_DOMAIN": "post.example.org",
    }


def remember(folder: Path, port: int) -> None:
    """Tell the server processes that are started from here which demo they serve."""
    os.environ[FOLDER], os.environ[PORT] = str(folder), str(port)


def remembered() -> dict[str, Any]:
    """The settings of the demo that started this process."""
    return settings(Path(os.environ[FOLDER]), int(os.environ[PORT]))
