"""Gives every page its frame: names, menus, preferences."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import Flask, g, has_request_context
from sqlalchemy import delete

from vereniging.core.config import setting
from vereniging.core.db import db
from vereniging.leden.models import Lid
from vereniging.leden.signals import lid_gewist
from vereniging.site.adressen import pagina
from vereniging.site.menu import account_item, hoofdmenu, werkmenu
from vereniging.site.models import Agendalink
from vereniging.site.voorkeuren import voorkeur
from vereniging.statuten.queries import instellingen
from vereniging.toegang.doelgroepen import is_doelgroep
from vereniging.toegang.sessions import current_session


def register(app: Flask) -> None:
    """Add the context of the skeletons."""
    app.context_processor(_frame)
    app.jinja_env.globals["pagina"] = pagina  # macros have no context
    app.before_request(_language)
    lid_gewist.connect(_vergeet)


def _language() -> None:
    g.taal = voorkeur().taal


def _vergeet(lid: Lid, **_feiten: object) -> None:
    db.session.execute(delete(Agendalink).where(Agendalink.lid_id == lid.id))


def _frame() -> dict[str, Any]:
    settings = instellingen()
    names = {"vereniging": SimpleNamespace(**settings, adres=settings["postadres"])}
    return {**names, **_page()} if has_request_context() else names


def _page() -> dict[str, Any]:
    return {
        "menu": hoofdmenu(),
        "werkmenu": werkmenu(),
        "account_item": account_item(),
        "voorkeur": voorkeur(),
        "is_doelgroep": is_doelgroep,
        "is_ingelogd": current_session() is not None,
        "demo": bool(setting("DEMO")),
    }
