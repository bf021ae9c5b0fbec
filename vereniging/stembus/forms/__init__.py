"""Forms of votes: the ballot made from its questions, and what officers fill in."""

from vereniging.stembus.forms.bestuur import (
    AantalForm,
    AntwoordForm,
    BetwistForm,
    NieuweStemmingForm,
    PapierstemmerForm,
    StemdagForm,
    TypForm,
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
    "AantalForm",
    "AntwoordForm",
    "BetwistForm",
    "BezwaarForm",
    "ControleForm",
    "NieuweStemmingForm",
    "PapierstemmerForm",
    "StembiljetForm",
    "StemdagForm",
    "TypForm",
    "VernietigForm",
    "in_woorden",
    "opties",
    "stembiljet",
]
