"""State and rules of reports, a file per aggregate."""

from vereniging.meldingen.models.doorzending import (
    GELDIG,
    Antwoord,
    AntwoordSoort,
    Doorzending,
    Herinnering,
    MeldingOpAgenda,
)
from vereniging.meldingen.models.foto import HOOGSTENS, Foto, MeldingConcept
from vereniging.meldingen.models.gebeurtenis import MeldingGebeurtenis
from vereniging.meldingen.models.indeling import Categorie, Plek, PlekSoort
from vereniging.meldingen.models.melding import (
    BEVESTIGEN_BINNEN,
    Melding,
    NietDoorzendbaar,
    TeLaatVoorHeropenen,
)
from vereniging.meldingen.models.standen import (
    DICHT,
    VANUIT,
    Bron,
    MelderSoort,
    MeldingStand,
    Sluitreden,
    Zichtbaar,
)

__all__ = [
    "BEVESTIGEN_BINNEN",
    "DICHT",
    "GELDIG",
    "HOOGSTENS",
    "VANUIT",
    "Antwoord",
    "AntwoordSoort",
    "Bron",
    "Categorie",
    "Doorzending",
    "Foto",
    "Herinnering",
    "MelderSoort",
    "Melding",
    "MeldingConcept",
    "MeldingGebeurtenis",
    "MeldingOpAgenda",
    "MeldingStand",
    "NietDoorzendbaar",
    "Plek",
    "PlekSoort",
    "Sluitreden",
    "TeLaatVoorHeropenen",
    "Zichtbaar",
]
