"""Lets Flask-Login find the session row behind the cookie."""

from flask import Flask

from vereniging.toegang import sessions


def register(app: Flask) -> None:
    """Sign-in works through session rows."""
    sessions.init_app(app)
