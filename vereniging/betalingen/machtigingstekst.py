"""The words of a mandate, in the language of who signs."""

from __future__ import annotations

from datetime import datetime

from flask import render_template

from vereniging.core.i18n import in_language
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Lid
from vereniging.statuten.queries import instelling


def voorbeeldtekst(lid: Lid) -> str:
    """The words a member will agree to, before the number of the mandate is known."""
    return tekst_van(lid, lid.naam, kenmerk="", laatste4="", nu=None)


def tekst_van(lid: Lid, naam: str, *, kenmerk: str, laatste4: str, nu: datetime | None) -> str:
    """The words for one mandate; without a day they can still be filled in.

    Without digits (`laatste4`) it is for the account of the first payment.
    """
    dag = amsterdam_day(nu) if nu else None
    with in_language(lid.taal):
        return _tekst(lid=lid, naam=naam, kenmerk=kenmerk, laatste4=laatste4, dag=dag)


def blanco() -> str:
    """The words for a form on paper, in the language of who prints it."""
    return _tekst(lid=None, naam="", kenmerk="", laatste4="", dag=None)


def _tekst(**feiten: object) -> str:
    return render_template(
        "betalingen/mail/_machtiging.txt",
        **feiten,
        incassant_id=instelling("incassant_id"),
        dagen=instelling("incasso_aankondiging_dagen"),
    ).strip()
