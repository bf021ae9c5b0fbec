"""The association and its area."""

from __future__ import annotations

from vereniging.convenant.acties import seed_themas_en_partijen
from vereniging.core.db import db
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.demo.namen import HUISNUMMERS, PLAATS, STRATEN
from vereniging.statuten.acties import neem_besluit, stel_in
from vereniging.statuten.models import Orgaan, Statuten
from vereniging.stembus.acties.sleutels import sleutelbestand

POSTCODE = "2399ZZ"
BEGIN = -760
STATUTEN: dict[str, tuple[object, str]] = {
    "bedrijf_mag_lid": (True, "4 lid 2 (voorbeeld)"),
    "elektronisch_stemmen": (True, "14 lid 5 (voorbeeld)"),
    "afgevaardigden_termijn": (3, "12 lid 2 (voorbeeld)"),
}


def vertel(verhaal: Geschiedenis) -> None:
    """Found the association, more than two years ago."""
    sleutelbestand().pad.parent.mkdir(parents=True, exist_ok=True)
    sleutelbestand().maak()
    with verhaal.daad(verhaal.moment(BEGIN)) as nu:
        stel_in(
            naam="Vereniging Wijkbelangen Haagweg Noord",
            korte_naam="Wijkbelangen Haagweg Noord",
            slogan="Tussen water en spoor",
            kop="Tussen water en spoor beslist u mee",
            werkgebied_naam="Haagweg Noord",
            plaats=PLAATS,
            postadres="Speeltuin Westerkwartier, Ten Katestraat 10a, Leiden (voorbeeld)",
            email="bestuur@example.org",
            telefoon="071 000 00 00 (voorbeeld)",
            iban="NL91ABNA0417164300",
            kvk="00000000 (voorbeeld)",
            huishoudens=956,
            werkgebied=[
                {"postcode": POSTCODE, "van": 1, "tot": HUISNUMMERS, "straat": straat}
                for straat in STRATEN
            ],
        )
        besluit = neem_besluit(
            Orgaan.ALV, "Statuten vastgesteld", "De oprichters stellen de statuten vast.", nu,
            is_openbaar=True,
        )  # fmt: skip
        db.session.add(
            Statuten(
                geldig_vanaf=verhaal.dag(BEGIN),
                waarden={naam: waarde for naam, (waarde, _artikel) in STATUTEN.items()},
                artikelen={naam: artikel for naam, (_waarde, artikel) in STATUTEN.items()},
                besluit=besluit,
            )
        )
        seed_themas_en_partijen()
