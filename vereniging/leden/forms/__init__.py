"""What people fill in about membership."""

from vereniging.leden.forms.aanmelden import AanmeldForm
from vereniging.leden.forms.bestuur import FUNCTIES, AfwijzenForm, FunctieForm, ToelatenForm
from vereniging.leden.forms.mijn import (
    BevestigcodeForm,
    EmailForm,
    GegevensForm,
    LeegForm,
    OpzegForm,
    VerhuisForm,
)
from vereniging.leden.forms.papier import CorrectieForm, PapierenAanmeldForm
from vereniging.leden.forms.velden import JA, KANALEN, SOORTEN, options, read_telefoon

__all__ = [
    "FUNCTIES",
    "JA",
    "KANALEN",
    "SOORTEN",
    "AanmeldForm",
    "AfwijzenForm",
    "BevestigcodeForm",
    "CorrectieForm",
    "EmailForm",
    "FunctieForm",
    "GegevensForm",
    "LeegForm",
    "OpzegForm",
    "PapierenAanmeldForm",
    "ToelatenForm",
    "VerhuisForm",
    "options",
    "read_telefoon",
]
