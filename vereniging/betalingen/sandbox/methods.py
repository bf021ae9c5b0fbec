"""The ways of paying that the imitation profile knows."""

from dataclasses import dataclass

from vereniging.betalingen.sandbox import check
from vereniging.betalingen.sandbox.bankdays import DAY, MINUTE
from vereniging.betalingen.sandbox.problems import Problem, unknown
from vereniging.betalingen.sandbox.store import Json

ACTIVE = "activated"


@dataclass(frozen=True)
class Method:
    """One way of paying with its limits in cents and the time a payment stays open."""

    id: str
    dutch: str
    english: str
    highest: int
    open_for: float
    sequences: tuple[str, ...] = ("oneoff",)
    is_active: bool = True


METHODS = {
    method.id: method
    for method in (
        Method(
            *("ideal", "iDEAL | Wero", "iDEAL | Wero", 5_000_000, 15 * MINUTE),
            sequences=("oneoff", "first"),
        ),
        Method("banktransfer", "Overboeking", "Bank transfer", 100_000_000, 12 * DAY),
        Method(
            *("directdebit", "SEPA-incasso", "SEPA Direct Debit", 100_000, 0.0),
            sequences=("recurring",),
        ),
        Method(
            *("bancontact", "Bancontact", "Bancontact", 5_000_000, 60 * MINUTE),
            sequences=("oneoff", "first"),
            is_active=False,
        ),
        Method("creditcard", "Kaart", "Card", 1_000_000, 30 * MINUTE, is_active=False),
    )
}


def find(identifier: str) -> Method:
    """The method by its name; others do not exist here."""
    if identifier not in METHODS:
        raise unknown("payment method", identifier)
    return METHODS[identifier]


def listed(query: dict[str, str], *, inactive: bool) -> list[Method]:
    """The methods that suit the sequence type and amount of the question."""
    sequence = query.get("sequenceType", "oneoff")
    if sequence not in {"oneoff", "first", "recurring"}:
        raise Problem(400, "The sequenceType is invalid", "sequenceType")
    found = [method for method in METHODS.values() if inactive or method.is_active]
    if not inactive:
        found = [method for method in found if sequence in method.sequences]
    if (value := query.get("amount[value]")) is None:
        return found
    wanted = {"amount": {"value": value, "currency": query.get("amount[currency]", "EUR")}}
    total = check.cents(check.amount(wanted))
    return [method for method in found if total <= method.highest]


def rendered(method: Method, base: str, locale: str | None) -> Json:
    """A method as Mollie describes it, in the language asked for."""
    image = f"{base}/_sandbox/methods/{method.id}.svg"
    return {
        "resource": "method",
        "id": method.id,
        "description": method.dutch if (locale or "").startswith("nl") else method.english,
        "minimumAmount": check.euro(1),
        "maximumAmount": check.euro(method.highest),
        "image": {"size1x": image, "size2x": image, "svg": image},
        "status": ACTIVE if method.is_active else None,
        "_links": {"self": {"href": f"{base}/v2/methods/{method.id}", "type": HAL}},
    }


HAL = "application/hal+json"
