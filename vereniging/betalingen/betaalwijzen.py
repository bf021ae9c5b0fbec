"""How people pay: chosen from what Mollie offers, by the names that Mollie has for people."""

from __future__ import annotations

from collections.abc import Iterable

from vereniging.betalingen.gateway import Method
from vereniging.betalingen.verbinding import vraag
from vereniging.core.db import outside
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.logboek.acties import schrijf
from vereniging.statuten.acties import stel_in
from vereniging.statuten.queries import instelling


class GeenBetaalwijze(DomainError):
    """Somebody must be able to pay."""

    message = _l("Kies ten minste één manier van betalen die Mollie aanbiedt.")


def aangeboden() -> list[Method]:
    """What is switched on at Mollie, for a payment of once. Raises GatewayError."""
    with outside():
        return vraag(lambda port: port.list_methods())


def kies(gekozen: Iterable[str], aanbod: Iterable[Method]) -> None:
    """From now on checkouts offer these; raises GeenBetaalwijze."""
    wanted = set(gekozen)
    namen = {each.id: each.description for each in aanbod if each.id in wanted}
    if not namen or set(namen) != wanted:
        raise GeenBetaalwijze
    stel_in(mollie_methoden=list(namen), mollie_namen=namen)
    schrijf("betaalwijzen.gekozen", methoden=sorted(namen))


def betaalwijzen() -> list[str]:
    """What a payer may choose from, in words."""
    namen = instelling("mollie_namen")
    return [str(namen.get(methode, methode)) for methode in instelling("mollie_methoden")]
