"""The figures on one side of A4, for the table of a meeting; the same numbers as the page."""

from __future__ import annotations

from typing import Any

from vereniging.core.i18n import _, current_language, kort
from vereniging.core.paper import print_pdf
from vereniging.core.qr import qr_svg
from vereniging.core.web import link
from vereniging.leefbaarheid import woorden as w
from vereniging.leefbaarheid.models import BUURT
from vereniging.leefbaarheid.monitor import Monitor, Partijcijfers
from vereniging.statuten.queries import instelling

Tabel = dict[str, Any]


def pdf(m: Monitor) -> bytes:
    """The sheet: themes, parties, promises, the survey, and where all of it can be checked."""
    return print_pdf("leefbaarheid/blad.typ", velden(m))


def velden(m: Monitor) -> dict[str, Any]:
    """What stands on the sheet."""
    adres = link("leefbaarheid.toon", periode=m.periode.code, _external=True)
    return {
        "taal": current_language(),
        "titel": _("Hoe gaat het met de buurt?"),
        "vereniging": instelling("naam"),
        "wanneer": _(
            "Meldingen van %(van)s tot en met %(tot)s, stand van %(dag)s.",
            van=kort(m.periode.van),
            tot=kort(m.periode.laatste),
            dag=kort(m.dag),
        ),
        "samen": _samen(m),
        "tabellen": [_themas(m), _partijen(m), _beloften(m)],
        "regels": [*_tevreden(m), *_enquete(m), *_elders(m)],
        "let_op": _(
            "‘Opgelost’ zegt de melder, ‘klaar’ zegt alleen de partij. Meer meldingen betekent niet"
            " altijd dat het slechter gaat. Bij kleine aantallen speelt toeval mee. Partijen"
            " krijgen andere meldingen: dit is geen ranglijst."
        ),
        "controleer": _("Alle cijfers, marges en uitleg staan op:"),
        "adres": adres,
        "qr": qr_svg(adres),
        "qr_tekst": _("QR-code naar de cijfers: %(adres)s", adres=adres),
    }


def _samen(m: Monitor) -> str:
    if not m.totaal:
        return _("In deze periode is niets gemeld.")
    return _(
        "%(n)s meldingen van %(huizen)s bekende huishoudens. Opgelost volgens de melder: "
        "%(opgelost)s. Helft dicht na: %(dagen)s.",
        n=m.totaal,
        huizen=m.huishoudens,
        opgelost=m.afloop["opgelost"],
        dagen=w.dagen(m.duur, 0.5),
    )


def _themas(m: Monitor) -> Tabel:
    return {
        "kop": _("Meldingen per thema"),
        "kolommen": [_("Thema"), _("Meldingen"), _("Huishoudens"), _("Helft dicht na")],
        "rijen": [
            [each.naam, str(each.aantal), str(each.huishoudens), w.dagen(each.duur, 0.5)]
            for each in m.themas
        ],
    }


def _partijen(m: Monitor) -> Tabel:
    return {
        "kop": _("Wat partijen deden met meldingen"),
        "kolommen": [
            _("Partij"),
            _("Opgelost"),
            _("Klaar"),
            _("Gesloten"),
            _("Open"),
            _("Antwoord op tijd"),
        ],
        "rijen": [[_naam(each), *_afloop(each)] for each in m.partijen],
    }


def _afloop(partij: Partijcijfers) -> list[str]:
    a, t = partij.afloop, partij.op_tijd
    counts = (
        a["opgelost"],
        a["partij_zegt_klaar"] + a["onbevestigd"],
        a["gesloten"],
        a["open"] + a["ingetrokken"],
    )
    on_time = f"{_('%(k)s van %(n)s', k=t.aantal, n=t.n)}" if t.n else "–"
    return [*map(str, counts), on_time]


def _beloften(m: Monitor) -> Tabel:
    return {
        "kop": _("Afspraken waarvan de dag voorbij is"),
        "kolommen": [
            _("Partij"),
            _("Op tijd"),
            _("Te laat gedaan"),
            _("Deels"),
            _("Niet"),
            _("In beoordeling"),
            _("Te laat, nog open"),
        ],
        "rijen": [
            [_naam(each), *map(str, each.beloften.aantallen.values())] for each in m.partijen
        ],
    }


def _naam(partij: Partijcijfers) -> str:
    return _("%(partij)s (wij)", partij=partij.naam) if partij.is_eigen else partij.naam


def _tevreden(m: Monitor) -> list[str]:
    if not m.tevreden.is_te_tonen:
        return []
    return [
        _(
            "Tevreden over hoe het ging: %(k)s van de %(n)s melders die ja of nee zeiden.",
            k=m.tevreden.aantal,
            n=m.tevreden.n,
        )
    ]


def _enquete(m: Monitor) -> list[str]:
    if not m.enquetes:
        return []
    last = m.enquetes[-1]
    return [
        _(
            "Enquête %(ronde)s: leden geven de buurt gemiddeld %(cijfer)s. %(n)s antwoorden van "
            "%(gevraagd)s gevraagd; geen steekproef.",
            ronde=last.titel,
            cijfer=w.cijfer(last.leden.cijfers(BUURT)),
            n=last.leden.antwoorden,
            gevraagd=last.leden.gevraagd,
        )
        if last.leden.is_te_tonen
        else _("Enquête %(ronde)s: minder dan 5 antwoorden van leden.", ronde=last.titel)
    ]


def _elders(m: Monitor) -> list[str]:
    found = m.buurtcijfer_elders
    if found is None:
        return []
    return [
        _(
            "Ter vergelijking, anders gemeten: %(waarde)s (%(gebied)s, %(periode)s, %(bron)s).",
            waarde=w.kaal(found.waarde),
            gebied=found.gebied,
            periode=found.periode,
            bron=found.bron,
        )
    ]
