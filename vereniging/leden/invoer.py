"""The member file: its columns, and what is wrong with a row, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from vereniging.core.i18n import _, _l
from vereniging.core.mailaddress import normal
from vereniging.leden.models import LidSoort
from vereniging.leden.models.adres import read_postcode

KOLOMMEN = (
    "lidnummer", "voornaam", "voorletters", "tussenvoegsel", "achternaam", "straat", "huisnummer",
    "letter", "toevoeging", "postcode", "plaats", "email", "telefoon", "soort", "ingangsdatum",
    "einddatum", "huishouden",
)  # fmt: skip
MAG_ONTBREKEN = frozenset({"letter", "huishouden"})
MAG_LEEG = frozenset({"lidnummer", "email", "einddatum"})
NODIG = ("voornaam", "achternaam", "straat", "plaats")
MEESTE = 20_000  # rows of one file
GRENZEN = {"voorletters": 20, "tussenvoegsel": 20, "letter": 1, "toevoeging": 8, "telefoon": 20}


@dataclass(frozen=True)
class Lidregel:
    """One member as the file has it, with the line it stands on."""

    regel: int
    velden: dict[str, str]
    begin: date
    einde: date | None

    def __getitem__(self, kolom: str) -> str:
        return self.velden.get(kolom, "")

    @property
    def lidnummer(self) -> int | None:
        return int(self["lidnummer"]) if self["lidnummer"] else None

    @property
    def soort(self) -> LidSoort:
        return LidSoort(self["soort"])

    @cached_property
    def email(self) -> str | None:
        return normal(self["email"]) if self["email"] else None

    @cached_property
    def deur(self) -> tuple[str, int, str, str]:
        """Postcode, number, letter and addition."""
        postcode = read_postcode(self["postcode"]) or ""
        return postcode, int(self["huisnummer"]), self["letter"].upper(), self["toevoeging"].upper()


@dataclass
class Bestand:
    """What was read: good rows, faults by line, columns that we do not know."""

    rijen: list[Lidregel] = field(default_factory=list)
    fouten: list[tuple[int, str]] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    heeft_huishoudens: bool = True

    def keur_af(self, regels: Iterable[int], fout: str) -> None:
        """Take these lines out of the good rows, for this reason."""
        self.fouten += [(regel, fout) for regel in regels]
        bad = {regel for regel, _fout in self.fouten}
        self.rijen = [rij for rij in self.rijen if rij.regel not in bad]


def lees(tabel: list[list[str]]) -> Bestand:
    """Every row with what is wrong with it; a heading that lacks a column is a fault of line 1."""
    kop = [kolom.strip().lower() for kolom in tabel[0]] if tabel else []
    bestand = Bestand(
        extra=[kolom for kolom in kop if kolom not in KOLOMMEN],
        heeft_huishoudens="huishouden" in kop,
    )
    if fouten := _kopfouten(kop):
        bestand.fouten += [(1, fout) for fout in fouten]
        return bestand
    for regel, cellen in enumerate(tabel[1 : MEESTE + 2], 2):
        if any(cell.strip() for cell in cellen):
            _lees_rij(bestand, regel, kop, cellen)
    _zoek_dubbel(bestand)
    if len(tabel) > MEESTE + 1:
        te_lang = _("Een bestand heeft hoogstens %(aantal)s regels. Splits het.", aantal=MEESTE)
        bestand.fouten.append((MEESTE + 2, te_lang))
    return bestand


def _kopfouten(kop: list[str]) -> list[str]:
    missing = [kolom for kolom in KOLOMMEN if kolom not in kop and kolom not in MAG_ONTBREKEN]
    twice = sorted({kolom for kolom in kop if kolom in KOLOMMEN and kop.count(kolom) > 1})
    fouten = []
    if missing:
        fouten.append(_("Deze kolommen ontbreken: %(kolommen)s.", kolommen=", ".join(missing)))
    if twice:
        fouten.append(_("Deze kolommen staan er dubbel: %(kolommen)s.", kolommen=", ".join(twice)))
    return fouten


def _lees_rij(bestand: Bestand, regel: int, kop: list[str], cellen: list[str]) -> None:
    pairs = zip(kop, cellen, strict=False)
    velden = {kolom: waarde.replace("\xa0", " ").strip() for kolom, waarde in pairs}
    fouten = _fouten(velden)
    if any(cell.strip() for cell in cellen[len(kop) :]):
        fouten.append(_("Deze regel heeft meer cellen dan er kolommen zijn."))
    if not all(waarde.isprintable() for kolom, waarde in velden.items() if kolom in KOLOMMEN):
        fouten.append(_("In deze regel staat een teken dat niet kan, zoals een nieuwe regel."))
    begin, einde = _dag(velden, "ingangsdatum"), _dag(velden, "einddatum")
    if begin is None:
        fouten.append(_("Vul de ingangsdatum in als 2026-11-22."))
    elif einde and einde < begin:
        fouten.append(_("De einddatum ligt voor de ingangsdatum."))
    bestand.fouten += [(regel, fout) for fout in fouten]
    if begin is not None and not fouten:
        bestand.rijen.append(Lidregel(regel, velden, begin, einde))


def _fouten(velden: dict[str, str]) -> list[str]:
    wat = [_("Vul de kolom %(kolom)s in.", kolom=k) for k in NODIG if not velden.get(k)]
    wat += [
        _("Te lang: %(kolom)s heeft hoogstens %(grens)s tekens.", kolom=kolom, grens=grens)
        for kolom, waarde in velden.items()
        if len(waarde) > (grens := GRENZEN.get(kolom, 120))
    ]
    return wat + [
        str(fout)
        for kolom, (rule, fout) in REGELS.items()
        if not rule(velden.get(kolom, "")) and (velden.get(kolom) or kolom not in MAG_LEEG)
    ]


def _nummer(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and 0 < int(typed[:10]) < 10**9


def _is_dag(typed: str) -> bool:
    return _dag({"dag": typed}, "dag") is not None


def _dag(velden: dict[str, str], kolom: str) -> date | None:
    try:
        return date.fromisoformat(velden.get(kolom, ""))
    except ValueError:
        return None


REGELS: dict[str, tuple[Callable[[str], object], Any]] = {
    "lidnummer": (_nummer, _l("Het lidnummer is een getal boven 0.")),
    "huisnummer": (_nummer, _l("Het huisnummer is een getal boven 0.")),
    "postcode": (read_postcode, _l("De postcode is 4 cijfers en 2 letters, zoals 2399 ZZ.")),
    "email": (normal, _l("Naar dit e-mailadres kan geen e-mail.")),
    "soort": (set(LidSoort).__contains__, _l("De soort is lid, erelid, bedrijf of donateur.")),
    "einddatum": (_is_dag, _l("Vul de einddatum in als 2026-12-31, of laat hem leeg.")),
}


def _zoek_dubbel(bestand: Bestand) -> None:
    seen: dict[tuple[str, object], int] = {}
    for rij in bestand.rijen:
        for kolom, waarde in (("lidnummer", rij.lidnummer), ("email", rij.email)):
            eerder = seen.setdefault((kolom, waarde), rij.regel) if waarde else rij.regel
            if eerder != rij.regel:
                fout = _("%(kolom)s staat ook op regel %(regel)s.", kolom=kolom, regel=eerder)
                bestand.fouten.append((rij.regel, fout))
    bad = {regel for regel, _fout in bestand.fouten}
    bestand.rijen = [rij for rij in bestand.rijen if rij.regel not in bad]
