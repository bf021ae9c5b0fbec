"""The general meeting, who was called to it, and what it left behind."""

from vereniging.alv.models.alv import (
    Alv,
    Alvpunt,
    AlvSoort,
    AlvStand,
    Alvstuk,
    AlvVorm,
    GeenAgenda,
    OproepTeLaat,
    Puntsoort,
)
from vereniging.alv.models.notulen import Notulen, NotulenStand
from vereniging.alv.models.oproeping import Kanaal, Oproeping
from vereniging.alv.models.verzoek import (
    Alvverzoek,
    AlvverzoekStand,
    Alvverzoeksteun,
    NietOpTijd,
    NogAanBestuur,
)

__all__ = [
    "Alv",
    "AlvSoort",
    "AlvStand",
    "AlvVorm",
    "Alvpunt",
    "Alvstuk",
    "Alvverzoek",
    "AlvverzoekStand",
    "Alvverzoeksteun",
    "GeenAgenda",
    "Kanaal",
    "NietOpTijd",
    "NogAanBestuur",
    "Notulen",
    "NotulenStand",
    "OproepTeLaat",
    "Oproeping",
    "Puntsoort",
]
