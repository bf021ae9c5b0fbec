"""Meetings of five parties: agenda, outcome, papers (domain.md 4.8)."""

from vereniging.commissie.models.advies import (
    Advies,
    Adviessoort,
    Adviesstand,
    Adviesstem,
    MetingNodig,
    NogNietGehoord,
    RedenNodig,
)
from vereniging.commissie.models.adviesvraag import Adviesvraag
from vereniging.commissie.models.agendapunt import (
    AgendaDicht,
    Agendapunt,
    NietAllenEens,
    PuntStand,
    Uitkomst,
    UitkomstSoort,
)
from vereniging.commissie.models.blok import Agendablok
from vereniging.commissie.models.bloksoort import GEMAAKT, Blok
from vereniging.commissie.models.correctie import Correctie, GeenLaterBesluit, corrigeer
from vereniging.commissie.models.dossier import Dossier, Dossierniveau
from vereniging.commissie.models.niveau import Niveau
from vereniging.commissie.models.openstaand import Openstaand, Openstand, ZonderAfloop
from vereniging.commissie.models.opschaling import Opschaling, Opschalingstand
from vereniging.commissie.models.opschalingfouten import (
    MachtigingNodig,
    NogBezig,
    OverslaanMetReden,
    WelConsensus,
)
from vereniging.commissie.models.opschalingstap import (
    TERMIJNEN,
    GeenBemiddelaar,
    Opschalingstap,
    Stapuitkomst,
    Stapwens,
    Trede,
)
from vereniging.commissie.models.partijstandpunt import (
    AlVastgelegd,
    Partijstandpunt,
    Standpuntvraag,
    TermijnVoorbij,
    ZonderUitleg,
)
from vereniging.commissie.models.tafel import (
    Aanwezigheid,
    Actiepunt,
    Toezegging,
    Vergaderstuk,
)
from vereniging.commissie.models.vergadering import (
    GeenVerslag,
    NogGeenVolgende,
    NogZonderUitkomst,
    Vergadering,
    VergaderingStand,
)
from vereniging.commissie.models.voorstellink import GenoegVoorgesteld, Voorstellink

__all__ = [
    "GEMAAKT",
    "TERMIJNEN",
    "Aanwezigheid",
    "Actiepunt",
    "Advies",
    "Adviessoort",
    "Adviesstand",
    "Adviesstem",
    "Adviesvraag",
    "AgendaDicht",
    "Agendablok",
    "Agendapunt",
    "AlVastgelegd",
    "Blok",
    "Correctie",
    "Dossier",
    "Dossierniveau",
    "GeenBemiddelaar",
    "GeenLaterBesluit",
    "GeenVerslag",
    "GenoegVoorgesteld",
    "MachtigingNodig",
    "MetingNodig",
    "NietAllenEens",
    "Niveau",
    "NogBezig",
    "NogGeenVolgende",
    "NogNietGehoord",
    "NogZonderUitkomst",
    "Openstaand",
    "Openstand",
    "Opschaling",
    "Opschalingstand",
    "Opschalingstap",
    "OverslaanMetReden",
    "Partijstandpunt",
    "PuntStand",
    "RedenNodig",
    "Standpuntvraag",
    "Stapuitkomst",
    "Stapwens",
    "TermijnVoorbij",
    "Toezegging",
    "Trede",
    "Uitkomst",
    "UitkomstSoort",
    "Vergadering",
    "VergaderingStand",
    "Vergaderstuk",
    "Voorstellink",
    "WelConsensus",
    "ZonderAfloop",
    "ZonderUitleg",
    "corrigeer",
]
