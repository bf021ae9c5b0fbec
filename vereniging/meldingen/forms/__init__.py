"""The forms of reports."""

from vereniging.meldingen.forms.kantoor import (
    DoorstuurForm,
    GemaakteAfspraakForm,
    OpenbaarForm,
    PartijAntwoordForm,
    RouteringForm,
    RouteringPlekForm,
    SluitForm,
    ZinForm,
)
from vereniging.meldingen.forms.melder import (
    ANDERS,
    JA,
    AanvulForm,
    FotoForm,
    IkOokForm,
    LidOokForm,
    LinkForm,
    OordeelForm,
    OverForm,
    TekstForm,
    ToestemmingForm,
    WatForm,
)

__all__ = [
    "ANDERS",
    "JA",
    "AanvulForm",
    "DoorstuurForm",
    "FotoForm",
    "GemaakteAfspraakForm",
    "IkOokForm",
    "LidOokForm",
    "LinkForm",
    "OordeelForm",
    "OpenbaarForm",
    "OverForm",
    "PartijAntwoordForm",
    "RouteringForm",
    "RouteringPlekForm",
    "SluitForm",
    "TekstForm",
    "ToestemmingForm",
    "WatForm",
    "ZinForm",
]
