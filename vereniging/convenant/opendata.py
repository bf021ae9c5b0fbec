"""The promises for programs of others: what everyone may read on the site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from vereniging.convenant.models import Afspraak
from vereniging.convenant.queries import Zoekvraag, afspraken_lijst
from vereniging.core.export import Cell, write_csv
from vereniging.core.workdays import amsterdam_day

KOLOMMEN = (
    "kenmerk", "afspraak", "maatstaf", "partij", "thema", "klaar_voor", "herhaling", "stand",
    "is_te_laat", "verankerd_in", "verankerd_waar",
)  # fmt: skip
IN_BEOORDELING = "in_beoordeling"


def csv_bestand(nu: datetime) -> Iterator[bytes]:
    """Every promise that is public, as a table."""
    dag = amsterdam_day(nu)
    alle = afspraken_lijst(Zoekvraag(stand="alle"), dag)
    return write_csv(KOLOMMEN, (_cellen(afspraak, dag) for afspraak in alle))


def _cellen(afspraak: Afspraak, dag: date) -> list[Cell]:
    # while the owner may still answer, nobody says in public that a promise was broken
    hoor = afspraak.wederhoor_tot(dag)
    return [
        afspraak.kenmerk, afspraak.tekst, afspraak.maatstaf, afspraak.partij.naam,
        afspraak.thema.naam, afspraak.voor_datum, afspraak.ritme.iso if afspraak.ritme else "",
        IN_BEOORDELING if hoor else afspraak.stand.value, afspraak.is_te_laat(dag),
        afspraak.verankerd_in.value if afspraak.verankerd_in else "", afspraak.verankerd_waar,
    ]  # fmt: skip
