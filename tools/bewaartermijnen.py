"""Write docs/bewaartermijnen.md: what is kept and how long, as the program itself does it.

python tools/bewaartermijnen.py   after adding or changing a term
"""

from collections.abc import Iterator
from pathlib import Path

from vereniging.assembly import CAPABILITIES, load
from vereniging.avg.verwerkingen import VERWERKINGEN, ZONDER_TERMIJN, Verwerking

DOC = Path(__file__).resolve().parent.parent / "docs" / "bewaartermijnen.md"
HEAD = """\
# Bewaartermijnen

Gemaakt door `tools/bewaartermijnen.py` uit dezelfde regels die elke nacht wissen. Op de site staat
dezelfde lijst op `/privacy`, en voor het bestuur op `/bestuur/avg`. Vooraf kijken kan met
`vereniging bewaartermijnen --proef`.

Een kiesregister blijft langer staan zolang er een zaak bij de rechter loopt. Een melding blijft
zolang het bestuur haar voor een dossier vasthoudt. Een persoon gaat pas weg als er geen
lidmaatschap of functie meer loopt en er geen geld meer openstaat.
"""


def document() -> str:
    """The whole document."""
    for name in CAPABILITIES:
        load(name, "jobs")
    sections = (line for one in VERWERKINGEN for line in _section(one))
    return "\n".join([HEAD, *sections, *_rest(), ""])


def _section(verwerking: Verwerking) -> Iterator[str]:
    yield f"## {verwerking.naam}\n"
    yield f"{verwerking.doel}\n"
    yield "| Wat | Hoe lang | Tabel |"
    yield "|---|---|---|"
    for regel in verwerking.regels():
        yield f"| {regel.wat} | {regel.termijn} | `{regel.model.__tablename__}` |"
    for wat, termijn in verwerking.blijft:
        yield f"| {wat} | {termijn} |  |"
    yield ""


def _rest() -> Iterator[str]:
    yield "## Tabellen zonder eigen termijn\n"
    yield "| Tabel | Tot wanneer |"
    yield "|---|---|"
    for tabel, reden in sorted(ZONDER_TERMIJN.items()):
        yield f"| `{tabel}` | {reden} |"


if __name__ == "__main__":
    DOC.write_text(document(), encoding="utf-8")
