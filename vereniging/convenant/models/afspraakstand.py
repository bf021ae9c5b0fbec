"""Where a promise stands (domain.md 4.10)."""

from __future__ import annotations

import enum

from vereniging.convenant.models.waarneming import Oordeel


class AfspraakStand(enum.StrEnum):
    CONCEPT = "concept"
    VOORGELEGD = "voorgelegd"
    VAN_KRACHT = "van_kracht"
    LOOPT = "loopt"
    KLAAR_GEMELD = "klaar_gemeld"
    NAGEKOMEN = "nagekomen"
    DEELS_NAGEKOMEN = "deels_nagekomen"
    NIET_NAGEKOMEN = "niet_nagekomen"
    OPGESCHAALD = "opgeschaald"
    VERVALLEN = "vervallen"
    VERVANGEN = "vervangen"


LOPEND = (AfspraakStand.VAN_KRACHT, AfspraakStand.LOOPT, AfspraakStand.KLAAR_GEMELD)
TEKORT = (AfspraakStand.DEELS_NAGEKOMEN, AfspraakStand.NIET_NAGEKOMEN)
DOOD = (AfspraakStand.NAGEKOMEN, AfspraakStand.VERVALLEN, AfspraakStand.VERVANGEN)
BINNENSKAMERS = (AfspraakStand.CONCEPT, AfspraakStand.VOORGELEGD)
GEVOLG = {
    Oordeel.NAGELEEFD: AfspraakStand.NAGEKOMEN,
    Oordeel.DEELS: AfspraakStand.DEELS_NAGEKOMEN,
    Oordeel.NIET: AfspraakStand.NIET_NAGEKOMEN,
}


class Verankering(enum.StrEnum):
    """What makes a promise hold, besides the word of a party."""

    CONVENANT = "convenant"
    VERGUNNING = "vergunning"
    APV = "apv"
    REGLEMENT = "reglement"
