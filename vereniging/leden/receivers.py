"""Tells whose an address is, which roles an account has, and who is not written to any more."""

from flask import Flask

from vereniging.leden import ontvangers
from vereniging.leden.access import rollen
from vereniging.leden.hulp import bezorging
from vereniging.leden.queries import persoon_met
from vereniging.leden.register import is_van_overledene
from vereniging.post.haken import register_bezorging, register_stilte
from vereniging.post.mailing_haken import register_ledenbron
from vereniging.toegang.doelgroepen import register_roles
from vereniging.toegang.queries import register_account_source


def register(app: Flask) -> None:
    """One source of people and roles: the register."""
    del app
    register_roles(rollen)
    register_account_source(persoon_met)
    register_stilte(is_van_overledene)
    register_ledenbron(ontvangers)
    register_bezorging(bezorging)
