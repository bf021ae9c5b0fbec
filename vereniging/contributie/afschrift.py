"""Reads a statement of the bank (CAMT.053 or MT940) into plain lines, or refuses all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.money import HIGHEST, NUL, Bedrag

HOOGST = 20_000  # lines
IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")
# what the two libraries raise on a file that is no statement
UNREADABLE = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError,
    RuntimeError,
)  # fmt: skip
BOEK, KREDIET = "BOOK", "CRDT"


class AfschriftOnleesbaar(DomainError):
    """Not a statement that we know."""

    message = _l("Dit bestand kunnen wij niet lezen. Download het dagafschrift als CAMT.053.")


class TussentijdsOverzicht(DomainError):
    """A report of the day so far is not final."""

    message = _l("Dit is een tussentijds overzicht. Download het dagafschrift.")


class SaldoKloptNiet(DomainError):
    """Begin and lines do not make the end: something is missing."""

    message = _l("De regels tellen niet op tot het eindsaldo. Download het afschrift opnieuw.")


@dataclass(frozen=True, kw_only=True)
class Lijn:
    """One line as the bank told it; money in is positive."""

    dag: date
    bedrag: Bedrag
    naam: str
    iban: str
    tekst: str
    kenmerk: str  # the bank's own reference


@dataclass(frozen=True, kw_only=True)
class Afschrift:
    """The account, the period, both saldi, and every line in between."""

    rekening: str
    van: date
    tot: date
    begin: Bedrag
    eind: Bedrag
    lijnen: tuple[Lijn, ...]


def lees(data: bytes) -> Afschrift:
    """The statement in a file. Raises AfschriftOnleesbaar, TussentijdsOverzicht, SaldoKloptNiet."""
    try:
        parts = _camt(data) if data.lstrip()[:1] in {b"<", b"\xef"} else _mt940(data)
        found = _samen(parts)
    except DomainError:
        raise
    except UNREADABLE as error:
        raise AfschriftOnleesbaar from error
    if found.begin + sum((one.bedrag for one in found.lijnen), NUL) != found.eind:
        raise SaldoKloptNiet
    return found


def _samen(parts: list[Afschrift]) -> Afschrift:
    """The days of one account as one statement, without a hole between them."""
    parts.sort(key=lambda one: one.van)
    if not parts or len({one.rekening for one in parts}) != 1:
        raise AfschriftOnleesbaar
    if any(earlier.eind != later.begin for earlier, later in pairwise(parts)):
        raise SaldoKloptNiet
    lijnen = tuple(lijn for one in parts for lijn in one.lijnen)
    if len(lijnen) > HOOGST:
        raise AfschriftOnleesbaar
    return Afschrift(
        rekening=parts[0].rekening,
        van=min([parts[0].van, *(lijn.dag for lijn in lijnen)]),
        tot=max([parts[-1].tot, *(lijn.dag for lijn in lijnen)]),
        begin=parts[0].begin,
        eind=parts[-1].eind,
        lijnen=lijnen,
    )


def _cent(tekst: str, valuta: str | None) -> Bedrag:
    amount = Decimal(tekst) * 100
    if valuta != "EUR" or not abs(amount) < HIGHEST or amount != amount.to_integral_value():
        raise AfschriftOnleesbaar
    return Bedrag(int(amount))


def _camt(data: bytes) -> list[Afschrift]:
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise AfschriftOnleesbaar from error
    for element in root.iter():  # every bank its own version: the names are the same
        element.tag = str(element.tag).rpartition("}")[2]
    if root.find("BkToCstmrAcctRpt") is not None:
        raise TussentijdsOverzicht
    return [_camt_dag(stmt) for stmt in root.findall("BkToCstmrStmt/Stmt")]


def _tekst(element: Element | None, path: str) -> str:
    return (element.findtext(path) or "").strip() if element is not None else ""


def _bedrag(element: Element) -> Bedrag:
    amount = element.find("Amt")
    if amount is None:
        raise AfschriftOnleesbaar
    cent = _cent(str(amount.text), amount.get("Ccy"))
    return cent if _tekst(element, "CdtDbtInd") == KREDIET else -cent


def _camt_dag(stmt: Element) -> Afschrift:
    saldi = {_tekst(bal, "Tp/CdOrPrtry/Cd"): bal for bal in stmt.findall("Bal")}
    first, last = saldi.get("OPBD") or saldi["PRCD"], saldi["CLBD"]
    return Afschrift(
        rekening=_tekst(stmt, "Acct/Id/IBAN"),
        van=_dag(first),
        tot=_dag(last),
        begin=_bedrag(first),
        eind=_bedrag(last),
        lijnen=tuple(_camt_lijn(entry) for entry in stmt.findall("Ntry") if _is_boekt(entry)),
    )


def _is_boekt(entry: Element) -> bool:
    return (_tekst(entry, "Sts/Cd") or _tekst(entry, "Sts")) == BOEK


def _dag(element: Element, naam: str = "Dt") -> date:
    return date.fromisoformat(
        (_tekst(element, f"{naam}/Dt") or _tekst(element, f"{naam}/DtTm"))[:10]
    )


def _camt_lijn(entry: Element) -> Lijn:
    bedrag, details = _bedrag(entry), entry.findall("NtryDtls/TxDtls")
    one = details[0] if len(details) == 1 else None
    side = "Dbtr" if bedrag > NUL else "Cdtr"
    naam = _tekst(one, f"RltdPties/{side}/Nm") or _tekst(one, f"RltdPties/{side}/Pty/Nm")
    parts = [part.text or "" for part in (one if one is not None else entry).iter("Ustrd")]
    parts += [part.text or "" for part in (one if one is not None else entry).iter("Ref")]
    return Lijn(
        dag=_dag(entry, "BookgDt"),
        bedrag=bedrag,
        naam=naam,
        iban=_tekst(one, f"RltdPties/{side}Acct/Id/IBAN"),
        tekst=" ".join([*parts, _tekst(entry, "AddtlNtryInf")]).strip(),
        kenmerk=_tekst(entry, "AcctSvcrRef"),
    )


def _mt940(data: bytes) -> list[Afschrift]:
    tekst = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
    if "\x00" in tekst:  # PostgreSQL stores no NUL
        raise AfschriftOnleesbaar
    if ":13D:" in tekst or ":34F:" in tekst:
        raise TussentijdsOverzicht
    blocks = re.split(r"(?m)^(?=:20:)", tekst)
    return [_mt940_dag(block) for block in blocks if block.startswith(":20:")]


def _mt940_dag(block: str) -> Afschrift:
    import mt940  # noqa: PLC0415  heavy, and for one form only

    found = mt940.parse(block)
    first, last = found.data["final_opening_balance"], found.data["final_closing_balance"]
    rekening = IBAN.search(str(found.data["account_identification"]).replace(" ", ""))
    if rekening is None:
        raise AfschriftOnleesbaar
    return Afschrift(
        rekening=rekening[0],
        van=first.date,
        tot=last.date,
        begin=_cent(str(first.amount.amount), first.amount.currency),
        eind=_cent(str(last.amount.amount), last.amount.currency),
        lijnen=tuple(_mt940_lijn(one.data) for one in found),
    )


def _mt940_lijn(data: dict[str, Any]) -> Lijn:
    amount, details = data["amount"], str(data.get("transaction_details") or "").replace("\n", "")
    counter = re.search(r"/CNTP/([^/]*)/[^/]*/([^/]*)/", details)
    iban = re.search(r"/IBAN/([A-Z0-9]+)", details)
    naam = re.search(r"/NAME/([^/]*)", details)
    dag = data.get("guessed_entry_date") or data["date"]
    return Lijn(
        dag=date(dag.year, dag.month, dag.day),
        bedrag=_cent(str(amount.amount), amount.currency),
        naam=(counter[2] if counter else naam[1] if naam else "").strip(),
        iban=counter[1] if counter else iban[1] if iban else "",
        tekst=details,
        kenmerk=str(data.get("bank_reference") or ""),
    )
