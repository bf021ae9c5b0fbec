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
    FotoForm,
    IkOokForm,
    LidOokForm,
    LinkForm,
    OverForm,
    TekstForm,
    WatForm,
)

__all__ = [
    "ANDERS",
    "JA",
    "DoorstuurForm",
    "FotoForm",
    "GemaakteAfspraakForm",
    "IkOokForm",
    "LidOokForm",
    "LinkForm",
    "OpenbaarForm",
    "OverForm",
    "PartijAntwoordForm",
    "RouteringForm",
    "RouteringPlekForm",
    "SluitForm",
    "TekstForm",
    "WatForm",
    "ZinForm",
]
