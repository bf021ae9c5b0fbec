"""The board hears who cannot sign in any more; mailings hear of which themes there are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Flask

from vereniging.bestuur.mail import herstel_vraagt
from vereniging.bestuur.queries import bestuursadressen, naam_bij
from vereniging.convenant.queries import themas
from vereniging.core.db import db
from vereniging.post.mailing_haken import register_onderwerpen
from vereniging.toegang.models import Inlogherstel
from vereniging.toegang.signals import herstel_gevraagd


def register(app: Flask) -> None:
    """Listen."""
    del app
    herstel_gevraagd.connect(_ask_board)
    register_onderwerpen(_themas)


def _themas() -> dict[str, Any]:
    return {f"thema-{thema.code}": thema.naam for thema in themas()}


def _ask_board(herstel: Inlogherstel, *, nu: datetime, **_more: Any) -> None:
    wie = naam_bij(herstel.account, nu)
    adressen = [adres for adres in bestuursadressen(nu) if adres != herstel.account.email]
    db.session.add_all(
        herstel_vraagt(herstel, wie, adres, plaats) for plaats, adres in enumerate(adressen)
    )
