"""A file of members, and what the officer chooses about its lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wtforms import FileField

from vereniging.core.forms import BooleanField, Form, Required
from vereniging.core.i18n import _l
from vereniging.leden.invoerkeuzes import Antwoorden

NIEUW, APART, SAMEN, OVERSLAAN = "nieuw", "apart", "samen", "overslaan"


class LedenbestandForm(Form):
    """The file itself."""

    bestand = FileField(_l("Bestand met leden (CSV)"), [Required(_l("Kies het bestand."))])


class InvoerForm(Form):
    """Go on, with or without the bad lines; the choices per line stand next to it."""

    goede_rijen = BooleanField(_l("Sla de regels met fouten over."))


def antwoorden_uit(velden: Mapping[str, str]) -> Antwoorden:
    """What was chosen: `dubbel-<regel>` and `huis-<regel>`; the rest is as it was proposed."""
    homes = dict(_regels(velden, "huis-"))
    return Antwoorden(
        nieuw=frozenset(regel for regel, wat in _regels(velden, "dubbel-") if wat == NIEUW),
        apart=frozenset(regel for regel, wat in homes.items() if wat == APART),
        bij={
            regel: int(wat)
            for regel, wat in homes.items()
            if wat.isascii() and wat.isdigit() and len(wat) < 10
        },
    )


def _regels(velden: Mapping[str, str], begin: str) -> Iterator[tuple[int, str]]:
    for naam, wat in velden.items():
        nummer = naam.removeprefix(begin)
        if naam.startswith(begin) and nummer.isascii() and nummer.isdigit() and len(nummer) < 7:
            yield int(nummer), wat
