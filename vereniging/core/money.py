"""Money in whole cents: read, counted and written without ever passing through a float."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vereniging.core.i18n import _l

NBSP = "\N{NO-BREAK SPACE}"
MOLLIE = re.compile(r"([0-9]{1,9})\.([0-9]{2})")
# Either thousands with dots and a comma for the cents, or digits with one comma or one dot.
TYPED = re.compile(
    r"(?:€|EUR)?\s*"
    r"(?:([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]{2})|,-{1,2})?"
    r"|([0-9]{1,9})(?:[.,]([0-9]{1,2})|,-{1,2})?)",
    re.IGNORECASE,
)
HIGHEST = 1_000_000_000  # cents; what a column of 32 bits holds, with room to add up
KENMERK = re.compile(r"(?<![A-Z0-9])N[-. ]?([0-9]{4})[-. ]?([0-9]{4,6})[-. ]?([0-9]{2})(?![0-9])")


class GeenBedrag(ValueError):
    """What somebody typed is not an amount; the sentence says what to type."""

    message = _l("Vul een bedrag in, bijvoorbeeld 12,50.")

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, order=True, slots=True)
class Bedrag:
    """An amount in euro cents; it adds up with amounts and multiplies with whole numbers."""

    centen: int

    def __post_init__(self) -> None:
        if type(self.centen) is not int:  # bool and float would slip through isinstance
            raise TypeError(f"cents are whole numbers, not {self.centen!r}")

    def __add__(self, other: Bedrag) -> Bedrag:
        return Bedrag(self.centen + other.centen) if isinstance(other, Bedrag) else NotImplemented

    def __sub__(self, other: Bedrag) -> Bedrag:
        return Bedrag(self.centen - other.centen) if isinstance(other, Bedrag) else NotImplemented

    def __mul__(self, times: int) -> Bedrag:
        return Bedrag(self.centen * times) if type(times) is int else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> Bedrag:
        return Bedrag(-self.centen)

    def __abs__(self) -> Bedrag:
        return Bedrag(abs(self.centen))

    def __bool__(self) -> bool:
        return self.centen != 0

    def __str__(self) -> str:
        return self.voor_mensen()

    def deel(self, teller: int, noemer: int) -> Bedrag:
        """A share of the amount, half a cent rounded up."""
        if noemer <= 0:
            raise ValueError("a share has a positive denominator")
        return Bedrag((2 * self.centen * teller + noemer) // (2 * noemer))

    @classmethod
    def uit_tekst(cls, tekst: str) -> Bedrag:
        """What a person typed: 12 · 12,50 · 12.50 · € 1.234,56 · 12,- (else GeenBedrag)."""
        found = TYPED.fullmatch(tekst.strip())
        if not found:
            raise GeenBedrag
        euros = (found[1] or found[3]).replace(".", "")
        centen = int(euros) * 100 + int((found[2] or found[4] or "0").ljust(2, "0"))
        if centen >= HIGHEST:
            raise GeenBedrag
        return cls(centen)

    @classmethod
    def uit_mollie(cls, value: str) -> Bedrag:
        """Mollie's "12.50"; anything else, a number too, is a ValueError."""
        found = MOLLIE.fullmatch(value) if isinstance(value, str) else None
        if not found:
            raise ValueError(f"not an amount of Mollie: {value!r}")
        return cls(int(found[1]) * 100 + int(found[2]))

    def voor_mollie(self) -> str:
        """`12.50`; Mollie takes no negative amounts."""
        if self.centen < 0:
            raise ValueError("Mollie takes no negative amount")
        return f"{self.centen // 100}.{self.centen % 100:02d}"

    def voor_csv(self) -> str:
        """`-1234,50`: no thousands dot, so that a spreadsheet reads a number."""
        euros, centen = divmod(abs(self.centen), 100)
        return f"{'-' * (self.centen < 0)}{euros},{centen:02d}"

    def voor_mensen(self) -> str:
        """`€ 1.234,50`, which never breaks over two lines."""
        euros, centen = divmod(abs(self.centen), 100)
        thousands = f"{euros:,}".replace(",", ".")
        return f"€{NBSP}{'-' * (self.centen < 0)}{thousands},{centen:02d}"


NUL = Bedrag(0)


def controlecijfers(jaar: int, volgnummer: int) -> str:
    """The last two digits of a betaalkenmerk (mod 97): they tell a wrong digit or a swap."""
    return f"{98 - ((jaar * 10**6 + volgnummer) * 100) % 97:02d}"


def betaalkenmerk(jaar: int, volgnummer: int) -> str:
    """What a payer writes on a bank transfer: `N-2027-0042-06`."""
    return f"N-{jaar:04d}-{volgnummer:04d}-{controlecijfers(jaar, volgnummer)}"


def vind_betaalkenmerken(omschrijving: str) -> list[tuple[int, int]]:
    """Year and number of each valid betaalkenmerk in the text of a bank transfer, once each."""
    found = (
        (int(jaar), int(volgnummer))
        for jaar, volgnummer, cijfers in KENMERK.findall(omschrijving.upper())
        if cijfers == controlecijfers(int(jaar), int(volgnummer))
    )
    return list(dict.fromkeys(found))
