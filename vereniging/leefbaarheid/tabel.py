"""The monitor as one long table for programs: the numbers of the page, unrounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vereniging.core.export import write_csv
from vereniging.leefbaarheid.beloften import Belofteteller
from vereniging.leefbaarheid.models import BUURT, TREND
from vereniging.leefbaarheid.monitor import AFLOPEN, Deel, Monitor
from vereniging.leefbaarheid.queries import Enqueteuitslag, Groepsuitslag, Vraaguitslag
from vereniging.leefbaarheid.statistiek import KLEINST, Interval, Overleving
from vereniging.leefbaarheid.woorden import getal

NA_DAGEN = (30, 60, 90)
ALLES = "alles"
VERBORGEN = "verborgen"


class Cijferrij(NamedTuple):
    """One number: which part, of whom, what it measures, and how sure it is."""

    deel: str
    groep: str
    maat: str
    waarde: str
    onder: str = ""
    boven: str = ""
    n: str = ""


KOLOMMEN = ("periode", "van", "tot_en_met", "peildatum", *Cijferrij._fields)


def rijen(m: Monitor) -> Iterator[Cijferrij]:
    """Every number of the page, in the order of the page."""
    for partij in m.partijen:
        yield from _afloop("afloop_partij", partij.code, partij.afloop, partij.meldingen)
    yield from _afloop("afloop", ALLES, m.afloop, m.totaal)
    yield _deel("heropend", ALLES, "aandeel", m.heropend)
    yield from _tevreden(m)
    for soort in ("niet_voor_ons", "samengevoegd"):
        yield Cijferrij("apart", ALLES, soort, str(m.apart[soort]))
    yield Cijferrij("huishoudens", ALLES, "bekend", str(m.huishoudens), n=str(m.totaal))
    yield from _themas(m)
    yield from _duren(m)
    for partij in m.partijen:
        yield _deel("op_tijd", partij.code, "aandeel", partij.op_tijd)
        yield from _duur("antwoordduur", partij.code, partij.antwoord)
    for partij in m.partijen:
        yield from _beloften(partij.code, partij.beloften)
    yield from _straten(m)
    yield from _enquetes(m)
    for elders in m.elders:
        n = "" if elders.n is None else str(elders.n)
        yield Cijferrij("van_anderen", elders.naam, elders.periode, getal(elders.waarde, 2), n=n)
    keer = m.agenda.mediaan_keer
    yield Cijferrij("agenda", ALLES, "mediaan_keer", getal(keer), n=str(m.agenda.punten))


def als_csv(m: Monitor, meer: Iterable[Cijferrij] = (), deel: str = "") -> Iterator[bytes]:
    """The table, of one part when asked, with the period in each row."""
    vast = (m.periode.code, m.periode.van, m.periode.laatste, m.dag)
    found = [*rijen(m), *meer]
    return write_csv(KOLOMMEN, ((*vast, *row) for row in found if deel in {"", row.deel}))


def _afloop(deel: str, groep: str, aantallen: dict[str, int], n: int) -> Iterator[Cijferrij]:
    for afloop in AFLOPEN:
        yield Cijferrij(deel, groep, afloop, str(aantallen.get(afloop, 0)), n=str(n))


def _tevreden(m: Monitor) -> Iterator[Cijferrij]:
    """Nothing where so few answered that it could point at somebody."""
    for maat, van in (("aandeel", m.tevreden), ("respons", m.reacties)):
        if van.is_te_tonen:
            yield _deel("tevreden", ALLES, maat, van)


def _themas(m: Monitor) -> Iterator[Cijferrij]:
    for thema in m.themas:
        n = str(thema.aantal)
        yield Cijferrij("thema", thema.code, "meldingen", n)
        yield Cijferrij(
            "thema", thema.code, "per_100_woningen", getal(m.per_honderd(thema.aantal), 2)
        )
        yield Cijferrij("thema", thema.code, "huishoudens", str(thema.huishoudens), n=n)
        yield Cijferrij("thema", thema.code, "zonder_huishouden", str(thema.anoniem), n=n)
        for maand, aantal in zip(m.periode.maanden, thema.maanden, strict=True):
            yield Cijferrij("maand", thema.code, f"{maand:%Y-%m}", str(aantal))


def _duren(m: Monitor) -> Iterator[Cijferrij]:
    yield from _duur("duur", ALLES, m.duur)
    for thema in m.themas:
        yield from _duur("duur_thema", thema.code, thema.duur)
    for partij in m.partijen:
        yield from _duur("duur_partij", partij.code, partij.duur)
    for stap in m.duur.te_tekenen:
        ends = getal(stap.onder, 4), getal(stap.boven, 4)
        maat = f"open_na_dag_{stap.dag}"
        yield Cijferrij("kromme", ALLES, maat, getal(stap.deel, 4), *ends, str(stap.onder_risico))


def _duur(deel: str, groep: str, over: Overleving) -> Iterator[Cijferrij]:
    n = str(over.n)
    for naam, aandeel in (("p50_dagen", 0.5), ("p90_dagen", 0.1)):
        ends = _grenzen(over.interval_na(aandeel), 0)
        yield Cijferrij(deel, groep, naam, getal(over.na(aandeel), 0), *ends, n)
    for dagen in NA_DAGEN:
        stap = over.open_na(dagen)
        parts = (stap.deel, stap.onder, stap.boven) if stap else (None, None, None)
        waarde, onder, boven = (getal(part, 4) for part in parts)
        yield Cijferrij(deel, groep, f"open_na_{dagen}", waarde, onder, boven, n)


def _beloften(groep: str, teller: Belofteteller) -> Iterator[Cijferrij]:
    for afloop, aantal in teller.aantallen.items():
        yield Cijferrij("beloften", groep, afloop, str(aantal), n=str(teller.n))
    late = str(len(teller.dagen_te_laat))
    yield Cijferrij(
        "beloften", groep, "mediaan_dagen_te_laat", getal(teller.mediaan_te_laat), n=late
    )


def _straten(m: Monitor) -> Iterator[Cijferrij]:
    for straat in m.straten:
        for thema, aantal in zip(m.themas, straat.aantallen, strict=True):
            shown = VERBORGEN if aantal is None else str(aantal)
            yield Cijferrij(f"straat_{m.jaar}", straat.naam or "elders", thema.code, shown)


def _enquetes(m: Monitor) -> Iterator[Cijferrij]:
    for uitslag in m.enquetes:
        for groep in uitslag.groepen:
            yield from _enquete(uitslag, groep, m)


def _enquete(uitslag: Enqueteuitslag, groep: Groepsuitslag, m: Monitor) -> Iterator[Cijferrij]:
    """A group of fewer than five is not there at all, nor a question that fewer answered."""
    if not groep.is_te_tonen:
        return
    deel, wie = f"enquete_{uitslag.slug}", groep.groep.value
    respons = Deel(groep.antwoorden, max(groep.gevraagd, groep.antwoorden))
    yield _deel(deel, wie, "respons", respons)
    for vraag in (BUURT, *(thema.code for thema in m.themas)):
        cijfers = groep.cijfers(vraag)
        if cijfers.is_te_tonen:
            yield from _cijfers(deel, wie, vraag, cijfers)
    if groep.met_trend >= KLEINST:
        for trend, aantal, _interval in groep.trend:
            yield _deel(deel, wie, f"{TREND}_{trend.value}", Deel(aantal, groep.met_trend))


def _cijfers(deel: str, wie: str, vraag: str, cijfers: Vraaguitslag) -> Iterator[Cijferrij]:
    n = str(cijfers.n)
    if cijfers.gemiddelde:
        mean, interval = cijfers.gemiddelde
        yield Cijferrij(deel, wie, f"{vraag}_gemiddelde", getal(mean, 2), *_grenzen(interval, 2), n)
    yield _deel(deel, wie, f"{vraag}_zes_of_meer", Deel(cijfers.voldoende, cijfers.n))
    for cijfer in range(1, 11):
        yield Cijferrij(deel, wie, f"{vraag}_{cijfer}", str(cijfers.verdeling.get(cijfer, 0)), n=n)


def _deel(deel: str, groep: str, maat: str, van: Deel) -> Cijferrij:
    share = None if van.n == 0 else van.aantal / van.n
    return Cijferrij(deel, groep, maat, getal(share, 4), *_grenzen(van.interval, 4), str(van.n))


def _grenzen(interval: Interval | None, cijfers: int) -> tuple[str, str]:
    if interval is None:
        return "", ""
    return getal(interval.onder, cijfers), getal(interval.boven, cijfers)
