"""Why a step up is refused (domain.md 4.11)."""

from __future__ import annotations

from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l


class WelConsensus(DomainError):
    """Only what the parties did not agree on goes a step up."""

    message = _l("Dit punt kan niet een stap hoger: er is geen uitkomst zonder consensus.")


class NogBezig(DomainError):
    """A step gets its time before the next one."""

    message = _l("Deze stap is nog niet afgerond. Hij loopt tot en met %(datum)s.")


class OverslaanMetReden(DomainError):
    """Skipping a step is a decision of the board, with its reason."""

    message = _l("Een stap overslaan kan alleen met een besluit van het bestuur en een reden.")


class MachtigingNodig(DomainError):
    """Nobody goes to a mediator or to court without the members."""

    message = _l(
        "Hiervoor is een besluit van het bestuur nodig, en een ja van de leden. "
        "Voor de rechter is dat een eigen stemming."
    )
