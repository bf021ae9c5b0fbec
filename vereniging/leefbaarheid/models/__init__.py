"""What the neighbourhood thinks, and what others measured."""

from vereniging.leefbaarheid.models.buiten import (
    RAPPORTCIJFER,
    Indicator,
    Meting,
    PeriodeBezet,
)
from vereniging.leefbaarheid.models.enquete import (
    BUURT,
    DUUR,
    GEEN,
    HERINNERING_VOORAF,
    TREND,
    AlBeantwoord,
    Enquete,
    EnqueteDicht,
    EnqueteGroep,
    EnqueteLink,
    EnqueteStand,
    EnqueteTelling,
    EnqueteZin,
    GeenStrook,
    Trend,
)

__all__ = [
    "BUURT",
    "DUUR",
    "GEEN",
    "HERINNERING_VOORAF",
    "RAPPORTCIJFER",
    "TREND",
    "AlBeantwoord",
    "Enquete",
    "EnqueteDicht",
    "EnqueteGroep",
    "EnqueteLink",
    "EnqueteStand",
    "EnqueteTelling",
    "EnqueteZin",
    "GeenStrook",
    "Indicator",
    "Meting",
    "PeriodeBezet",
    "Trend",
]
