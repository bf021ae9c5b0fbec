"""What somebody wants to pay, before there is a payment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vereniging.betalingen.models import Betaling, BetalingSoort
from vereniging.betalingen.verbinding import modus
from vereniging.core.money import NUL, Bedrag


@dataclass(frozen=True, kw_only=True)
class Wens:
    """What somebody wants to pay: a nota, a gift on top of it, with or without a mandate."""

    nota_id: int
    gift: Bedrag = NUL
    machtiging_id: int | None = None

    @property
    def soort(self) -> BetalingSoort:
        return BetalingSoort.EENMALIG if self.machtiging_id is None else BetalingSoort.EERSTE

    @property
    def volgorde(self) -> dict[str, Any]:
        """What the request to Mollie says of a mandate; only iDEAL gives one."""
        if self.machtiging_id is None:
            return {}
        return {"sequenceType": "first", "method": "ideal"}

    def is_van(self, betaling: Betaling) -> bool:
        """Whether this attempt is the same wish: nobody signs a mandate of somebody else."""
        same = (betaling.gift, betaling.machtiging_id) == (self.gift, self.machtiging_id)
        return same and betaling.modus == modus()
