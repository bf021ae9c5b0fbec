"""What people asked us about their own data, and what went wrong with data."""

from vereniging.avg.models.datalek import Datalek, Lekrisico
from vereniging.avg.models.inzageverzoek import (
    DAG,
    PER_DAG,
    InzageTeVaak,
    Inzageverzoek,
    Inzagevorm,
)
from vereniging.avg.models.wisverzoek import (
    EigenWisverzoek,
    Wisverzoek,
    Wisverzoekkanaal,
    WisverzoekStand,
)

__all__ = [
    "DAG",
    "PER_DAG",
    "Datalek",
    "EigenWisverzoek",
    "InzageTeVaak",
    "Inzageverzoek",
    "Inzagevorm",
    "Lekrisico",
    "Wisverzoek",
    "WisverzoekStand",
    "Wisverzoekkanaal",
]
