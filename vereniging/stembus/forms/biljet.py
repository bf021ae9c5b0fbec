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
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from vereniging.core.i18n import _, _l
from vereniging.stembus.forms.velden import OptieVeld
from vereniging.stembus.inhoud import Keuzes, controleer
from vereniging.stembus.protocol.woorden import WoordVerraadt, WoordVorm
from vereniging.stembus.regels import Regels
from vereniging.stembus.stappen.stemmen import Formulier
from vereniging.stembus.telling.keuze import MeervoudigVraag, ScoreVraag
from vereniging.stembus.telling.oordeel import BandbreedteVraag, ConsentVraag
from vereniging.stembus.telling.rangschikken import RangschikkenVraag
from vereniging.stembus.telling.vraag import BLANCO, KeuzeFout, Vraag, VraagMetOpties

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
DUBBEL = _l("U gaf twee keuzes plaats %(plaats)s. Geef elke keuze een eigen plaats.")
ALLEBEI = _l("Kies bij vraag %(nummer)s blanco, of vul de lijst in. Niet allebei.")
PUNTEN = _l(
    "Geef bij vraag %(nummer)s elke keuze 0 tot en met 5 punten. Weet u het niet? Kies dan blanco."
)
ONTBREEKT = _l("Kies een antwoord bij vraag %(nummer)s. Weet u het niet? Kies dan blanco.")


def opties(vraag: Vraag) -> list[tuple[str, str]]:
    """The choices of a question in their fixed order, blanco last."""
    return [*_eigen(vraag), (BLANCO, _("Blanco"))]


def _eigen(vraag: Vraag) -> Iterable[tuple[str, str]]:
    if isinstance(vraag, VraagMetOpties):
        return [(optie.sleutel, optie.tekst) for optie in vraag.opties]
    if isinstance(vraag, BandbreedteVraag):
        levels = [(f"m{niveau.sleutel}", niveau.tekst) for niveau in vraag.niveaus]
        return [*levels, ("m0", _("Geen van deze"))]
    words = CONSENT if isinstance(vraag, ConsentVraag) else VOOR_TEGEN
    return [(waarde, str(tekst)) for waarde, tekst in words.items()]


def in_woorden(vraag: Vraag, waarde: str) -> str:
    """What a value says, as the voter read it on the ballot."""
    words = dict(opties(vraag))
    if waarde != BLANCO and isinstance(vraag, RangschikkenVraag):
        ranked = enumerate(waarde.split(">"), 1)
        return " · ".join(f"{plaats}. {words[letter]}" for plaats, letter in ranked)
    if waarde != BLANCO and isinstance(vraag, ScoreVraag):
        return " · ".join(f"{words[deel[0]]}: {deel[1:]}" for deel in waarde.split(","))
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
            self._fout(sleutel, _zin(self[sleutel], fout))
        return None if self.errors else keuzes

    def verborgen(self) -> list[tuple[str, str]]:
        """The same answers as hidden fields, to confirm them or to change them."""
        found: list[tuple[str, str]] = []
        for vraag in self.regels.vragen:
            veld = self[vraag.sleutel]
            if isinstance(veld, OptieVeld):
                found += veld.delen()
            else:
                chosen = veld.data if isinstance(veld.data, list) else [veld.data]
                found += [(vraag.sleutel, waarde) for waarde in chosen if waarde]
        return found

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


def _zin(veld: Any, fout: KeuzeFout) -> str:
    fout = getattr(veld, "fout", None) or fout
    gegeven: dict[str, Any] = {**fout.gegeven, "nummer": veld.name.removeprefix("v")}
    zin = ZINNEN.get(fout.reden, ONTBREEKT)
    if zin is ONTBREEKT and isinstance(getattr(veld, "vraag", None), ScoreVraag) and veld.gegeven:
        zin = PUNTEN
    return str(zin) % gegeven


ZINNEN = {
    "te_veel": TE_VEEL,
    "te_weinig": TE_WEINIG,
    "dubbele_plaats": DUBBEL,
    "blanco_en_keuze": ALLEBEI,
}


def _veld(label: str, vraag: Vraag) -> Any:
    if isinstance(vraag, RangschikkenVraag | ScoreVraag):
        return OptieVeld(label, vraag)
    kind = SelectMultipleField if isinstance(vraag, MeervoudigVraag) else RadioField
    choices = [SelectChoice(*paar) for paar in opties(vraag)]
    return kind(label, choices=choices, validate_choice=False)


def stembiljet(regels: Regels) -> StembiljetForm:
    """The form of this vote."""
    velden: dict[str, Any] = {"regels": regels}
    for nummer, vraag in enumerate(regels.vragen, 1):
        label = f"{nummer}. {vraag.tekst}" if len(regels.vragen) > 1 else vraag.tekst
        velden[vraag.sleutel] = _veld(label, vraag)
    form: StembiljetForm = type("Stembiljet", (StembiljetForm,), velden)()
    return form


class BezwaarForm(Form):
    """An objection to a result."""

    tekst = TextAreaField(
        _l("Wat klopt er niet?"),
        validators=[Length(10, 2000, _l("Schrijf in minstens 10 tekens wat er niet klopt."))],
    )


class ControleForm(Form):
    """Look for a ballot or an envelope; nothing is stored."""

    formuliersleutel = None  # WTForms: no such field
    code = StringField(_l("Uw code of zegel"), validators=[Length(1, 90, _l("Vul uw code in."))])
