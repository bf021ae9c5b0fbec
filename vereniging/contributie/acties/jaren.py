"""Fix a year: its days and rules come from the statutes, its prices from the decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from vereniging.contributie.models import Categorie, Contributiejaar, Instapregel, Tarief
from vereniging.contributie.models.jaar import TariefStaatVast
from vereniging.contributie.queries import contributiejaar
from vereniging.core.db import db
from vereniging.core.money import Bedrag
from vereniging.core.workdays import add_months
from vereniging.logboek.acties import schrijf
from vereniging.statuten.models import Besluit
from vereniging.statuten.queries import profiel


def stel_jaar_vast(
    jaar: int, tarieven: Mapping[Categorie, Bedrag], besluit: Besluit
) -> Contributiejaar:
    """Fix the prices of a year by this decision. Raises TariefStaatVast the second time."""
    earlier = contributiejaar(jaar)
    if earlier is not None:
        raise TariefStaatVast(jaar=jaar, besluit=earlier.besluit.kenmerk)
    regels = profiel(date(jaar, 1, 1))
    begin = date(jaar, regels.boekjaar_begint_maand, 1)
    fixed = Contributiejaar(
        jaar=jaar,
        begin=begin,
        einde=add_months(begin, 12) - timedelta(days=1),
        per=Categorie(regels.contributie_per),
        instapregel=Instapregel(regels.instapregel),
        instapmaand=regels.instapmaand,
        vervaldatum=begin + timedelta(days=regels.betaaltermijn),
        besluit=besluit,
    )
    fixed.tarieven = [Tarief(categorie=c, bedrag=bedrag) for c, bedrag in tarieven.items()]
    db.session.add(fixed)
    db.session.flush()
    schrijf("contributie.jaar_vastgesteld", jaar=jaar, besluit=besluit.kenmerk)
    return fixed
