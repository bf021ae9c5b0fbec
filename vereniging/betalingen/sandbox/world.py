"""Everything that together is the imitation payment service."""

import threading
from pathlib import Path

from vereniging.betalingen.sandbox.bankdays import iso
from vereniging.betalingen.sandbox.changes import Changes
from vereniging.betalingen.sandbox.customers import Customers
from vereniging.betalingen.sandbox.faults import Faults
from vereniging.betalingen.sandbox.payments import Payments
from vereniging.betalingen.sandbox.returns import Returns
from vereniging.betalingen.sandbox.store import Json, Store
from vereniging.betalingen.sandbox.webhooks import Webhooks


class World:
    """The rules put together over one store."""

    def __init__(self, database: Path, seed: int | None) -> None:
        self.released = threading.Event()
        self.store = Store(database, seed)
        self.faults = Faults(self.store)
        self.webhooks = Webhooks(self.store, self.faults)
        self.customers = Customers(self.store, self.faults)
        self.changes = Changes(self.store, self.customers, self.webhooks)
        self.returns = Returns(self.store, self.changes, self.webhooks)
        self.payments = Payments(self.store, self.customers, self.changes)

    def let_time_pass(self) -> None:
        """Everything that by now should have happened by itself, in order."""
        with self.store.transaction():
            while waiting := self.store.due():
                self._happen(*waiting[0])

    def _happen(self, kind: str, data: Json, due: float) -> None:
        """One event; a payment that a test falsified must not stop time for all others."""
        rules = self.changes if kind == "payment" else self.returns
        try:
            rules.time_is_up(data, due)
        except (AttributeError, KeyError, TypeError, ValueError):
            self.store.schedule(data["id"], None)

    def begin_fault(self, body: Json) -> None:
        """From now on something goes wrong."""
        self.faults.add(body)
        self.released.clear()

    def end_faults(self) -> None:
        """All goes well again, also for who waits for an answer that would not come."""
        self.faults.clear()
        self.released.set()

    def reset(self) -> None:
        """Begin anew, as if nothing ever happened."""
        self.store.reset()
        self.released.set()

    def profile(self) -> tuple[str, str]:
        """The identifier of the web profile and the time of its birth."""
        with self.store.transaction():
            if (known := self.store.meta("profile")) is None:
                known = f"{self.store.new_id('pfl')} {iso(self.store.now())}"
                self.store.set_meta("profile", known)
        identifier, _, since = known.partition(" ")
        return identifier, since

    def pictured(self, payment: Json, *, stale: bool) -> tuple[Json, list[Json], list[Json]]:
        """A payment with refunds and chargebacks, now or just before the last change."""
        if stale and (before := payment.get("_previous")):
            return before["payment"], before["refunds"], before["chargebacks"]
        return payment, self.changes.refunds(payment), self.changes.chargebacks(payment)
