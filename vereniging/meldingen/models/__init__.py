"""State and rules of reports, a file per aggregate."""

from vereniging.meldingen.models.doorzending import (
    BEWEEGT,
    GELDIG,
    Antwoord,
    AntwoordSoort,
    Betekenis,
    Doorzending,
    Herinnering,
    MeldingOpAgenda,
)
from vereniging.meldingen.models.foto import BEWAARD, HOOGSTENS, Foto, MeldingConcept
from vereniging.meldingen.models.gebeurtenis import VASTGEHOUDEN, MeldingGebeurtenis
from vereniging.meldingen.models.ikook import IkOok
from vereniging.meldingen.models.inbreng import AANGEVULD, AlBeoordeeld
from vereniging.meldingen.models.indeling import MeldingCategorie, Plek, PlekSoort, Routering
from vereniging.meldingen.models.inname import Inname
from vereniging.meldingen.models.melding import BEVESTIGEN_BINNEN, Melding
from vereniging.meldingen.models.schouw import (
    NogTeControleren,
    PuntIsKlaar,
    Schouw,
    SchouwAfgerond,
    Schouwpunt,
)
from vereniging.meldingen.models.standen import (
    AFGELOPEN,
    DICHT,
    VANUIT,
    MelderSoort,
    MeldingBron,
    MeldingStand,
    Sluitreden,
    Tevreden,
    Zichtbaar,
)
from vereniging.meldingen.models.stilte import DoorzendingOpLadder
from vereniging.meldingen.models.verloop import NietDoorzendbaar, TeLaatVoorHeropenen
from vereniging.meldingen.models.volger import Volger, Volging, Volgritme
from vereniging.meldingen.models.wering import Weersoort, Wering

__all__ = [
    "AANGEVULD",
    "AFGELOPEN",
    "BEVESTIGEN_BINNEN",
    "BEWAARD",
    "BEWEEGT",
    "DICHT",
    "GELDIG",
    "HOOGSTENS",
    "VANUIT",
    "VASTGEHOUDEN",
    "AlBeoordeeld",
    "Antwoord",
    "AntwoordSoort",
    "Betekenis",
    "Doorzending",
    "DoorzendingOpLadder",
    "Foto",
    "Herinnering",
    "IkOok",
    "Inname",
    "MelderSoort",
    "Melding",
    "MeldingBron",
    "MeldingCategorie",
    "MeldingConcept",
    "MeldingGebeurtenis",
    "MeldingOpAgenda",
    "MeldingStand",
    "NietDoorzendbaar",
    "NogTeControleren",
    "Plek",
    "PlekSoort",
    "PuntIsKlaar",
    "Routering",
    "Schouw",
    "SchouwAfgerond",
    "Schouwpunt",
    "Sluitreden",
    "TeLaatVoorHeropenen",
    "Tevreden",
    "Volger",
    "Volging",
    "Volgritme",
    "Weersoort",
    "Wering",
    "Zichtbaar",
]
