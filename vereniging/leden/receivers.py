"""Tells `toegang` whose an address is, and which roles an account has."""

from flask import Flask

from vereniging.leden.queries import persoon_met, rollen_van
from vereniging.toegang.doelgroepen import register_roles
from vereniging.toegang.queries import register_account_source


def register(app: Flask) -> None:
    """One source of people and roles: the register."""
    del app
    register_roles(rollen_van)
    register_account_source(persoon_met)
