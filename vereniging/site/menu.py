"""What stands in the menus: only what exists, and what this visitor may open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from vereniging.core.i18n import _, _l
from vereniging.core.web import view_of
from vereniging.toegang.doelgroepen import huidige_rollen
from vereniging.toegang.models import BESTUUR, TWEEDE_FACTOR, Rol
from vereniging.toegang.sessions import current_session

HOOFD = (
    (_l("Agenda"), "commissie.lijst"),
    (_l("Stemmen"), "standpunten.lijst"),
    (_l("Meldingen"), "meldingen.lijst"),
    (_l("Convenant"), "convenant.toon"),
    (_l("Leefbaarheid"), "leefbaarheid.toon"),
    (_l("Vereniging"), "site.vereniging"),
)
WERK = (
    (_l("Overzicht"), "bestuur.cockpit"),
    (_l("Leden"), "leden_bestuur.lijst"),
    (_l("Aanmeldingen"), "leden_bestuur.aanmeldingen"),
    (_l("Contributie"), "contributie_bestuur.overzicht"),
    (_l("Meldingen"), "meldingen_bestuur.lijst"),
    (_l("Afgevaardigde"), "mandaten.cockpit"),
    (_l("Vergaderingen"), "commissie_bestuur.lijst_bestuur"),
    (_l("Ledenvergaderingen"), "alv_bestuur.lijst"),
    (_l("Stemmingen"), "stembus_bestuur.lijst"),
    (_l("Convenant"), "convenant_bestuur.lijst"),
    (_l("Enquête"), "leefbaarheid_bestuur.overzicht"),
    (_l("Nieuws"), "redactie_bestuur.overzicht"),
    (_l("Post"), "bestuur.post"),
    (_l("Mailingen"), "bestuur.mailingen"),
    (_l("Taken"), "bestuur.taken"),
    (_l("Logboek"), "bestuur.logboek"),
    (_l("Privacy"), "avg_bestuur.bewaren"),
    (_l("Instellingen"), "bestuur.instellingen"),
)

APART = {"site", "bestuur"}  # each page of these is a menu item of its own


@dataclass(frozen=True)
class Item:
    """One link in a menu."""

    label: Any
    url: str
    actief: bool


def _items(rows: Iterable[tuple[Any, str]], *, check: bool) -> list[Item]:
    views = [(label, endpoint, view_of(endpoint)) for label, endpoint in rows]
    shown = [
        (label, endpoint) for label, endpoint, view in views if view and (not check or view.allow())
    ]
    here = _here([endpoint for _label, endpoint in shown])
    return [Item(label, url_for(endpoint), endpoint == here) for label, endpoint in shown]


def _here(endpoints: list[str]) -> str:
    """Which of these this page belongs to: of one capability, the one whose address is nearest."""
    group = _group(request.endpoint or "")
    ours = [endpoint for endpoint in endpoints if _group(endpoint) == group]
    return max(ours, key=_nearness, default="")


def _nearness(endpoint: str) -> int:
    url = url_for(endpoint)
    return len(url) if request.path.startswith(url) else 0


def _group(endpoint: str) -> str:
    package = endpoint.partition(".")[0]
    return endpoint if package in APART else package


def hoofdmenu() -> list[Item]:
    """The menu for everyone."""
    return _items(HOOFD, check=False)


def werkmenu() -> list[Item]:
    """The second row for officers."""
    return _items(WERK, check=True) if TWEEDE_FACTOR & huidige_rollen() else []


def account_item() -> Item:
    """Sign in, my own pages, or my work."""
    if current_session() is None:
        return Item(_("Inloggen"), url_for("toegang.inloggen"), actief=False)
    rollen = huidige_rollen()
    if BESTUUR & rollen:
        return Item(_("Werk"), url_for("bestuur.cockpit"), actief=False)
    if Rol.AFGEVAARDIGDE in rollen and view_of("mandaten.cockpit"):
        return Item(_("Afgevaardigde"), url_for("mandaten.cockpit"), actief=False)
    return Item(_("Mijn"), url_for("site.mijn"), actief=False)
