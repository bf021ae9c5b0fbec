"""The register of promises, ours too."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.convenant.forms.afspraak import VERANKERINGEN
from vereniging.convenant.models import Convenant, Partij
from vereniging.convenant.opendata import csv_bestand
from vereniging.convenant.queries import (
    Zoekvraag,
    afspraak_met,
    afspraken_lijst,
    alle_keren,
    convenanten,
    jaren,
    niet_bindend,
    partijen_met_organisaties,
    stand_per_partij,
    themas,
)
from vereniging.convenant.views.blueprints import bp
from vereniging.core.clock import now, today
from vereniging.core.opendata import open_answer
from vereniging.core.web import everyone
from vereniging.toegang.doelgroepen import is_doelgroep


def _vraag() -> Zoekvraag:
    args = request.args
    return Zoekvraag(
        partij=args.get("partij", ""),
        thema=args.get("thema", ""),
        stand=args.get("stand", "open"),
        jaar=args.get("jaar", 0, type=int),
        zoek=args.get("zoek", "")[:80],
        intern=is_doelgroep("commissie"),
    )


@bp.get("/afspraken", allow=everyone)
def afspraken() -> ResponseReturnValue:
    """Who promised what, and how it goes."""
    zetels, versies = partijen_met_organisaties(), convenanten()
    return render_template(
        "convenant/afspraken.html",
        vraag=_vraag(),
        afspraken=afspraken_lijst(_vraag(), today()),
        zetels=zetels,
        themas=themas(),
        jaren=jaren(),
        per_partij=stand_per_partij(today()),
        dag=today(),
        **_geciteerd(versies[0] if versies else None, zetels),
    )


def _geciteerd(convenant: Convenant | None, zetels: list[Partij]) -> dict[str, Any]:
    sentence = niet_bindend(convenant, zetels, today()) if convenant else ""
    return {"convenant": convenant, "waarschuwing": sentence}


@bp.get("/afspraken.csv", allow=everyone)
def afspraken_csv() -> ResponseReturnValue:
    """The same rows, for a spreadsheet; only what everyone may read."""
    return open_answer(csv_bestand(now()), "text/csv; charset=utf-8")


@bp.get("/open-data/afspraken.csv", allow=everyone)
def open_csv() -> ResponseReturnValue:
    """The same file, where all open data is."""
    return open_answer(csv_bestand(now()), "text/csv; charset=utf-8")


@bp.get("/afspraken/<kenmerk:kenmerk>", allow=everyone)
def afspraak(kenmerk: str) -> ResponseReturnValue:
    """One promise: owner, date, consent and findings."""
    found = afspraak_met(kenmerk)
    if found is None or not (found.is_openbaar or is_doelgroep("commissie")):
        abort(404)
    zetels = partijen_met_organisaties()
    return render_template(
        "convenant/afspraak.html",
        afspraak=found,
        zetels=zetels,
        keren=alle_keren(found) if found.ritme else [],
        dag=today(),
        verankeringen=VERANKERINGEN,
        **_geciteerd(found.artikel.convenant if found.artikel else None, zetels),
    )
