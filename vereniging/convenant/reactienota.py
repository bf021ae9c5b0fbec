"""The note on reactions: what residents said about each article, and what was done with it."""

from __future__ import annotations

from datetime import date
from typing import Any

from vereniging.convenant.forms.reacties import LOTEN, SOORTEN
from vereniging.convenant.models import Artikel, Artikelreactie, Convenant
from vereniging.convenant.queries import reacties_op
from vereniging.core.i18n import _, current_language, datum, ngettext
from vereniging.core.paper import print_pdf
from vereniging.core.workdays import amsterdam_day
from vereniging.statuten.queries import instelling


def maak_pdf(convenant: Convenant, dag: date) -> bytes:
    """Every reaction that everyone may read, article by article, with its answer."""
    return print_pdf("convenant/reactienota.typ", velden(convenant, dag))


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
