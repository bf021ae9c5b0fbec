"""Fix a year: its days and rules come from the statutes, its prices from the decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from vereniging.contributie.models import Categorie, Contributiejaar, Instapregel, Tarief
from vereniging.contributie.models.jaar import TariefStaatVast
from vereniging.contributie.queries import heeft_notas
from vereniging.core.db import db, locked
from vereniging.core.money import Bedrag
from vereniging.core.workdays import add_months
from vereniging.leden.acties.uittreden import meld_verhoging
from vereniging.logboek.acties import schrijf
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Besluit, Orgaan
from vereniging.statuten.queries import profiel

Tarieven = Mapping[Categorie, Bedrag]


def besluit_tarieven(
    jaar: int, tarieven: Tarieven, genomen: tuple[date, str], nu: datetime
) -> Contributiejaar:
    """Write down the decision (its day and words) and the prices it set for a year.

    Whom it makes pay more than the year before is told, and may leave at once for a month.
    Raises TariefStaatVast once somebody was charged for that year.
    """
    datum, tekst = genomen
    orgaan = Orgaan(profiel(date(jaar, 1, 1)).tarief_orgaan)
    besluit = neem_besluit(orgaan, f"Contributie {jaar}", tekst, nu, is_openbaar=True)
    besluit.datum = datum
    fixed = stel_jaar_vast(jaar, tarieven, besluit)
    if soorten := fixed.verhoogd_sinds(locked(Contributiejaar, jaar=jaar - 1)):
        meld_verhoging(besluit, soorten, nu)
    return fixed


def stel_jaar_vast(jaar: int, tarieven: Tarieven, besluit: Besluit) -> Contributiejaar:
    """Fix the prices of a year by this decision; a later decision may replace them.

    Raises TariefStaatVast once somebody was charged for that year.
    """
    fixed = locked(Contributiejaar, jaar=jaar)
    if fixed is None:
        fixed = _nieuw(jaar, besluit)
        db.session.add(fixed)
    elif heeft_notas(jaar):
        raise TariefStaatVast(jaar=jaar, besluit=fixed.besluit.kenmerk)
    fixed.besluit = besluit
    _vervang(fixed, tarieven)
    db.session.flush()
    schrijf("contributie.jaar_vastgesteld", jaar=jaar, besluit=besluit.kenmerk)
    return fixed


def _nieuw(jaar: int, besluit: Besluit) -> Contributiejaar:
    regels = profiel(date(jaar, 1, 1))
    begin = date(jaar, regels.boekjaar_begint_maand, 1)
    return Contributiejaar(
        jaar=jaar,
        begin=begin,
        einde=add_months(begin, 12) - timedelta(days=1),
        per=Categorie(regels.contributie_per),
        instapregel=Instapregel(regels.instapregel),
        instapmaand=regels.instapmaand,
        vervaldatum=begin + timedelta(days=regels.betaaltermijn),
        besluit=besluit,
    )


def _vervang(fixed: Contributiejaar, tarieven: Tarieven) -> None:
    known = {tarief.categorie: tarief for tarief in fixed.tarieven}
    for categorie, bedrag in tarieven.items():
        if categorie in known:
            known[categorie].bedrag = bedrag
        else:
            fixed.tarieven.append(Tarief(categorie=categorie, bedrag=bedrag))
    for categorie in known.keys() - tarieven.keys():
        fixed.tarieven.remove(known[categorie])
