"""Hands the mail settings to Flask-Mail."""

from flask import Flask

from vereniging.post import transport


def register(app: Flask) -> None:
    """Read the MAIL_ settings."""
    transport.init_app(app)
