"""Meetings of five parties: agenda, outcome, papers (domain.md 4.8)."""

from vereniging.commissie.models.advies import (
    Advies,
    Adviessoort,
    Adviesstand,
    Adviesstem,
    Adviesvraag,
    NogNietGehoord,
    RedenNodig,
)
from vereniging.commissie.models.agendapunt import (
    AgendaDicht,
    Agendapunt,
    NietAllenEens,
    Partijstandpunt,
    PuntStand,
    Uitkomst,
    UitkomstSoort,
    ZonderUitleg,
)
from vereniging.commissie.models.dossier import Dossier, Dossierniveau
from vereniging.commissie.models.opschaling import Opschaling, Opschalingstand
from vereniging.commissie.models.opschalingfouten import (
    MachtigingNodig,
    NogBezig,
    OverslaanMetReden,
    WelConsensus,
)
from vereniging.commissie.models.opschalingstap import (
    Opschalingstap,
    Stapuitkomst,
    Stapwens,
    Trede,
)
from vereniging.commissie.models.tafel import (
    Aanwezigheid,
    Niveau,
    Toezegging,
    Vergaderstuk,
)
from vereniging.commissie.models.vergadering import (
    GeenVerslag,
    NogZonderUitkomst,
    Vergadering,
    VergaderingStand,
)

__all__ = [
    "Aanwezigheid",
    "Advies",
    "Adviessoort",
    "Adviesstand",
    "Adviesstem",
    "Adviesvraag",
    "AgendaDicht",
    "Agendapunt",
    "Dossier",
    "Dossierniveau",
    "GeenVerslag",
    "MachtigingNodig",
    "NietAllenEens",
    "Niveau",
    "NogBezig",
    "NogNietGehoord",
    "NogZonderUitkomst",
    "Opschaling",
    "Opschalingstand",
    "Opschalingstap",
    "OverslaanMetReden",
    "Partijstandpunt",
    "PuntStand",
    "RedenNodig",
    "Stapuitkomst",
    "Stapwens",
    "Toezegging",
    "Trede",
    "Uitkomst",
    "UitkomstSoort",
    "Vergadering",
    "VergaderingStand",
    "Vergaderstuk",
    "WelConsensus",
    "ZonderUitleg",
]
