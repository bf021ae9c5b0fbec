"""The signed statement of the audit committee on paper: sums, sample, who signed, and the mark."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from vereniging.contributie.jaarboek import Jaarboek
from vereniging.contributie.models import (
    Grootboekregel,
    Jaarafsluiting,
    Kasoordeel,
    Kasverklaring,
    Regelsoort,
)
from vereniging.core.i18n import _, _l, current_language, datum
from vereniging.core.money import Bedrag
from vereniging.core.resources import resource
from vereniging.statuten.queries import instelling

WOORDEN = {
    Regelsoort.NOTA: _l("Nota’s"),
    Regelsoort.BETALING: _l("Betalingen"),
    Regelsoort.TERUGBETALING: _l("Terugbetalingen"),
    Regelsoort.STORNO: _l("Teruggeboekt door de bank"),
    Regelsoort.GIFT: _l("Vrijwillige bijdragen"),
    Regelsoort.VERMINDERING: _l("Verminderingen"),
    Regelsoort.KWIJTSCHELDING: _l("Kwijtgescholden"),
    Regelsoort.CORRECTIE: _l("Correcties"),
}


@dataclass(frozen=True, kw_only=True)
class Kasverslag:
    """What stands on the paper."""

    afsluiting: Jaarafsluiting
    boek: Jaarboek
    proef: list[Grootboekregel]
    verklaringen: list[Kasverklaring]


def rijen(boek: Jaarboek) -> list[tuple[str, Bedrag]]:
    """What was open before the year, and what each kind of row changed."""
    per = [(str(WOORDEN[soort]), som) for soort, som in boek.per_soort.items()]
    return [(_("Open aan het begin van het jaar"), boek.begin), *per]


def pdf(verslag: Kasverslag, dag: date) -> bytes:
    """One file in the language of who asks."""
    import typst  # noqa: PLC0415  heavy, and only for who prints

    source = (resource("templates") / "contributie" / "kasverslag.typ").read_bytes()
    data = json.dumps(_velden(verslag, dag))
    made: bytes = typst.compile(source, sys_inputs={"data": data}, ignore_system_fonts=True)
    return made


def _velden(verslag: Kasverslag, dag: date) -> dict[str, Any]:
    jaar = verslag.afsluiting.jaar
    return {
        "taal": current_language(),
        "titel": _("Verslag van de kascommissie over %(jaar)s", jaar=jaar),
        "vereniging": instelling("naam"),
        "plaats_en_datum": f"{instelling('plaats')}, {datum(dag)}",
        "cijfers": _cijfers(verslag),
        "kop_cijfers": _("De cijfers"),
        "kop_proef": _("De steekproef"),
        "uitleg_proef": _(
            "Deze regels zijn niet gekozen maar berekend: wie het narekent, vindt dezelfde."
        ),
        "proef": [_proefregel(row) for row in verslag.proef],
        "kop_verklaring": _("De verklaring"),
        "verklaringen": [_verklaring(one) for one in verslag.verklaringen],
        "geen": _("Er is nog niet getekend."),
        "merk": _("Kenmerk van de boeken (SHA-256): %(merk)s", merk=verslag.afsluiting.sha256),
    }


def _cijfers(verslag: Kasverslag) -> list[list[str]]:
    boek, closed = verslag.boek, verslag.afsluiting
    return [
        *([woord, str(som)] for woord, som in rijen(boek)),
        [_("Open aan het einde van het jaar"), str(boek.eind)],
        [_("Andere inkomsten"), str(closed.andere_inkomsten)],
        [_("Uitgaven"), str(closed.uitgaven)],
        [_("Resultaat"), str(closed.resultaat)],
        [_("Geld van de vereniging op de laatste dag"), str(closed.reserve)],
    ]


def _proefregel(row: Grootboekregel) -> list[str]:
    return [
        str(row.id),
        datum(row.valutadatum),
        row.nota.kenmerk,
        str(WOORDEN[row.soort]),
        str(row.bedrag),
    ]


def _verklaring(one: Kasverklaring) -> dict[str, str]:
    zin = (
        _("Ik heb de boeken onderzocht. Zij zijn in orde.")
        if one.oordeel is Kasoordeel.AKKOORD
        else _("Ik heb de boeken onderzocht. Zij zijn niet in orde.")
    )
    wie = _("Getekend door %(naam)s op %(dag)s", naam=one.naam, dag=datum(one.getekend_op))
    return {"zin": zin, "opmerkingen": one.opmerkingen, "wie": wie}
