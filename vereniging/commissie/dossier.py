"""The dossier of an escalation: a PDF to read and a ZIP that proves it.

Nothing in it depends on the moment or the machine: equal data make equal bytes, so the hash that
was recorded can be checked by making the dossier again.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from typing import Any

from sqlalchemy import or_, select

from vereniging.commissie.models import Agendapunt, Opschaling, Opschalingstap, Trede
from vereniging.commissie.queries import punten_over
from vereniging.convenant.bestanden import map_van
from vereniging.convenant.models import Afspraak, Instemming, Waarneming
from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import db
from vereniging.core.export import write_csv
from vereniging.core.files import locate
from vereniging.core.i18n import _, current_language, in_language
from vereniging.core.resources import resource
from vereniging.logboek.models import Logboek
from vereniging.statuten.queries import instelling

BEWIJS = "bewijs"
TOEN = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP can hold
TREDEN = {
    Trede.HERINNERING: "Herinnering aan de partij",
    Trede.GESPREK: "Gesprek met de partij",
    Trede.COMMISSIE: "In de commissie",
    Trede.BESTUURLIJK_OVERLEG: "Bestuurlijk overleg",
    Trede.BEMIDDELAAR: "Bemiddelaar",
    Trede.RECHTER: "Rechter",
}


@dataclass(frozen=True)
class Dossierregel:
    """Something that happened on a day."""

    dag: date
    soort: str
    tekst: str
    bestand: str = ""


def maak_zip(opschaling: Opschaling) -> bytes:
    """Everything in one file, sorted by name, with the sums of what is in it."""
    bestanden = dict(_bestanden(opschaling))
    sommen = "".join(
        f"{hashlib.sha256(inhoud).hexdigest()}  {naam}\n"
        for naam, inhoud in sorted(bestanden.items())
    )
    bestanden["SHA256SUMS"] = sommen.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for naam, inhoud in sorted(bestanden.items()):
            info = zipfile.ZipInfo(naam, TOEN)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            info.create_system = 3
            archive.writestr(info, inhoud)
    return out.getvalue()


def _bestanden(opschaling: Opschaling) -> Iterator[tuple[str, bytes]]:
    with in_language("nl"):  # the parties and the court read Dutch, whoever presses
        regels = tijdlijn(opschaling)
        yield "index.csv", b"".join(write_csv(
            ["datum", "soort", "wat", "bestand"],
            ([each.dag, each.soort, each.tekst, each.bestand] for each in regels),
        ))  # fmt: skip
        if kan_pdf():
            yield "dossier.pdf", maak_pdf(opschaling)
    yield "logboek.jsonl", "".join(_logboek(opschaling)).encode()
    for waarneming in _waarnemingen(opschaling):
        path = locate(map_van(BEWIJS), waarneming.bewijs) if waarneming.bewijs else None
        if path is not None:
            yield f"bewijs/{_naam(waarneming)}", path.read_bytes()


def _naam(waarneming: Waarneming) -> str:
    stam, punt, soort = waarneming.bewijs.partition(".")
    return f"{waarneming.op:%Y-%m-%d}-{stam[:8]}{punt}{soort}"


def _waarnemingen(opschaling: Opschaling) -> list[Waarneming]:
    return opschaling.afspraak.waarnemingen if opschaling.afspraak else []


def _logboek(opschaling: Opschaling) -> Iterator[str]:
    """The lines of the log about it, without its own dossiers."""
    soorten = or_(Logboek.soort.startswith("afspraak."), Logboek.soort.startswith("opschaling."))
    for line in db.session.scalars(select(Logboek).where(soorten).order_by(Logboek.volgnr)):
        if line.wat.get("wat", line.wat).get("kenmerk") == opschaling.kenmerk:
            row = {
                "volgnr": line.volgnr,
                "tijd": line.tijd.isoformat(),
                "soort": line.soort,
                "wat": line.wat,
                "vorige": line.vorige.hex(),
                "hash": line.hash.hex(),
            }
            yield json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"


def kan_pdf() -> bool:
    """Whether this installation has the optional package that makes PDFs."""
    return find_spec("typst") is not None


def maak_pdf(opschaling: Opschaling) -> bytes:
    """The same to read, timeline first."""
    import typst  # noqa: PLC0415  heavy, and only for who prints

    source = (resource("templates") / "commissie" / "dossier.typ").read_bytes()
    with in_language("nl"):
        inputs = {"data": json.dumps(_velden(opschaling), sort_keys=True)}
    options: dict[str, Any] = {"sys_inputs": inputs, "ignore_system_fonts": True}
    try:
        made: bytes = typst.compile(source, **options, pdf_standards="ua-1")
    except typst.TypstError:  # a sign the font lacks, such as an emoji: PDF/UA refuses that
        made = typst.compile(source, **options)
    return made


def _velden(opschaling: Opschaling) -> dict[str, Any]:
    afspraak = opschaling.afspraak
    eens = [[i.partij.naam, _antwoord(i.antwoord, i.reden)] for i in _instemmingen(opschaling)]
    regels = [[f"{each.dag:%d-%m-%Y}", each.tekst] for each in tijdlijn(opschaling)]
    stappen = [[_periode(stap), _stap(stap)] for stap in opschaling.stappen]
    return {
        "taal": current_language(),
        "titel": _("Dossier %(kenmerk)s", kenmerk=opschaling.kenmerk),
        "vereniging": instelling("naam"),
        "feiten": _feiten(afspraak) if afspraak else [[_("Agendapunt"), opschaling.titel]],
        "delen": [
            {"kop": _("Wat er gebeurde"), "regels": regels},
            {"kop": _("De stappen van de opschaling"), "regels": stappen},
            *(
                [{"kop": _("Wat de partijen van de afspraak vonden"), "regels": eens}]
                if eens
                else []
            ),
        ],
    }


def _instemmingen(opschaling: Opschaling) -> list[Instemming]:
    return opschaling.afspraak.instemmingen if opschaling.afspraak else []


def _feiten(afspraak: Afspraak) -> list[list[str]]:
    ritme = afspraak.ritme
    dag = f"{afspraak.voor_datum:%d-%m-%Y}" if afspraak.voor_datum else ""
    wanneer = ", ".join(filter(None, [dag, ritme.woorden if ritme else ""]))
    return [
        [_("Afspraak"), afspraak.tekst],
        [_("Wie zorgt ervoor"), afspraak.partij.naam],
        [_("Klaar voor"), wanneer],
        [_("Hoe zien wij dat het klaar is?"), afspraak.maatstaf],
    ]


def tijdlijn(opschaling: Opschaling) -> list[Dossierregel]:
    """What happened, in the order of time."""
    found = [
        *(_begin(opschaling.afspraak) if opschaling.afspraak else ()),
        *(regel for each in _waarnemingen(opschaling) for regel in _gezien(each)),
        *(regel for punt in punten_over(opschaling) for regel in _besproken(punt)),
        *(Dossierregel(stap.begin, "stap", _stap(stap)) for stap in opschaling.stappen),
    ]
    return sorted(found, key=lambda regel: (regel.dag, regel.soort, regel.tekst))


def _begin(afspraak: Afspraak) -> Iterator[Dossierregel]:
    gemaakt = afspraak.gemaakt_op.astimezone(AMSTERDAM).date()
    yield Dossierregel(gemaakt, "afspraak", _("De afspraak is opgeschreven."))
    if afspraak.van_kracht_op:
        dag = afspraak.van_kracht_op.astimezone(AMSTERDAM).date()
        yield Dossierregel(dag, "afspraak", _("Vijf partijen zijn het eens."))
    if afspraak.klaar_gemeld_op:
        dag = afspraak.klaar_gemeld_op.astimezone(AMSTERDAM).date()
        tekst = _("De partij zegt dat het klaar is: %(bewijs)s", bewijs=afspraak.bewijs)
        yield Dossierregel(dag, "afspraak", tekst)


def _gezien(waarneming: Waarneming) -> Iterator[Dossierregel]:
    oordeel = waarneming.oordeel.value.replace("_", " ")
    tekst = f"{waarneming.partij.naam}: {oordeel}. {waarneming.notitie}".strip()
    bestand = f"bewijs/{_naam(waarneming)}" if waarneming.bewijs else ""
    yield Dossierregel(waarneming.op, "waarneming", tekst, bestand)
    wederhoor = waarneming.wederhoor
    if wederhoor is not None and wederhoor.antwoord and wederhoor.beantwoord_op:
        dag = wederhoor.beantwoord_op.astimezone(AMSTERDAM).date()
        woord = wederhoor.antwoord.value.replace("_", " ")
        antwoord = _("De partij antwoordt: %(antwoord)s.", antwoord=woord)
        yield Dossierregel(dag, "wederhoor", f"{antwoord} {wederhoor.tekst}".strip())


def _besproken(punt: Agendapunt) -> Iterator[Dossierregel]:
    dag, titel = punt.vergadering.dag, punt.vergadering.titel
    uitkomst = punt.uitkomst.tekst if punt.uitkomst else _("Nog geen uitkomst.")
    yield Dossierregel(dag, "vergadering", f"{titel}. {uitkomst}")
    for gezegd in punt.partijstandpunten:
        woord = _antwoord(gezegd.antwoord, gezegd.toelichting)
        yield Dossierregel(dag, "vergadering", f"{gezegd.partij.naam}: {woord}")


def _antwoord(antwoord: str, waarom: str) -> str:
    return f"{str(antwoord).replace('_', ' ')}. {waarom}".strip()


def _periode(stap: Opschalingstap) -> str:
    return f"{stap.begin:%d-%m-%Y}" + (f" – {stap.tot:%d-%m-%Y}" if stap.tot else "")


def _stap(stap: Opschalingstap) -> str:
    woorden = [f"Trede {stap.trede}: {TREDEN[Trede(stap.trede)]}."]
    if stap.besluit:
        woorden.append(f"Besluit {stap.besluit.kenmerk}: {stap.besluit.titel}.")
    if stap.machtiging:
        woorden.append(f"Leden: {stap.machtiging}.")
    if stap.uitkomst:
        woorden.append(f"Uitkomst: {stap.uitkomst.value}, {stap.afgerond_op:%d-%m-%Y}.")
    return " ".join([*woorden, stap.toelichting]).strip()
