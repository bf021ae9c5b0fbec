"""Reads a message as strangers write it: whatever is wrong with it, words come out or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import policy
from email.header import decode_header, make_header
from email.parser import BytesParser
from email.utils import getaddresses
from typing import Any

from vereniging.core.files import Kind, kind_of
from vereniging.core.forms import tidy_line, tidy_text
from vereniging.core.mailaddress import normal
from vereniging.post.citaat import uit_html
from vereniging.post.terugbericht import Deel, Mislukking, mislukking_in, onderdelen

ALLEEN_TEKST = 12 * 1024 * 1024  # bytes: of a larger message only the words are kept
LANGSTE = 20_000  # characters of text
DEEL = 100_000  # bytes of one text part; some decoders are slow on more
KOP = 20_000  # characters of one header
VORM = 1_000  # characters of a header that tells how to read a part
DELEN = 100
STREPEN = 5_000  # lines that could separate parts; a long thread has some hundreds
LOGO = 30_000  # bytes: a smaller picture inside the text is decoration
STIL = {"application/pgp-signature", "application/pkcs7-signature", "application/pgp-keys"}
LIJSTPOST = {"bulk", "junk", "list", "auto_reply"}
ADRESKOPPEN = {"to", "cc", "delivered-to", "x-original-to", "envelope-to"}


class _Kort(policy.EmailPolicy):
    """The modern policy, with headers cut off: its reader needs hours for one that is made to."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value; a header that says how to read a part is short."""
        naam, waarde = super().header_source_parse(sourcelines)
        return naam, waarde[: VORM if naam.lower().startswith("content-") else KOP]


KORT = _Kort()


@dataclass(frozen=True, kw_only=True)
class Bericht:
    """What a message says, from whom and to which addresses."""

    message_id: str
    van: str | None
    afzender: str
    aan: str
    onderwerp: str
    tekst: str
    fotos: tuple[bytes, ...] = ()
    niet_bewaard: tuple[str, ...] = ()
    is_automatisch: bool = False
    mislukking: Mislukking | None = None

    def met(self, **anders: Any) -> Bericht:
        """The same message with something else in it."""
        return replace(self, **anders)


class Onleesbaar(ValueError):
    """Not a message, or one that no mail program makes."""


def lees(data: bytes) -> Bericht:
    """The message in these bytes (RFC 5322). Raises Onleesbaar."""
    if data.count(b"\n--") > STREPEN:
        raise Onleesbaar
    try:
        message: Deel = BytesParser(policy=KORT).parsebytes(data)
    except Exception as error:  # nesting without end, and faults of the parser
        raise Onleesbaar from error
    koppen = _koppen(message)
    if not koppen:
        raise Onleesbaar
    inhoud = _Inhoud(alleen_tekst=len(data) > ALLEEN_TEKST)
    for deel in _delen(message):
        inhoud.neem(deel)
    van = _van(koppen)
    return Bericht(
        message_id=_kenmerk(koppen.get("message-id", ""), data),
        van=van,
        afzender=van or _regel(koppen.get("from", ""))[:255],
        aan=" ".join(koppen.get(naam, "") for naam in sorted(ADRESKOPPEN)),
        onderwerp=_regel(koppen.get("subject", ""))[:255],
        tekst=inhoud.tekst(),
        fotos=tuple(inhoud.fotos),
        niet_bewaard=tuple(inhoud.niet_bewaard),
        is_automatisch=_is_automatisch(koppen, message),
        mislukking=mislukking_in(message),
    )


def _koppen(message: Deel) -> dict[str, str]:
    """The headers as they were sent; several of one name stand after one another."""
    found: dict[str, str] = {}
    for naam, waarde in message.raw_items():
        earlier = found.get(klein := naam.lower(), "")
        if len(earlier) < KOP:
            found[klein] = f"{earlier} {waarde}".strip()
    return found


def _regel(raw: str) -> str:
    """One line of words: decoded (RFC 2047) where that can be done."""
    try:
        text = str(make_header(decode_header(raw)))
    except Exception:  # noqa: BLE001  a made-up character set, broken base64
        text = raw
    return tidy_line(_veilig(text)) or ""


def _veilig(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _van(koppen: dict[str, str]) -> str | None:
    """The one address that it says to come from; None when it names several, or none."""
    adressen = [adres for _naam, adres in getaddresses([koppen.get("from", "")]) if adres]
    return normal(adressen[0]) if len(adressen) == 1 else None


def _kenmerk(raw: str, data: bytes) -> str:
    kenmerk = raw.strip().strip("<>")
    if kenmerk.isascii() and kenmerk.isprintable() and 0 < len(kenmerk) <= 200:
        return kenmerk
    return f"sha256:{hashlib.sha256(raw.encode('utf-8', 'replace') or data).hexdigest()}"


def _is_automatisch(koppen: dict[str, str], message: Deel) -> bool:
    """Whether no person wrote it (RFC 3834), so that two machines never write each other."""
    zelf = koppen.get("auto-submitted", "no").partition(";")[0].strip().lower()
    return (
        zelf != "no"
        or koppen.get("precedence", "").strip().lower() in LIJSTPOST
        or koppen.get("return-path", "").strip() == "<>"
        or _soort(message) == "multipart/report"
    )


def _soort(deel: Deel) -> str:
    try:
        return deel.get_content_type()
    except Exception:  # noqa: BLE001  the parser stumbles over some headers
        return "application/octet-stream"


def _delen(message: Deel) -> Iterator[Deel]:
    """The parts in their order; a message inside it is one part."""
    stapel: list[Deel] = [message]
    for _nummer in range(DELEN):
        if not stapel:
            return
        deel = stapel.pop()
        if _soort(deel).startswith("multipart/") and deel.is_multipart():
            stapel.extend(reversed(onderdelen(deel)))
        else:
            yield deel


class _Inhoud:
    """Collects what is kept of the parts, and the names of what is not."""

    def __init__(self, *, alleen_tekst: bool) -> None:
        self.alleen_tekst = alleen_tekst
        self.plat: list[str] = []
        self.html: list[str] = []
        self.fotos: list[bytes] = []
        self.niet_bewaard: list[str] = []

    def neem(self, deel: Deel) -> None:
        """Take in one part."""
        soort = _soort(deel)
        try:
            naam = _regel(deel.get_filename() or "")[:100]
            data = deel.get_payload(decode=True)
        except Exception:  # noqa: BLE001  headers and encodings made to break readers
            naam, data = "", None
        if not isinstance(data, bytes):
            self._laat(naam or soort)
        elif soort in {"text/plain", "text/html"} and not naam:
            (self.plat if soort == "text/plain" else self.html).append(_woorden(deel, data))
        elif soort not in STIL:
            self._bijlage(deel, naam or soort, data)

    def _bijlage(self, deel: Deel, naam: str, data: bytes) -> None:
        is_foto = kind_of(data) in {Kind.JPEG, Kind.PNG, Kind.WEBP}
        if is_foto and deel.get("Content-ID") and len(data) < LOGO:
            return
        if is_foto and not self.alleen_tekst:
            self.fotos.append(data)
        else:
            self._laat(naam)

    def _laat(self, naam: str) -> None:
        self.niet_bewaard.append(naam)

    def tekst(self) -> str:
        """The words: the plain ones, or else those of the page."""
        plat = "\n".join(each for each in self.plat if each.strip())
        text = plat or "\n".join(uit_html(each) for each in self.html)
        return (tidy_text(_veilig(text)) or "")[:LANGSTE]


def _woorden(deel: Deel, data: bytes) -> str:
    """The text of a part; a character set that nobody knows is read as UTF-8."""
    try:
        charset = deel.get_content_charset() or "utf-8"
        return data[:DEEL].decode(charset, "replace")
    except (LookupError, ValueError, AttributeError, TypeError):
        return data[:DEEL].decode("utf-8", "replace")
