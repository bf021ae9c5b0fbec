"""What hangs on a member: every table that points at one, also those of packages above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Column, select

from vereniging.core.db import Base, db
from vereniging.core.i18n import _, _l

T = TypeVar("T")
EIGEN = frozenset({"lidmaatschap", "invoerregel"})  # what an import itself makes
STUK = 500
# A ballot shows as the roll: who voted is nobody's business.
WOORDEN = {
    "aanmelding": _l("een aanmelding"),
    "account": _l("een login"),
    "argument": _l("een argument bij een standpunt"),
    "artikelreactie": _l("een reactie op een artikel"),
    "dekking": _l("een nota"),
    "emailwijziging": _l("een nieuw e-mailadres"),
    "agendalink": _l("een eigen agenda-adres"),
    "alvverzoek": _l("een verzoek om een ledenvergadering"),
    "alvverzoeksteun": _l("steun voor een ledenvergadering"),
    "enquete_link": _l("een enquête"),
    "functie": _l("een functie"),
    "herkenning": _l("steun voor een argument"),
    "hulp": _l("hulp bij de post"),
    "huishouden": _l("een huishouden waarvoor dit lid betaalt"),
    "kiesregister": _l("het kiesregister van een stemming"),
    "lidwijziging": _l("een wijziging na de invoer"),
    "machtiging": _l("een machtiging"),
    "mail": _l("een e-mail of brief"),
    "mailvoorkeur": _l("een keuze voor e-mail"),
    "maatregel": _l("een maatregel"),
    "melding": _l("een melding"),
    "minimaregeling": _l("een minimaregeling"),
    "nota": _l("een nota"),
    "oproeping": _l("een oproep voor een ledenvergadering"),
    "opzegging": _l("een opzegging"),
    "steun": _l("steun voor een voeding"),
    "toestemming": _l("een toestemming"),
    "uitsluiting": _l("een nota-run"),
    "voeding": _l("een voeding"),
    "volmacht": _l("een volmacht"),
    "wisverzoek": _l("een verzoek om te wissen"),
}
STEMBUS = frozenset({"envelop", "volmacht_envelop", "stemteller", "uitslagbezwaar"})


def hangt_aan(leden: list[int]) -> dict[int, list[str]]:
    """Which of these members something hangs on, with what that is in words."""
    return {
        nummer: sorted({_woord(tabel) for tabel in tabellen})
        for nummer, tabellen in verwijzingen("lid", leden).items()
    }


def _woord(tabel: str) -> str:
    if tabel in STEMBUS:
        tabel = "kiesregister"
    return str(WOORDEN.get(tabel) or _("iets in een ander onderdeel"))


def verwijzingen(naar: str, nummers: list[int]) -> dict[int, set[str]]:
    """Which of these rows of a table are pointed at, and by which tables."""
    found: dict[int, set[str]] = {}
    for column in _columns(naar):
        for deel in stukken(nummers):
            query = select(column).where(column.in_(deel)).distinct()
            for nummer in db.session.scalars(query):
                found.setdefault(nummer, set()).add(column.table.name)
    return found


def _columns(naar: str) -> list[Column[Any]]:
    return [
        key.parent
        for table in Base.metadata.sorted_tables
        if table.name not in EIGEN
        for key in table.foreign_keys
        if key.column.table.name == naar
    ]


def stukken(alles: Sequence[T]) -> Iterator[Sequence[T]]:
    """A long list in parts that a statement can hold."""
    for begin in range(0, len(alles), STUK):
        yield alles[begin : begin + STUK]
