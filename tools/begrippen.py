"""Write the tables of packages, tables and choices in docs/begrippen.md.

python tools/begrippen.py   after adding a package, a mapped class or an enum

The glossary above the mark is written by people; what stands below it comes from the code.
"""

import enum
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import vereniging
from vereniging.core.db import Base

ROOT = Path(__file__).resolve().parent.parent
DOC = ROOT / "docs" / "begrippen.md"
MARK = "<!-- vanaf hier gemaakt door tools/begrippen.py -->"
# Scripts that do something when imported, and what has no words of the association.
NOT_OURS = ("__main__", "photo_child", "natellen", "betalingen.sandbox", "vereniging.demo")
Row = tuple[str, ...]


def modules() -> list[ModuleType]:
    """Import every module of the program, but not the scripts that do something at once."""
    names = [
        found.name
        for found in pkgutil.walk_packages(vereniging.__path__, "vereniging.")
        if not any(part in found.name for part in NOT_OURS)
    ]
    return [importlib.import_module(name) for name in sorted(names)]


def own_classes(kind: type) -> list[type]:
    """Give the classes of this kind that the program defines, by name."""
    found = {
        value
        for module in modules()
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, kind)
    }
    own = [c for c in found if c.__module__.startswith("vereniging.") and c is not Base]
    return sorted(own, key=lambda value: (value.__name__, value.__module__))


def said(thing: object) -> str:
    """Give the first sentence of the docstring, fit for a cell of a table."""
    first = (inspect.getdoc(thing) or "").partition("\n\n")[0]
    return " ".join(first.split()).replace("|", r"\|")


def package_of(value: type) -> str:
    """Give the capability that holds a class."""
    return value.__module__.split(".")[1]


def packages() -> Iterator[Row]:
    """Give each package with what it says of itself."""
    for found in pkgutil.iter_modules(vereniging.__path__):
        if found.ispkg:
            name = f"vereniging.{found.name}"
            yield f"`{found.name}`", said(importlib.import_module(name))


def mapped() -> Iterator[Row]:
    """Give each table by its class."""
    for value in own_classes(Base):
        if hasattr(value, "__table__"):
            yield f"`{value.__name__}`", package_of(value), said(value)


def choices() -> Iterator[Row]:
    """Give each enum with its words."""
    for value in own_classes(enum.Enum):
        if issubclass(value, enum.Enum):
            words = ", ".join(str(member.value) for member in value)
            yield f"`{value.__name__}`", package_of(value), words.replace("|", r"\|")


def table(head: Row, rows: Iterator[Row]) -> list[str]:
    """Make a Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def generated() -> str:
    """Make everything below the mark."""
    parts = [
        *("## Pakketten", "", *table(("Pakket", "Waarover"), packages()), ""),
        *("## Tabellen", "", *table(("Klasse", "Pakket", "Wat het is"), mapped()), ""),
        *("## Keuzes", "", *table(("Klasse", "Pakket", "Woorden"), choices()), ""),
    ]
    return "\n".join(parts)


def page() -> str:
    """Give the page as it must be: the glossary as it stands, the rest made anew."""
    glossary = DOC.read_text(encoding="utf-8").partition(MARK)[0]
    return f"{glossary}{MARK}\n\n{generated()}"


if __name__ == "__main__":
    DOC.write_text(page(), encoding="utf-8")
