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
from vereniging.stembus.forms.tellers import (
    TellersForm,
    TellersleutelForm,
    WachtzinForm,
    WortelForm,
)
from vereniging.stembus.forms.volmacht import PapierVolmachtForm, VolmachtForm

__all__ = [
    "AantalForm",
    "AntwoordForm",
    "BetwistForm",
    "BezwaarForm",
    "ControleForm",
    "NieuweStemmingForm",
    "PapierVolmachtForm",
    "PapierstemmerForm",
    "StembiljetForm",
    "StemdagForm",
    "TellersForm",
    "TellersleutelForm",
    "TypForm",
    "VernietigForm",
    "VolmachtForm",
    "WachtzinForm",
    "WortelForm",
    "in_woorden",
    "opties",
    "stembiljet",
]
