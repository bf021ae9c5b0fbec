"""Forms of votes: the ballot made from its questions, and what officers fill in."""

from vereniging.stembus.forms.bestuur import AntwoordForm, NieuweStemmingForm, StemdagForm
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
    "BezwaarForm",
    "ControleForm",
    "NieuweStemmingForm",
    "StembiljetForm",
    "StemdagForm",
    "in_woorden",
    "opties",
    "stembiljet",
]
