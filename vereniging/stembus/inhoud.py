"""What is inside an envelope, and when that is a valid vote (protocol 4.3 and 4.7)."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from vereniging.stembus.protocol import canonical, codes, woorden
from vereniging.stembus.protocol.envelop import passende_lengte
from vereniging.stembus.regels import VERSIE, Regels, Stemplan
from vereniging.stembus.telling.oordeel import ConsentVraag
from vereniging.stembus.telling.vraag import KeuzeFout

TOELICHTING_MAX = 280
Reden = Literal["ontsleutelen", "vorm", "stemming", "keuze", "dubbele_code"]


class OngeldigeInhoud(ValueError):
    """An envelope that cannot count; `reden` is the word of uitslag.json (4.7)."""

    def __init__(self, reden: Reden) -> None:
        super().__init__(reden)
        self.reden: Reden = reden


@dataclass(frozen=True)
class Keuzes:
    """What a voter filled in: a waarde per question, a word, texts with objections, a name."""

    keuzes: Mapping[str, str]
    woord: str = ""
    toelichting: Mapping[str, str] = field(default_factory=dict)
    naam: str | None = None

    @classmethod
    def uit_formulier(
        cls,
        keuzes: Mapping[str, str],
        woord: str = "",
        toelichting: Mapping[str, str] | None = None,
        naam: str | None = None,
        *,
        eigen: Iterable[str] = (),
    ) -> Self:
        """Form values in the spelling of 4.3; refuses a word that is wrong or tells who voted."""
        teksten = {
            sleutel: schoon
            for sleutel, tekst in (toelichting or {}).items()
            if (schoon := unicodedata.normalize("NFC", tekst.replace("\r\n", "\n")).strip())
        }
        netjes = None if naam is None else woorden.naam(naam)
        return cls(dict(keuzes), woorden.woord(woord, eigen), teksten, netjes)


@dataclass(frozen=True)
class Biljet:
    """A valid ballot: from an envelope, or typed in from paper (then without word and name)."""

    code: str
    waarden: tuple[str, ...]
    woord: str = ""
    naam: str = ""


def passende_lengte_van(plan: Stemplan) -> int:
    """Length of every envelope (4.3); TeGroot if the largest ballot does not fit (5, point 9)."""
    groot: dict[str, Any] = {
        "code": "0" * codes.CODE_TEKENS,
        "keuzes": {vraag.sleutel: vraag.langste for vraag in plan.vragen},
        "stemming": plan.stemming,
        "versie": VERSIE,
        "woord": "\U0001f6b2" * woorden.WOORD_MAX,
    }
    if plan.niveau == "openbaar":
        groot["naam"] = "\U0001f6b2" * woorden.NAAM_MAX
    consent = [vraag.sleutel for vraag in plan.vragen if isinstance(vraag, ConsentVraag)]
    if consent:
        groot["toelichting"] = dict.fromkeys(consent, "\x01" * TOELICHTING_MAX)
    return passende_lengte(len(canonical.encode(groot)))


def controleer(regels: Regels, gegeven: Keuzes) -> dict[str, KeuzeFout]:
    """Refusals per question for the ballot page (section 1); empty when all is well."""
    fouten = {}
    for vraag in regels.vragen:
        try:
            vraag.controleer(gegeven.keuzes.get(vraag.sleutel))
            _controleer_toelichting(vraag.sleutel, gegeven)
        except KeuzeFout as fout:
            fouten[vraag.sleutel] = fout
    return fouten


def schrijf(regels: Regels, code: str, gegeven: Keuzes) -> bytes:
    """Content of an envelope, not yet padded (4.3)."""
    inhoud: dict[str, Any] = {
        "code": code,
        "keuzes": dict(gegeven.keuzes),
        "stemming": regels.slug,
        "versie": VERSIE,
        "woord": gegeven.woord,
    }
    if regels.is_openbaar:
        inhoud["naam"] = gegeven.naam or ""
    if regels.consentvragen:
        inhoud["toelichting"] = dict(gegeven.toelichting)
    return canonical.encode(inhoud)


def lees(regels: Regels, bericht: bytes) -> tuple[Biljet, dict[str, str]]:
    """Ballot and texts of an opened envelope, or OngeldigeInhoud with its reason (4.7)."""
    try:
        inhoud = canonical.decode(bericht.rstrip(b" "))
    except canonical.NotCanonical as fout:
        raise OngeldigeInhoud("vorm") from fout
    if len(bericht) != regels.lengte or not _heeft_vorm(regels, inhoud):
        raise OngeldigeInhoud("vorm")
    if inhoud["stemming"] != regels.slug:
        raise OngeldigeInhoud("stemming")
    toelichting = inhoud.get("toelichting", {})
    gegeven = Keuzes(inhoud["keuzes"], toelichting=toelichting)
    if controleer(regels, gegeven):
        raise OngeldigeInhoud("keuze")
    waarden = tuple(gegeven.keuzes[vraag.sleutel] for vraag in regels.vragen)
    return Biljet(inhoud["code"], waarden, inhoud["woord"], inhoud.get("naam", "")), toelichting


def _controleer_toelichting(sleutel: str, gegeven: Keuzes) -> None:
    tekst = gegeven.toelichting.get(sleutel)
    if tekst is None:
        return
    if not gegeven.keuzes[sleutel].startswith("bezwaar:"):
        raise KeuzeFout("toelichting_zonder_bezwaar")
    if not 0 < len(tekst) <= TOELICHTING_MAX:
        raise KeuzeFout("toelichting_lengte", hoogstens=TOELICHTING_MAX, aantal=len(tekst))


def _heeft_vorm(regels: Regels, inhoud: Any) -> bool:
    return (
        isinstance(inhoud, dict)
        and inhoud.keys() == _velden(regels)
        and type(inhoud["versie"]) is int
        and inhoud["versie"] == VERSIE
        and _zijn_teksten(inhoud, ("code", "stemming", "woord"))
        and _heeft_keuzevorm(regels, inhoud)
        and codes.is_code(inhoud["code"])
        and woorden.is_woord(inhoud["woord"])
        and _is_naam(inhoud.get("naam", ""))
    )


def _velden(regels: Regels) -> set[str]:
    velden = {"code", "keuzes", "stemming", "versie", "woord"}
    if regels.is_openbaar:
        velden.add("naam")
    if regels.consentvragen:
        velden.add("toelichting")
    return velden


def _is_naam(naam: Any) -> bool:
    return isinstance(naam, str) and woorden.is_naam(naam)


def _zijn_teksten(inhoud: dict[str, Any], sleutels: Iterable[str]) -> bool:
    return all(isinstance(inhoud[sleutel], str) for sleutel in sleutels)


def _heeft_keuzevorm(regels: Regels, inhoud: dict[str, Any]) -> bool:
    keuzes, toelichting = inhoud["keuzes"], inhoud.get("toelichting", {})
    return (
        isinstance(keuzes, dict)
        and isinstance(toelichting, dict)
        and keuzes.keys() == {vraag.sleutel for vraag in regels.vragen}
        and toelichting.keys() <= regels.consentvragen
        and _zijn_teksten(keuzes, keuzes)
        and _zijn_teksten(toelichting, toelichting)
    )
