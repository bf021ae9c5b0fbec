"""Tells `toegang` which roles an account has."""

from flask import Flask

from vereniging.leden.queries import rollen_van
from vereniging.toegang.doelgroepen import register_roles


def register(app: Flask) -> None:
    """One source of roles: the register."""
    del app
    register_roles(rollen_van)
