"""What a dossier tells, and what it leaves out for this reader.

The commission reads what happened and what the parties said to each other; a mediator also what
people wrote; the court also who they are, if they agreed to that. Of a mediation nobody reads more
than step, days and outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from vereniging.commissie.dossier.post import post_over
from vereniging.commissie.haken import Dossierregel, dossierdelen
from vereniging.commissie.models import (
    Agendapunt,
    Dossierniveau,
    Niveau,
    Opschaling,
    Opschalingstap,
    Trede,
    Vergaderstuk,
)
from vereniging.commissie.queries import punten_over, stukken_bij
from vereniging.convenant.bestanden import map_van
from vereniging.convenant.models import Afspraak, Instemming, Waarneming
from vereniging.core.clock import AMSTERDAM
from vereniging.core.files import locate
from vereniging.core.i18n import _

BEWIJS, STUKKEN = "bewijs", "stukken"
TREDEN = {
    Trede.HERINNERING: "Herinnering aan de partij",
    Trede.GESPREK: "Gesprek met de partij",
    Trede.COMMISSIE: "In de commissie",
    Trede.BESTUURLIJK_OVERLEG: "Bestuurlijk overleg",
    Trede.BEMIDDELAAR: "Bemiddelaar",
    Trede.RECHTER: "Rechter",
}


@dataclass(frozen=True)
class Dossierinhoud:
    """Everything that one reader gets."""

    regels: tuple[Dossierregel, ...]
    bestanden: Mapping[str, bytes]
    logs: frozenset[tuple[str, str]]
    instemmingen: tuple[Instemming, ...]


def inhoud_van(opschaling: Opschaling, niveau: Dossierniveau) -> Dossierinhoud:
    """What happened in the order of time, with the files that prove it."""
    punten, delen = punten_over(opschaling), dossierdelen(opschaling, niveau)
    papieren = [each for each in stukken_bij(punten) if _mag_mee(each, niveau)]
    afspraak, k = opschaling.afspraak, opschaling.kenmerk
    regels = [
        *(_begin(afspraak) if afspraak else ()),
        *(regel for each in _waarnemingen(afspraak) for regel in _gezien(each, niveau)),
        *(regel for punt in punten for regel in _besproken(punt)),
        *(Dossierregel(s.begin, "stap", staptekst(s, niveau)) for s in opschaling.stappen),
        *(Dossierregel(_dag(each), "stuk", each.titel, _naam_van_stuk(each)) for each in papieren),
        *post_over(opschaling, punten),
        *(regel for deel in delen for regel in deel.regels),
    ]
    bestanden = {
        **dict(_bewijs(afspraak)),
        **dict(_papier(papieren)),
        **{naam: inhoud for deel in delen for naam, inhoud in deel.bestanden.items()},
    }
    logs = {("afspraak.", k), ("opschaling.", k), *(log for deel in delen for log in deel.logs)}
    return Dossierinhoud(
        tuple(sorted(regels, key=lambda regel: (regel.dag, regel.soort, regel.tekst))),
        bestanden,
        frozenset(logs),
        tuple(afspraak.instemmingen) if afspraak else (),
    )


def _waarnemingen(afspraak: Afspraak | None) -> list[Waarneming]:
    return afspraak.waarnemingen if afspraak else []


def _bewijs(afspraak: Afspraak | None) -> Iterator[tuple[str, bytes]]:
    for waarneming in _waarnemingen(afspraak):
        path = locate(map_van(BEWIJS), waarneming.bewijs) if waarneming.bewijs else None
        if path is not None:
            yield f"bewijs/{_naam(waarneming.op, waarneming.bewijs)}", path.read_bytes()


def _papier(papieren: list[Vergaderstuk]) -> Iterator[tuple[str, bytes]]:
    for stuk in papieren:
        path = locate(map_van(STUKKEN), stuk.bestand)
        if path is not None:
            yield _naam_van_stuk(stuk), path.read_bytes()


def _mag_mee(stuk: Vergaderstuk, niveau: Dossierniveau) -> bool:
    """Papers for members only go to the court, papers of the board go nowhere."""
    ook_leden = stuk.zichtbaar_voor is Niveau.LEDEN and niveau is Dossierniveau.RECHTER
    return ook_leden or stuk.zichtbaar_voor in (Niveau.OPENBAAR, Niveau.COMMISSIE)


def _naam_van_stuk(stuk: Vergaderstuk) -> str:
    return f"stukken/{_naam(_dag(stuk), stuk.bestand)}"


def _dag(stuk: Vergaderstuk) -> date:
    return stuk.geplaatst_op.astimezone(AMSTERDAM).date()


def _naam(dag: date, bestand: str) -> str:
    stam, punt, soort = bestand.partition(".")
    return f"{dag:%Y-%m-%d}-{stam[:8]}{punt}{soort}"


def feiten(opschaling: Opschaling) -> list[list[str]]:
    """What it is about, in two columns."""
    afspraak = opschaling.afspraak
    if afspraak is None:
        kop = _("Agendapunt") if opschaling.agendapunt else _("Onderwerp")
        return [[kop, opschaling.titel]]
    ritme = afspraak.ritme
    dag = f"{afspraak.voor_datum:%d-%m-%Y}" if afspraak.voor_datum else ""
    wanneer = ", ".join(filter(None, [dag, ritme.woorden if ritme else ""]))
    return [
        [_("Afspraak"), afspraak.tekst],
        [_("Wie zorgt ervoor"), afspraak.partij.naam],
        [_("Klaar voor"), wanneer],
        [_("Hoe zien wij dat het klaar is?"), afspraak.maatstaf],
    ]


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


def _gezien(waarneming: Waarneming, niveau: Dossierniveau) -> Iterator[Dossierregel]:
    oordeel = waarneming.oordeel.value.replace("_", " ")
    tekst = f"{waarneming.partij.naam}: {oordeel}. {waarneming.notitie}".strip()
    bestand = f"bewijs/{_naam(waarneming.op, waarneming.bewijs)}" if waarneming.bewijs else ""
    yield Dossierregel(waarneming.op, "waarneming", tekst, bestand)
    wederhoor = waarneming.wederhoor
    if wederhoor is not None and wederhoor.antwoord and wederhoor.beantwoord_op:
        dag = wederhoor.beantwoord_op.astimezone(AMSTERDAM).date()
        woord = wederhoor.antwoord.value.replace("_", " ")
        antwoord = _("De partij antwoordt: %(antwoord)s.", antwoord=woord)
        wie = f" ({wederhoor.naam})" if niveau.mag_namen and wederhoor.naam else ""
        yield Dossierregel(dag, "wederhoor", f"{antwoord} {wederhoor.tekst}".strip() + wie)


def _besproken(punt: Agendapunt) -> Iterator[Dossierregel]:
    dag, titel = punt.vergadering.dag, punt.vergadering.titel
    uitkomst = punt.uitkomst.tekst if punt.uitkomst else _("Nog geen uitkomst.")
    yield Dossierregel(dag, "vergadering", f"{titel}. {uitkomst}")
    for gezegd in punt.partijstandpunten:
        woord = antwoordwoord(gezegd.antwoord, gezegd.toelichting)
        yield Dossierregel(dag, "vergadering", f"{gezegd.partij.naam}: {woord}")


def antwoordwoord(antwoord: str, waarom: str) -> str:
    """What a party answered, with its reason."""
    return f"{str(antwoord).replace('_', ' ')}. {waarom}".strip()


def periode(stap: Opschalingstap) -> str:
    """From when until when a step has its time."""
    return f"{stap.begin:%d-%m-%Y}" + (f" – {stap.tot:%d-%m-%Y}" if stap.tot else "")


def staptekst(stap: Opschalingstap, niveau: Dossierniveau) -> str:
    """A step with what allowed it and how it ended; a mediation keeps its words to itself."""
    woorden = [f"Trede {stap.trede}: {TREDEN[Trede(stap.trede)]}."]
    besluit = stap.besluit
    if besluit and stap.trede != Trede.BEMIDDELAAR:
        mag = niveau.mag_woorden or besluit.is_openbaar
        wat = f"{besluit.kenmerk}: {besluit.titel}" if mag else besluit.kenmerk
        woorden.append(f"Besluit {wat}.")
    if stap.machtiging:
        woorden.append(f"Leden: {stap.machtiging}.")
    if stap.uitkomst:
        woorden.append(f"Uitkomst: {stap.uitkomst.value}, {stap.afgerond_op:%d-%m-%Y}.")
    return " ".join([*woorden, stap.toelichting]).strip()
