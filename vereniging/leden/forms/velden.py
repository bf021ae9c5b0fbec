"""Answers that several forms ask for."""

from __future__ import annotations

import re
from typing import Any

from vereniging.core.forms import Check, RadioField, SelectChoice
from vereniging.core.i18n import _l
from vereniging.leden.models import Aanmeldkanaal, LidSoort

JA, NEE = "ja", "nee"
JA_NEE = [(JA, _l("Ja")), (NEE, _l("Nee"))]
NUMBER = re.compile(r"\+?[0-9]{8,15}")
SOORTEN = [
    (LidSoort.LID.value, _l("Lid")),
    (LidSoort.DONATEUR.value, _l("Donateur")),
    (LidSoort.BEDRIJF.value, _l("Bedrijf")),
]
KANALEN = [
    (Aanmeldkanaal.PAPIER.value, _l("Op papier")),
    (Aanmeldkanaal.TELEFOON.value, _l("Per telefoon")),
]
TALEN = [("nl", "Nederlands"), ("en", "English")]
EMAIL_FOUT = _l("Vul een e-mailadres in dat werkt, bijvoorbeeld naam@voorbeeld.nl.")


def read_telefoon(typed: str | None) -> str | None:
    """`+31612345678` of what people type; None when it is no number."""
    bare = re.sub(r"[\s().-]", "", typed or "")
    return bare if NUMBER.fullmatch(bare) else None


def one_of(choices: list[Any]) -> Any:
    values = {value for value, _label in choices}
    return lambda data: data in values


def options(choices: list[Any]) -> list[SelectChoice]:
    """Pairs of value and word, as a field wants them."""
    return [SelectChoice(value, label) for value, label in choices]


def keuze(label: Any, choices: list[Any], vraag: Any) -> Any:
    return RadioField(
        label,
        choices=options(choices),
        validate_choice=False,
        validators=[Check(one_of(choices), vraag)],
    )
