"""What can go wrong, in words a resident understands."""

from __future__ import annotations

from typing import Any

from vereniging.core.i18n import _l


class DomainError(Exception):
    """A rule says no: everything is rolled back and the sentence is shown (409)."""

    message: Any = _l("Dit kan niet.")

    def __init__(self, **values: object) -> None:
        super().__init__()
        self.values = values

    def __str__(self) -> str:
        text = str(self.message)
        return text % self.values if self.values else text


class KanNietMeer(DomainError):
    """The thing has meanwhile moved on to another state."""

    message = _l("Dit kan niet meer: %(wat)s is inmiddels %(stand)s. Er is niets veranderd.")


class EenAnder(DomainError):
    """Nobody approves their own act (security-reliability.md section 4)."""

    message = _l("Een ander moet dit goedkeuren.")


class Busy(Exception):
    """The database gave no turn within its patience (503, try again)."""
