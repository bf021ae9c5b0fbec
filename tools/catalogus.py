"""Keep the English catalogue equal to the sentences in the program.

python tools/catalogus.py                    bring messages.po and messages.mo up to date
python tools/catalogus.py --controleer       say what is missing, fuzzy or different; status 1
python tools/catalogus.py --ontbrekend FILE  write the untranslated sentences as a JSON list
python tools/catalogus.py --vul FILE         fill in translations from a JSON object

In the list a sentence that counts stands as [one, many]. In the object its key is the Dutch `one`
and its value [one, many] in English.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "vereniging" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
SOURCES = {"vereniging": ("**.py", "python"), "templates": ("**", "jinja2.ext.babel_extract")}
KEYWORDS = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2)}
BEGUN = datetime(2026, 11, 22, tzinfo=UTC)  # fixed: equal sentences give equal bytes
PLACEHOLDER = re.compile(r"%\((\w+)\)")
Key = str | tuple[str, ...]


def empty() -> Catalog:
    """Make a catalogue without sentences."""
    catalog = Catalog(locale="en", project="vereniging", version="1", fuzzy=False)
    catalog.header_comment = "# The program in English; the msgids are its Dutch sentences."
    catalog.creation_date = BEGUN
    catalog.revision_date = BEGUN
    catalog.last_translator = catalog.language_team = "vereniging"
    catalog.msgid_bugs_address = "vereniging"
    return catalog


def extracted() -> Catalog:
    """Collect every sentence of the code and the templates, with the files where it stands."""
    catalog = empty()
    for folder, rule in SOURCES.items():
        found = extract_from_dir(ROOT / folder, [rule], {}, keywords=KEYWORDS, comment_tags=[])
        for name, _line, text, _comments, _context in sorted(found, key=lambda row: row[:2]):
            catalog.add(text, locations=[(f"{folder}/{name}", 0)])
    return catalog


def stored() -> Catalog:
    """Read the catalogue as it stands in the checkout."""
    if not PO.exists():
        return empty()
    return read_po(BytesIO(PO.read_bytes()), locale="en")


def sentences(catalog: Catalog) -> dict[Key, Message]:
    """Give the messages by msgid, without the header."""
    return {key_of(message): message for message in catalog if message.id}


def key_of(message: Message) -> Key:
    """Give the msgid; one and many where it counts."""
    return message.id if isinstance(message.id, str) else tuple(message.id)


def merged() -> Catalog:
    """Take the sentences of today, with the translations there are."""
    catalog, old = extracted(), sentences(stored())
    for key, message in sentences(catalog).items():
        if key in old and not old[key].fuzzy:
            message.string = old[key].string
    return catalog


def rendered(catalog: Catalog) -> tuple[bytes, bytes]:
    """Give the bytes of messages.po and messages.mo."""
    for message in catalog:
        message.locations = sorted({(name, 0) for name, _line in message.locations})
    text = BytesIO()
    write_po(text, catalog, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    po = text.getvalue()
    return po, compiled(po)


def compiled(po: bytes) -> bytes:
    """Compile a catalogue, so that equal text gives equal bytes."""
    binary = BytesIO()
    write_mo(binary, read_po(BytesIO(po), locale="en"))
    return binary.getvalue()


def write(catalog: Catalog) -> None:
    """Write both files."""
    po, mo = rendered(catalog)
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po)
    PO.with_suffix(".mo").write_bytes(mo)


def strings(message: Message) -> list[str]:
    """Give what it says in English: one text, or one and many."""
    texts = [message.string] if isinstance(message.string, str) else message.string
    return [text or "" for text in texts or [""]]


def is_translated(message: Message) -> bool:
    """Whether nothing of it is left empty."""
    return all(strings(message)) and len(strings(message)) == len(originals(message))


def originals(message: Message) -> list[str]:
    """Give the Dutch: one text, or one and many."""
    return [message.id] if isinstance(message.id, str) else list(message.id)


def other_placeholders(message: Message) -> bool:
    """Whether the English names other values than the Dutch; a count may be written out."""
    pairs = zip(originals(message), strings(message), strict=False)
    return any(_names(dutch) != _names(english) for dutch, english in pairs)


def _names(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text)) - {"num"}


def problems() -> Iterator[str]:
    """Name everything that keeps the catalogue from being complete."""
    wanted, have = sentences(extracted()), sentences(stored())
    for key in sorted(wanted.keys() | have.keys(), key=str):
        if fault := _fault(wanted.get(key), have.get(key)):
            yield f"{fault}: {key}"
    mo = PO.with_suffix(".mo")
    if PO.exists() and (not mo.exists() or mo.read_bytes() != compiled(PO.read_bytes())):
        yield "messages.mo past niet bij messages.po"


def _fault(wanted: Message | None, have: Message | None) -> str:
    if wanted is None:
        return "staat niet meer in het programma"
    if have is None or not is_translated(have):
        return f"niet vertaald ({wanted.locations[0][0]})"
    if have.fuzzy:
        return "onzeker (fuzzy)"
    return "andere plaatshouders" if other_placeholders(have) else ""


def untranslated(catalog: Catalog) -> list[Any]:
    """List the Dutch that still has no English."""
    return [message.id for message in sentences(catalog).values() if not is_translated(message)]


def fill(catalog: Catalog, given: dict[str, Any]) -> list[str]:
    """Put translations in place; give the complaints about those left out."""
    by_first = {originals(message)[0]: message for message in sentences(catalog).values()}
    return [line for text, english in given.items() if (line := _put(by_first, text, english))]


def _put(known: dict[str, Message], text: str, english: Any) -> str:
    if text not in known:
        return f"onbekende zin: {text}"
    message = known[text]
    before = message.string
    message.string = english if isinstance(english, str) else tuple(english)
    if is_translated(message) and not other_placeholders(message):
        return ""
    message.string = before
    return f"leeg, geen meervoud of andere plaatshouders: {text}"


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="De Engelse vertaling bijhouden.")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--controleer", action="store_true", help="zeg wat er ontbreekt")
    one.add_argument("--ontbrekend", type=Path, help="schrijf de onvertaalde zinnen als JSON")
    one.add_argument("--vul", type=Path, help="vul vertalingen in uit JSON")
    return parser.parse_args()


def report(lines: Iterable[str]) -> int:
    """Print complaints; the exit status is 1 when there are any."""
    found = list(lines)
    for line in found:
        print(line)
    return int(bool(found))


def main() -> int:
    """Do what was asked."""
    asked = options()
    if asked.controleer:
        return report(problems())
    catalog = merged()
    complaints: list[str] = []
    if asked.vul:
        complaints = fill(catalog, json.loads(asked.vul.read_text(encoding="utf-8")))
    write(catalog)
    if asked.ontbrekend:
        text = json.dumps(untranslated(catalog), ensure_ascii=False, indent=1)
        asked.ontbrekend.write_text(f"{text}\n", encoding="utf-8")
    print(f"{len(sentences(catalog))} zinnen, {len(untranslated(catalog))} zonder vertaling.")
    return report(complaints)


if __name__ == "__main__":
    sys.exit(main())
