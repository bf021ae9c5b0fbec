"""Statements of an invented bank, in both formats."""

from __future__ import annotations

ONS = "NL91ABNA0417164300"
ANDER = "NL20INGB0001234567"
Regel = tuple[str, int, str, str]  # day, cents, name, text


def euro(cent: int) -> str:
    return f"{abs(cent) // 100}.{abs(cent) % 100:02d}"


def camt(*regels: Regel, begin: int = 10_000, iban: str = ONS, eind: int | None = None) -> bytes:
    """A CAMT.053 file of one day with these lines."""
    end = begin + sum(cent for _day, cent, _name, _text in regels) if eind is None else eind
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>
<Acct><Id><IBAN>{iban}</IBAN></Id></Acct>
{_bal("OPBD", begin)}{_bal("CLBD", end)}{"".join(map(_ntry, regels))}
</Stmt></BkToCstmrStmt></Document>""".encode()


def _sign(cent: int) -> str:
    return f"<CdtDbtInd>{'CRDT' if cent >= 0 else 'DBIT'}</CdtDbtInd>"


def _bal(code: str, cent: int) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="EUR">{euro(cent)}</Amt>{_sign(cent)}<Dt><Dt>2026-11-20</Dt></Dt></Bal>'
    )


def _ntry(regel: Regel) -> str:
    day, cent, name, text = regel
    side = "Dbtr" if cent > 0 else "Cdtr"
    return (
        f'<Ntry><Amt Ccy="EUR">{euro(cent)}</Amt>{_sign(cent)}<Sts>BOOK</Sts>'
        f"<BookgDt><Dt>{day}</Dt></BookgDt><NtryDtls><TxDtls><RltdPties>"
        f"<{side}><Nm>{name}</Nm></{side}><{side}Acct><Id><IBAN>{ANDER}</IBAN></Id></{side}Acct>"
        f"</RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def mt940(*regels: Regel, begin: int = 10_000) -> bytes:
    """An MT940 file of one day with these lines."""
    end = begin + sum(cent for _day, cent, _name, _text in regels)
    lines = [":20:STARTUMS", f":25:{ONS}", ":28C:1/1", f":60F:C261120EUR{_comma(begin)}"]
    for day, cent, name, text in regels:
        date = day.replace("-", "")
        sign = "C" if cent > 0 else "D"
        lines.append(f":61:{date[2:]}{date[4:]}{sign}{_comma(cent)}N944NONREF")
        lines.append(
            f":86:/TRTP/SEPA OVERBOEKING/IBAN/{ANDER}/BIC/INGBNL2A/NAME/{name}/REMI/{text}"
        )
    return "\n".join([*lines, f":62F:C261120EUR{_comma(end)}", "-", ""]).encode()


def _comma(cent: int) -> str:
    return euro(cent).replace(".", ",")
