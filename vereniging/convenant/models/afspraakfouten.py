"""Why something about a promise is refused (domain.md 4.10)."""

from __future__ import annotations

from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l


class GeenOwner(DomainError):
    """Nobody keeps a promise without an owner and a day."""

    message = _l("Kies één partij en een datum, of vul in hoe vaak het moet.")


class EigenPartij(DomainError):
    """Who made the promise does not judge it."""

    message = _l("De eigen partij kan dit niet toetsen.")


class NogNietLaat(DomainError):
    """Only what was not kept, or is late, goes a step up."""

    message = _l("Deze afspraak is nog niet te laat.")


class NogInWederhoor(DomainError):
    """Its owner is heard before anything more is done with a verdict."""

    message = _l("De partij kan tot en met %(datum)s reageren op het oordeel.")
