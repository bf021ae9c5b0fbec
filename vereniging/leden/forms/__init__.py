"""What people fill in about membership."""

from vereniging.leden.forms.aanmelden import AanmeldForm
from vereniging.leden.forms.bestuur import FUNCTIES, AfwijzenForm, FunctieForm, ToelatenForm
from vereniging.leden.forms.mijn import BevestigcodeForm, GegevensForm, LeegForm, OpzegForm
from vereniging.leden.forms.velden import JA, SOORTEN, options, read_telefoon

__all__ = [
    "FUNCTIES",
    "JA",
    "SOORTEN",
    "AanmeldForm",
    "AfwijzenForm",
    "BevestigcodeForm",
    "FunctieForm",
    "GegevensForm",
    "LeegForm",
    "OpzegForm",
    "ToelatenForm",
    "options",
    "read_telefoon",
]
