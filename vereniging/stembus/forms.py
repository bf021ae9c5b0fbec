"""The ballot as a form, made from the questions of the vote."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from vereniging.core.forms import (
    Form,
    HiddenField,
    Length,
    RadioField,
    Required,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from vereniging.core.i18n import _, _l
from vereniging.stembus.inhoud import Keuzes, controleer
from vereniging.stembus.protocol.woorden import WoordVerraadt, WoordVorm
from vereniging.stembus.regels import Regels
from vereniging.stembus.stappen.stemmen import Formulier
from vereniging.stembus.telling.keuze import EnkelvoudigVraag, MeervoudigVraag
from vereniging.stembus.telling.oordeel import BandbreedteVraag, ConsentVraag
from vereniging.stembus.telling.vraag import BLANCO, KeuzeFout, Vraag

MEESTE_REVISIES = 2**31 - 2  # what the column holds
CONSENT = {
    "akkoord": _l("Akkoord"),
    "bezwaar:belang": _l("Bezwaar: dit schaadt een groot belang"),
    "bezwaar:onuitvoerbaar": _l("Bezwaar: dit kan niet worden uitgevoerd"),
    "bezwaar:convenant": _l("Bezwaar: dit past niet bij het convenant"),
}
VOOR_TEGEN = {"voor": _l("Voor"), "tegen": _l("Tegen")}
TE_VEEL = _l("Kies hoogstens %(hoogstens)s namen. U koos er %(aantal)s.")
TE_WEINIG = _l("Kies minstens %(minstens)s. U koos er %(aantal)s.")
ONTBREEKT = _l("Kies een antwoord bij vraag %(nummer)s. Weet u het niet? Kies dan blanco.")


def opties(vraag: Vraag) -> list[tuple[str, str]]:
    """The choices of a question in their fixed order, blanco last."""
    return [*_eigen(vraag), (BLANCO, _("Blanco"))]


def _eigen(vraag: Vraag) -> Iterable[tuple[str, str]]:
    if isinstance(vraag, EnkelvoudigVraag | MeervoudigVraag):
        return [(optie.sleutel, optie.tekst) for optie in vraag.opties]
    if isinstance(vraag, BandbreedteVraag):
        levels = [(f"m{niveau.sleutel}", niveau.tekst) for niveau in vraag.niveaus]
        return [*levels, ("m0", _("Geen van deze"))]
    words = CONSENT if isinstance(vraag, ConsentVraag) else VOOR_TEGEN
    return [(waarde, str(tekst)) for waarde, tekst in words.items()]


def aantallen(vraag: Vraag, telling: dict[str, Any]) -> list[tuple[str, str, int, float]]:
    """Value, words, count and per cent of all ballots, in the order of the ballot."""
    counts = dict(telling)
    if isinstance(vraag, BandbreedteVraag):
        counts |= {f"m{n}": aantal for n, aantal in enumerate(counts.pop("minimaal"))}
    total = sum(counts.get(waarde, 0) for waarde, _tekst in opties(vraag)) or 1
    return [
        (waarde, tekst, counts.get(waarde, 0), 100 * counts.get(waarde, 0) / total)
        for waarde, tekst in opties(vraag)
    ]


def in_woorden(vraag: Vraag, waarde: str) -> str:
    """What a value says, as the voter read it on the ballot."""
    words = dict(opties(vraag))
    return ", ".join(words.get(part, part) for part in waarde.split(","))


class StembiljetForm(Form):
    """Nothing preselected, no key stored: what is chosen lives only in this form."""

    formuliersleutel = None  # WTForms: no such field
    woord = StringField(_l("Eigen controlewoord (mag leeg)"), validators=[Length(0, 40)])
    nonce = HiddenField()
    verwacht = HiddenField()

    regels: Regels

    def waarden(self) -> dict[str, str]:
        """The value per question; a question without an answer is absent."""
        found = {}
        for vraag in self.regels.vragen:
            data = self[vraag.sleutel].data
            chosen = ",".join(sorted(data)) if isinstance(data, list) else data
            if chosen:
                found[vraag.sleutel] = chosen
        return found

    def lees(self, eigen: Sequence[str], naam: str | None) -> Keuzes | None:
        """The choices, or None after putting a sentence at each field that is not right."""
        try:
            keuzes = Keuzes.uit_formulier(
                self.waarden(), self.woord.data or "", naam=naam, eigen=eigen
            )
        except WoordVorm:
            self._fout(
                "woord",
                _("Gebruik alleen letters, cijfers, spatie, - en ’. Hoogstens 40 tekens."),
            )
            keuzes = Keuzes(self.waarden())
        except WoordVerraadt:
            self._fout("woord", _("Gebruik geen naam of adres."))
            keuzes = Keuzes(self.waarden())
        for sleutel, fout in controleer(self.regels, keuzes).items():
            self._fout(sleutel, _zin(sleutel, fout))
        return None if self.errors else keuzes

    def formulier(self, keuzes: Keuzes) -> Formulier | None:
        """What is confirmed; None when the hidden fields were tampered with."""
        try:
            nonce, verwacht = bytes.fromhex(self.nonce.data or ""), int(self.verwacht.data or "")
        except ValueError:
            return None
        fits = len(nonce) == 32 and 0 <= verwacht <= MEESTE_REVISIES
        return Formulier(verwacht, nonce, keuzes) if fits else None

    def maak_klaar(self, revisie: int) -> None:
        """Give the check page its nonce and the revision it was made for."""
        self.nonce.data, self.verwacht.data = secrets.token_hex(32), str(revisie)

    def _fout(self, naam: str, zin: str) -> None:
        self[naam].errors = [*self[naam].errors, zin]


def _zin(sleutel: str, fout: KeuzeFout) -> str:
    gegeven: dict[str, Any] = fout.gegeven
    if fout.reden == "te_veel":
        return str(TE_VEEL) % gegeven
    if fout.reden == "te_weinig":
        return str(TE_WEINIG) % gegeven
    return str(ONTBREEKT) % {"nummer": sleutel.removeprefix("v")}


def stembiljet(regels: Regels) -> StembiljetForm:
    """The form of this vote."""
    velden: dict[str, Any] = {"regels": regels}
    for nummer, vraag in enumerate(regels.vragen, 1):
        label = f"{nummer}. {vraag.tekst}" if len(regels.vragen) > 1 else vraag.tekst
        kind = SelectMultipleField if isinstance(vraag, MeervoudigVraag) else RadioField
        velden[vraag.sleutel] = kind(
            label, choices=[SelectChoice(*paar) for paar in opties(vraag)], validate_choice=False
        )
    form: StembiljetForm = type("Stembiljet", (StembiljetForm,), velden)()
    return form


class BezwaarForm(Form):
    """An objection to a result."""

    tekst = TextAreaField(
        _l("Wat klopt er niet?"),
        validators=[Length(10, 2000, _l("Schrijf in minstens 10 tekens wat er niet klopt."))],
    )


class AntwoordForm(Form):
    """The board's answer to an objection."""

    oordeel = RadioField(
        _l("Oordeel"),
        choices=[
            SelectChoice("gegrond", _l("Het bezwaar klopt")),
            SelectChoice("ongegrond", _l("Het bezwaar klopt niet")),
        ],
        validators=[Required(_l("Kies of het bezwaar klopt."))],
    )
    antwoord = TextAreaField(
        _l("Antwoord"), validators=[Length(10, 2000, _l("Leg uit in minstens 10 tekens."))]
    )


class ControleForm(Form):
    """Look for a ballot or an envelope; nothing is stored."""

    formuliersleutel = None  # WTForms: no such field
    code = StringField(_l("Uw code of zegel"), validators=[Length(1, 90, _l("Vul uw code in."))])
