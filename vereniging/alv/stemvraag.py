"""What members are asked at a general meeting."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple


class Stemvraag(NamedTuple):
    """A question, and when it is answered: ahead until the meeting begins, or from then on."""

    vraag: dict[str, Any]
    open_op: datetime
    sluit_op: datetime
    over_personen: bool = False
    is_vooraf: bool = False
