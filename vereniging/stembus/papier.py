"""Read what a teller typed, and compare it with the other teller; no database here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vereniging.core.i18n import _
from vereniging.stembus.inhoud import Biljet
from vereniging.stembus.protocol.codes import is_code, leesbaar, normaliseer
from vereniging.stembus.regels import Regels
from vereniging.stembus.stappen.tellen import Papierbatch

ONLEESBAAR = "onleesbaar"
Getypt = list[str]  # code and a waarde per question; empty for a spoilt ballot


class Leesfout(ValueError):
    """A typed line that is no ballot; its words say which and why."""


def lees(regels: Regels, tekst: str, codes: set[str]) -> list[Getypt]:
    """The typed batch, sorted by code, spoilt ones last. Raises Leesfout."""
    lines = [line.split() for line in tekst.splitlines() if line.strip()]
    found = [_lees(regels, nummer, line, codes) for nummer, line in enumerate(lines, 1)]
    used = [regel[0] for regel in found if regel]
    for code in used:
        if used.count(code) > 1:
            raise Leesfout(_("De code %(code)s staat er twee keer.", code=leesbaar(code)))
    return [*sorted(regel for regel in found if regel), *(regel for regel in found if not regel)]


def _lees(regels: Regels, nummer: int, line: Sequence[str], codes: set[str]) -> Getypt:
    if [word.lower() for word in line] == [ONLEESBAAR]:
        return []
    code, waarden = normaliseer(line[0]), [word.lower() for word in line[1:]]
    if not is_code(code) or code not in codes:
        raise Leesfout(_("Regel %(nummer)s: deze code is niet van ons.", nummer=nummer))
    if len(waarden) != len(regels.vragen):
        raise Leesfout(
            _("Regel %(nummer)s: typ %(aantal)s antwoorden achter de code.", nummer=nummer,
              aantal=len(regels.vragen))
        )  # fmt: skip
    for vraag, waarde in zip(regels.vragen, waarden, strict=True):
        if not vraag.mag(waarde):
            raise Leesfout(
                _("Regel %(nummer)s: “%(waarde)s” kan niet.", nummer=nummer, waarde=waarde)
            )
    return [code, *waarden]


def verschillen(eerste: Iterable[Getypt], tweede: Iterable[Getypt]) -> list[str]:
    """Where two tellers differ, in words; empty when they typed the same."""
    een, twee = list(eerste), list(tweede)
    first, second = ({regel[0]: regel[1:] for regel in side if regel} for side in (een, twee))
    found = [
        _verschil(leesbaar(code), first.get(code), second.get(code))
        for code in sorted(first.keys() | second.keys())
        if first.get(code) != second.get(code)
    ]
    spoilt = [sum(not regel for regel in side) for side in (een, twee)]
    if spoilt[0] != spoilt[1]:
        found.append(
            _("Teller 1 zag %(een)s onleesbare biljetten, teller 2 zag er %(twee)s.",
              een=spoilt[0], twee=spoilt[1])
        )  # fmt: skip
    return found


def _verschil(code: str, een: Getypt | None, twee: Getypt | None) -> str:
    if een is None or twee is None:
        return _("Biljet %(code)s typte maar één teller.", code=code)
    return _(
        "Biljet %(code)s verschilt: teller 1 koos %(een)s, teller 2 %(twee)s.",
        code=code,
        een=" ".join(een),
        twee=" ".join(twee),
    )


def batch(regels: Sequence[Getypt]) -> Papierbatch:
    """The accepted batch as the count wants it."""
    biljetten = [Biljet(regel[0], tuple(regel[1:])) for regel in regels if regel]
    return Papierbatch(len(regels), len(regels) - len(biljetten), biljetten)
