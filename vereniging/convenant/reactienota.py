"""The note on reactions: what residents said about each article, and what was done with it."""

from __future__ import annotations

import json
from datetime import date
from importlib.util import find_spec
from typing import Any

from vereniging.convenant.forms.reacties import LOTEN, SOORTEN
from vereniging.convenant.models import Artikel, Artikelreactie, Convenant
from vereniging.convenant.queries import reacties_op
from vereniging.core.i18n import _, current_language, datum, ngettext
from vereniging.core.resources import resource
from vereniging.core.workdays import amsterdam_day
from vereniging.statuten.queries import instelling


def kan_pdf() -> bool:
    """Whether this installation has the optional package that makes PDFs."""
    return find_spec("typst") is not None


def maak_pdf(convenant: Convenant, dag: date) -> bytes:
    """Every reaction that everyone may read, article by article, with its answer."""
    import typst  # noqa: PLC0415  heavy, and only for who prints

    source = (resource("templates") / "convenant" / "reactienota.typ").read_bytes()
    inputs = {"data": json.dumps(velden(convenant, dag), sort_keys=True)}
    options: dict[str, Any] = {"sys_inputs": inputs, "ignore_system_fonts": True}
    try:
        made: bytes = typst.compile(source, **options, pdf_standards="ua-1")
    except typst.TypstError:  # a sign the font lacks, such as an emoji: PDF/UA refuses that
        made = typst.compile(source, **options)
    return made


def velden(convenant: Convenant, dag: date) -> dict[str, Any]:
    """What stands in the note."""
    reacties = reacties_op(convenant)
    aantal = ngettext("%(num)s reactie", "%(num)s reacties", len(reacties))
    return {
        "taal": current_language(),
        "titel": _("Reactienota: %(convenant)s", convenant=convenant.titel),
        "vereniging": instelling("naam"),
        "inleiding": _(
            "%(aantal)s van bewoners, met wat de commissie ermee doet. Stand van %(dag)s.",
            aantal=aantal, dag=datum(dag),
        ),
        "leeg": "" if reacties else _("Niemand reageerde op deze tekst."),
        "artikelen": [
            _artikel(artikel, [each for each in reacties if each.artikel_id == artikel.id])
            for artikel in convenant.artikelen
        ] if reacties else [],
    }  # fmt: skip


def _artikel(artikel: Artikel, reacties: list[Artikelreactie]) -> dict[str, Any]:
    return {
        "kop": _("Artikel %(nr)s: %(titel)s", nr=artikel.nummer, titel=artikel.titel),
        "geen": "" if reacties else _("Geen reacties op dit artikel."),
        "reacties": [_reactie(each) for each in reacties],
    }


def _reactie(reactie: Artikelreactie) -> dict[str, str]:
    wie = reactie.afzender or _("een bewoner")
    soort = str(SOORTEN[reactie.soort])
    return {
        "wie": f"{datum(amsterdam_day(reactie.op))}, {wie}: {soort}",
        "tekst": reactie.tekst,
        "lot": str(LOTEN[reactie.lot]) if reactie.lot else _("Nog geen antwoord"),
        "antwoord": reactie.antwoord,
    }
