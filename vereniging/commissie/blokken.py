"""The numbered agenda: thirteen parts, of which four are made from what is known on papers day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from vereniging.commissie.agenda import cijferperiode
from vereniging.commissie.forms.opschaling import TREDEN
from vereniging.commissie.models import (
    GEMAAKT,
    Agendapunt,
    Blok,
    Opschalingstand,
    PuntStand,
    Trede,
    Vergadering,
)
from vereniging.commissie.queries import (
    blokken,
    open_actiepunten,
    open_toezeggingen,
    opschalingen,
)
from vereniging.convenant.queries import Zoekvraag, afspraken_lijst
from vereniging.core.i18n import _, _l, datum
from vereniging.core.web import link

TITELS = {
    Blok.AANWEZIG: _l("Wie is er?"),
    Blok.AGENDA: _l("De agenda"),
    Blok.VERSLAG: _l("Verslag en besluiten van de vorige keer"),
    Blok.AFGESPROKEN: _l("Vorige keer afgesproken"),
    Blok.MELDINGEN: _l("Meldingen sinds de vorige keer"),
    Blok.LEEFBAARHEID: _l("Hoe gaat het met de buurt?"),
    Blok.STANDPUNTEN: _l("Standpunten van bewoners"),
    Blok.PARTIJEN: _l("Punten van de partijen"),
    Blok.OPGESCHAALD: _l("Een stap hoger"),
    Blok.ADVIEZEN: _l("Adviezen"),
    Blok.OPENBAAR: _l("Wat wordt openbaar?"),
    Blok.RONDVRAAG: _l("Rondvraag"),
    Blok.VOLGENDE: _l("De volgende vergadering"),
}


@dataclass(frozen=True)
class Blokregel:
    """One line that was made: what, why it is here, and its page."""

    titel: str
    uitleg: str = ""
    url: str = ""
    is_laat: bool = False


@dataclass(frozen=True)
class Agendadeel:
    """One numbered part with its lines and its items."""

    nummer: int
    titel: str
    regels: tuple[Blokregel, ...]
    punten: tuple[tuple[str, Agendapunt], ...]  # ("7.1", item)


Blokmaker = Callable[[Vergadering, date], list[Blokregel]]
MAKERS: dict[Blok, Blokmaker] = {}


def register_blok(blok: Blok, maak: Blokmaker) -> None:
    """Add what a package above has for a part of the agenda, as of a day."""
    MAKERS[blok] = maak


def agenda(vergadering: Vergadering, dag: date) -> list[Agendadeel]:
    """All thirteen parts; what was fixed on papers day as it was fixed."""
    vast = blokken(vergadering)
    verdeeld = _verdeeld(vergadering)
    return [
        Agendadeel(
            int(blok),
            str(TITELS[blok]),
            tuple(
                [Blokregel(**regel) for regel in vast[blok].regels]
                if blok in vast
                else maak_blok(vergadering, blok, dag)
            ),
            tuple(
                (f"{int(blok)}.{nummer}", punt)
                for nummer, punt in enumerate(verdeeld.get(blok, ()), 1)
            ),
        )
        for blok in Blok
    ]


def _verdeeld(vergadering: Vergadering) -> dict[Blok, list[Agendapunt]]:
    found: dict[Blok, list[Agendapunt]] = {}
    for punt in vergadering.agendapunten:
        if punt.stand not in {PuntStand.TERUGGETROKKEN, PuntStand.VOORGESTELD}:
            found.setdefault(Blok(punt.blok), []).append(punt)
    return found


def nummers(vergadering: Vergadering) -> dict[int, str]:
    """The number of each item as it stands on the agenda."""
    return {
        punt.id: f"{int(blok)}.{nummer}"
        for blok, punten in _verdeeld(vergadering).items()
        for nummer, punt in enumerate(punten, 1)
    }


def te_bevriezen(vergadering: Vergadering, dag: date) -> dict[Blok, list[dict[str, Any]]]:
    """What the parts that are made say on this day."""
    return {
        blok: [asdict(regel) for regel in maak_blok(vergadering, blok, dag)] for blok in GEMAAKT
    }


def maak_blok(vergadering: Vergadering, blok: Blok, dag: date) -> list[Blokregel]:
    """The lines of a part as of this day; none for a part that people fill."""
    if blok is Blok.AFGESPROKEN:
        found = [*_beloofd(vergadering, dag), *_afspraken(vergadering, dag)]
        return sorted(found, key=lambda regel: not regel.is_laat)  # late first
    if blok is Blok.LEEFBAARHEID:
        periode = cijferperiode(vergadering)
        return [Blokregel(_("De cijfers van de buurt"), url=_pad("leefbaarheid.toon", periode))]
    if blok is Blok.OPGESCHAALD:
        return list(_opgeschaald())
    return MAKERS[blok](vergadering, dag) if blok in MAKERS else []


def _pad(endpoint: str, periode: str) -> str:
    return link(endpoint, periode=periode)


def _beloofd(vergadering: Vergadering, dag: date) -> Iterator[Blokregel]:
    for belofte in open_toezeggingen(vergadering):
        uitleg = _("%(partij)s zegde dit toe, voor %(dag)s.", partij=belofte.partij.naam,
                   dag=datum(belofte.voor_datum))  # fmt: skip
        yield Blokregel(belofte.tekst, uitleg, is_laat=belofte.is_te_laat(dag))
    for actie in open_actiepunten(vergadering):
        uitleg = _("Actiepunt van %(partij)s, voor %(dag)s.", partij=actie.partij.naam,
                   dag=datum(actie.voor_datum))  # fmt: skip
        yield Blokregel(actie.wat, uitleg, is_laat=actie.is_te_laat(dag))


def _afspraken(vergadering: Vergadering, dag: date) -> Iterator[Blokregel]:
    """What is late, and what is due before the parties meet."""
    for afspraak in afspraken_lijst(Zoekvraag(stand="open"), dag):
        laat = afspraak.is_te_laat(dag)
        if laat or (afspraak.voor_datum is not None and afspraak.voor_datum <= vergadering.dag):
            uitleg = _("%(partij)s, klaar voor %(dag)s.", partij=afspraak.partij.naam,
                       dag=datum(afspraak.voor_datum))  # fmt: skip
            titel = f"{afspraak.kenmerk}: {afspraak.tekst}"
            url = link("convenant.afspraak", kenmerk=afspraak.kenmerk)
            yield Blokregel(titel, uitleg, url, is_laat=laat)


def _opgeschaald() -> Iterator[Blokregel]:
    for opschaling in opschalingen():
        if opschaling.stand is Opschalingstand.LOPEND:
            trede = TREDEN[Trede(opschaling.stap.trede)]
            uitleg = _("De stap van nu: %(stap)s.", stap=trede)
            url = link("commissie.opschaling", kenmerk=opschaling.kenmerk)
            yield Blokregel(f"{opschaling.kenmerk}: {opschaling.titel}", uitleg, url)
