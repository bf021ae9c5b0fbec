"""What officers fill in about meetings and about the ladder."""

from vereniging.commissie.forms.advies import (
    AdviesForm,
    AdviesreactieForm,
    AdviesstemForm,
    PartijAdviesForm,
    PartijReactieForm,
    VerantwoordForm,
)
from vereniging.commissie.forms.openstaand import ActiepuntForm, AfloopForm
from vereniging.commissie.forms.opschaling import (
    AfrondForm,
    BemiddelaarForm,
    DossierForm,
    MisluktForm,
    StapForm,
)
from vereniging.commissie.forms.plannen import (
    AgendapuntForm,
    JaarForm,
    PlaatsForm,
    PuntvoorstelForm,
    VergaderingForm,
    VerzetForm,
)
from vereniging.commissie.forms.tafel import (
    AanwezigForm,
    BesluitcorrectieForm,
    PartijPuntForm,
    PartijstandpuntForm,
    StukForm,
    VerslagForm,
)

__all__ = [
    "AanwezigForm",
    "ActiepuntForm",
    "AdviesForm",
    "AdviesreactieForm",
    "AdviesstemForm",
    "AfloopForm",
    "AfrondForm",
    "AgendapuntForm",
    "BemiddelaarForm",
    "BesluitcorrectieForm",
    "DossierForm",
    "JaarForm",
    "MisluktForm",
    "PartijAdviesForm",
    "PartijPuntForm",
    "PartijReactieForm",
    "PartijstandpuntForm",
    "PlaatsForm",
    "PuntvoorstelForm",
    "StapForm",
    "StukForm",
    "VerantwoordForm",
    "VergaderingForm",
    "VerslagForm",
    "VerzetForm",
]
