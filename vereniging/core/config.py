"""Settings from the environment, and the reasons not to start with them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app

PREFIX = "VERENIGING_"
DEMO_KEY = "demo-sleutel-die-nooit-in-het-echt-gebruikt-mag-worden"
MOLLIE = "https://api.mollie.com"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
YES, NO = {"1", "true", "yes", "ja", "on", "aan"}, {"", "0", "false", "no", "nee", "off", "uit"}
DATABASES = ("sqlite:///", "postgresql+psycopg://")
DEFAULTS: dict[str, Any] = {
    "DATABASE_URL": "",
    "DATA_DIR": "instance",
    "SECRET_KEY": "",
    "SECRET_KEY_FALLBACKS": "",
    "BASE_URL": "http://127.0.0.1:8000",
    "MOLLIE_API_KEY": "",
    "MOLLIE_API_URL": MOLLIE,
    "MAIL_SERVER": "localhost",
    "MAIL_PORT": 25,
    "MAIL_USERNAME": None,
    "MAIL_PASSWORD": None,
    "MAIL_USE_TLS": False,
    "MAIL_USE_SSL": False,
    "MAIL_DEFAULT_SENDER": "",
    "MAIL_REPLY_DOMAIN": "",
    "STEMBUS_KEY_FILE": "",
    "STEMBUS_KEY_COPY": "",
    "BACKUP_PUBLIC_KEY": "",
    "REDIS_URL": "",
    "KAART_TEGELS": "",
    "PROXY_HOPS": 0,
    "HSTS_SUBDOMAINS": True,
    "METRICS_TOKEN": "",
    "DEMO": False,
    "POST_FOLDER": "",
}

INTERNAL = {"DEMO", "POST_FOLDER"}  # set by the demo itself, never by the environment


class WrongSettings(SystemExit):
    """A setting that makes the program unsafe; the start stops with one sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def setting(name: str) -> Any:
    """One setting of the running application."""
    return current_app.config[name]


def load(app: Flask, settings: Mapping[str, Any] | None) -> None:
    """Take the settings given, else the environment's; refuse a contradictory set."""
    values = {**DEFAULTS, **(_environment() if settings is None else settings)}
    values["DATA_DIR"] = Path(values["DATA_DIR"]).absolute()
    values["DATABASE_URL"] = (
        values["DATABASE_URL"] or f"sqlite:///{values['DATA_DIR']}/vereniging.db"
    )
    values["BASE_URL"] = values["BASE_URL"].rstrip("/")
    fallbacks = values["SECRET_KEY_FALLBACKS"] or ()
    values["SECRET_KEY_FALLBACKS"] = (
        fallbacks.split() if isinstance(fallbacks, str) else list(fallbacks)
    )
    app.config.from_mapping(values)
    check(app)
    try:
        values["DATA_DIR"].mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = "De map in VERENIGING_DATA_DIR is niet te maken. Kijk naar de rechten."
        raise WrongSettings(sentence) from error
    _derive(app)


def _environment() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in DEFAULTS.keys() - INTERNAL:
        raw = os.environ.get(PREFIX + name)
        if raw is not None:
            found[name] = _convert(name, raw.strip())
    return found


def _convert(name: str, raw: str) -> Any:
    """What stands in the environment, as the kind of its default; raises WrongSettings."""
    default = DEFAULTS[name]
    if isinstance(default, bool):
        if raw.lower() not in YES | NO:
            raise WrongSettings(f"{PREFIX}{name} is geen ja of nee. Vul yes of no in.")
        return raw.lower() in YES
    if isinstance(default, int):
        if not (raw.isascii() and raw.isdecimal()):
            raise WrongSettings(f"{PREFIX}{name} is geen getal. Vul een getal in, 0 of hoger.")
        return int(raw)
    return raw


def check(app: Flask) -> None:
    """Refuse what would be unsafe (security-reliability.md section 15).

    Raises WrongSettings with one Dutch sentence.
    """
    for is_wrong, sentence in _rules(app):
        if is_wrong:
            raise WrongSettings(sentence)


def _rules(app: Flask) -> list[tuple[bool, str]]:
    return [
        *_secret_rules(app),
        *_address_rules(app),
        *_service_rules(app),
        *_key_file_rules(app),
    ]


def _secret_rules(app: Flask) -> list[tuple[bool, str]]:
    secret, demo = app.config["SECRET_KEY"], bool(app.config["DEMO"])
    return [
        (
            len(secret.encode()) < 32,
            "VERENIGING_SECRET_KEY is korter dan 32 tekens. Maak een nieuwe.",
        ),
        (
            secret == DEMO_KEY and not demo,
            "VERENIGING_SECRET_KEY is de sleutel van de demo. Maak een nieuwe.",
        ),
        (
            secret in app.config["SECRET_KEY_FALLBACKS"],
            "VERENIGING_SECRET_KEY staat ook in SECRET_KEY_FALLBACKS.",
        ),
        (bool(app.debug) and not demo, "De foutzoekstand (DEBUG) staat aan. Zet hem uit."),
        (
            not (app.config["BACKUP_PUBLIC_KEY"] or "age1").startswith("age1"),
            "VERENIGING_BACKUP_PUBLIC_KEY begint niet met age1. De geheime sleutel hoort er niet.",
        ),
    ]


def _address_rules(app: Flask) -> list[tuple[bool, str]]:
    base, mollie = urlsplit(app.config["BASE_URL"]), app.config["MOLLIE_API_URL"]
    is_here = base.hostname in LOOPBACK
    return [
        (
            base.scheme != "https" and not is_here,
            "VERENIGING_BASE_URL moet met https:// beginnen.",
        ),
        (
            not base.hostname or bool(base.path or base.query),
            "VERENIGING_BASE_URL is geen adres van een site. Vul iets in als https://leden.example.nl.",
        ),
        (bool(app.config["DEMO"]) and not is_here, "De demo draait alleen op dit apparaat zelf."),
        (
            app.config["MOLLIE_API_KEY"].startswith("live_") and mollie != MOLLIE,
            "Een echte Mollie-sleutel mag alleen naar Mollie. Haal VERENIGING_MOLLIE_API_URL weg.",
        ),
    ]


def _service_rules(app: Flask) -> list[tuple[bool, str]]:
    config = app.config
    return [
        (
            not config["DATABASE_URL"].startswith(DATABASES),
            "VERENIGING_DATABASE_URL begint niet met sqlite:/// of postgresql+psycopg://.",
        ),
        (
            bool(config["MAIL_USE_TLS"] and config["MAIL_USE_SSL"]),
            "MAIL_USE_TLS en MAIL_USE_SSL staan allebei aan. Kies er een.",
        ),
        (
            not (config["MOLLIE_API_KEY"] or "test_").startswith(("test_", "live_")),
            "VERENIGING_MOLLIE_API_KEY begint niet met test_ of live_. Kijk bij Mollie.",
        ),
        (
            not (config["REDIS_URL"] or "redis").startswith("redis"),
            "VERENIGING_REDIS_URL begint niet met redis://.",
        ),
    ]


def _key_file_rules(app: Flask) -> list[tuple[bool, str]]:
    if not app.config["STEMBUS_KEY_FILE"]:
        return [
            (
                True,
                "VERENIGING_STEMBUS_KEY_FILE ontbreekt. `vereniging instellen` maakt het bestand.",
            )
        ]
    path = Path(app.config["STEMBUS_KEY_FILE"]).absolute()
    return [
        (
            app.config["DATA_DIR"] in path.parents,
            "VERENIGING_STEMBUS_KEY_FILE staat in DATA_DIR. Zet het bestand ergens anders.",
        ),
        (
            path.exists() and bool(path.stat().st_mode & 0o077),
            "VERENIGING_STEMBUS_KEY_FILE is leesbaar voor anderen. Zet de rechten op 0600.",
        ),
    ]


def _derive(app: Flask) -> None:
    https = app.config["BASE_URL"].startswith("https://")
    prefix = "__Host-" if https else ""
    app.config.update(
        COOKIE_PREFIX=prefix,
        SESSION_COOKIE_NAME=f"{prefix}sessie",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
        PREFERRED_URL_SCHEME="https" if https else "http",
        SERVER_NAME=urlsplit(app.config["BASE_URL"]).netloc,
        TRUSTED_HOSTS=[urlsplit(app.config["BASE_URL"]).hostname],
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        MAX_CONTENT_LENGTH=256 * 1024,
        MAX_FORM_MEMORY_SIZE=256 * 1024,
        MAX_FORM_PARTS=100,
    )
