"""Of an answer, only what is new: what was quoted is cut off, and one sees that it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape

WEGGELATEN = "[…]"
REGEL = 400  # characters: a longer line is never the heading of a quote
STREEP = re.compile(
    r"\s*-{2,}\s?(?:oorspronkelijk bericht|original message|doorgestuurd bericht"
    r"|forwarded message|ursprüngliche nachricht)\s?-{2,}\s*",
    re.IGNORECASE,
)
SCHREEF = re.compile(r"\s*>*\s*(?:op|on)\s.{6,300}(?:schreef|wrote)\b.{0,120}:\s*", re.IGNORECASE)
VAN = re.compile(r"\s*\*?(?:van|from):\*?\s.{1,300}", re.IGNORECASE)
DATUM = re.compile(r"\s*\*?(?:verzonden|datum|sent|date):\*?\s.{1,300}", re.IGNORECASE)
MERK = re.compile(r"(<[!/?a-zA-Z][^<>]{0,2000}>)")
NAAM = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b")
NIET_GELEZEN = {"script", "style", "head", "title", "template"}
BLOK = {
    "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "table", "ul", "ol", "hr", "blockquote",
}  # fmt: skip


def nieuw(tekst: str) -> str:
    """The words before the quote, with `[…]` where something was cut off.

    A text that begins with its quote stays whole: its answer is below or in between.
    """
    regels = tekst.splitlines()
    grens = next((nr for nr in range(len(regels)) if _begint_citaat(regels, nr)), len(regels))
    eigen = "\n".join(regels[:grens]).strip()
    if not eigen or grens == len(regels):
        return tekst.strip()
    return f"{eigen}\n\n{WEGGELATEN}"


def _begint_citaat(regels: list[str], nr: int) -> bool:
    regel = regels[nr]
    if len(regel) > REGEL:
        return False
    if regel.rstrip() == "--" or STREEP.fullmatch(regel) or regel.startswith("_" * 20):
        return True
    if SCHREEF.fullmatch(regel) or _is_gevouwen(regel, regels[nr + 1 : nr + 2]):
        return True
    if VAN.fullmatch(regel):
        return any(DATUM.fullmatch(other[:REGEL]) for other in regels[nr + 1 : nr + 4])
    return regel.startswith(">") and _alleen(lambda each: each.startswith(">"), regels[nr:])


def _is_gevouwen(regel: str, volgende: list[str]) -> bool:
    """Whether "On this day somebody wrote:" was broken over two lines."""
    if not volgende or regel.rstrip().endswith((".", "!", "?")) or len(volgende[0]) > REGEL:
        return False
    return not SCHREEF.fullmatch(volgende[0]) and bool(SCHREEF.fullmatch(f"{regel} {volgende[0]}"))


def _alleen(rule: Callable[[str], bool], regels: Iterable[str]) -> bool:
    return all(rule(regel) for regel in regels if regel.strip())


def uit_html(html: str) -> str:
    """The words of a page, a line per block; a quote is marked as in plain mail.

    Not a parser: those of the library need hours for a page that was made to cost time.
    """
    words: list[str] = []
    hidden = quoted = 0
    for stuk in MERK.split(_zonder_opmerkingen(html)):
        if not (found := NAAM.match(stuk)):
            words.append("" if hidden else re.sub(r"\s+", " ", unescape(stuk)))
            continue
        stap = -1 if found[1] else 1
        tag = found[2].lower()
        hidden = max(hidden + stap * (tag in NIET_GELEZEN), 0)
        quoted = max(quoted + stap * (tag == "blockquote"), 0)
        if tag in BLOK:
            words.append("\n> " if quoted else "\n")
    text = "\n".join(line.strip() for line in "".join(words).splitlines())
    return re.sub(r"(?:\n>?[ ]?){3,}", "\n\n", text).strip()


def _zonder_opmerkingen(html: str) -> str:
    parts, place = [], 0
    while (begin := html.find("<!--", place)) >= 0:
        parts.append(html[place:begin])
        end = html.find("-->", begin)
        place = end + 3 if end >= 0 else len(html)
    return "".join([*parts, html[place:]])
