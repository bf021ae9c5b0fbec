"""What a notice asks for, before the rules say when the membership ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vereniging.leden.models.opzegging import Opzegkanaal
from vereniging.leden.opzegtermijn import Opzeggrond


@dataclass(frozen=True, kw_only=True)
class Opzegwens:
    """How notice came, when, and what it asks; `ontvangen_op` is today when it is left out."""

    kanaal: Opzegkanaal = Opzegkanaal.WEB
    ontvangen_op: date | None = None
    gewenst: date | None = None
    grond: Opzeggrond = Opzeggrond.GEWOON
