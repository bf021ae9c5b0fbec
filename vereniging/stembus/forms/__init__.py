"""Forms of votes: the ballot made from its questions, and what officers fill in."""

from vereniging.stembus.forms.bestuur import (
    AntwoordForm,
    BetwistForm,
    NieuweStemmingForm,
    StemdagForm,
    VernietigForm,
)
from vereniging.stembus.forms.biljet import (
    BezwaarForm,
    ControleForm,
    StembiljetForm,
    in_woorden,
    opties,
    stembiljet,
)

__all__ = [
    "AntwoordForm",
    "BetwistForm",
    "BezwaarForm",
    "ControleForm",
    "NieuweStemmingForm",
    "StembiljetForm",
    "StemdagForm",
    "VernietigForm",
    "in_woorden",
    "opties",
    "stembiljet",
]
