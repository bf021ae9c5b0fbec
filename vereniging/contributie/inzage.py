"""Somebody's notas with all that was booked, asked and agreed about them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from vereniging.betalingen.models import Betaling, Terugbetaling
from vereniging.contributie.models import (
    Betaalherinnering,
    Dekking,
    Grootboekregel,
    Kwijtschelding,
    Minimaregeling,
    Nota,
    Regeling,
    Uitsluiting,
)
from vereniging.core.i18n import _l
from vereniging.leden.models import Aanmelding
from vereniging.logboek.inzage import (
    Inzagedeel,
    Wie,
    gezien,
    is_adres,
    register_inzage,
    register_kijkers,
)


def _van(wie: Wie) -> ColumnElement[bool]:
    """The notas that a member sees at /mijn/contributie, and those of their application."""
    covering = select(Dekking.nota_id).where(Dekking.lid_id == wie.lid_id)
    applied = select(Aanmelding.id).where(is_adres(Aanmelding.email, wie))
    return or_(
        Nota.lid_id == wie.lid_id,
        Nota.betaler_id == wie.lid_id,
        Nota.id.in_(covering),
        Nota.aanmelding_id.in_(applied),
    )


def _notas(wie: Wie, kolom: Any) -> Select[Any]:
    return select(kolom).where(_van(wie))


def _bij_nota(naam: str, titel: Any, model: Any, *velden: str) -> Inzagedeel:
    """A table whose rows hang below a nota."""

    def van(wie: Wie) -> ColumnElement[bool]:
        below: ColumnElement[bool] = model.nota_id.in_(_notas(wie, Nota.id))
        return below

    return Inzagedeel(naam, titel, model, van, velden)


register_kijkers("contributie", lambda wie: gezien("contributie.", _notas(wie, Nota.kenmerk)))
register_inzage(
    Inzagedeel("nota", _l("Uw nota’s"), Nota, _van,
               ("kenmerk", "jaar", "soort", "tenaamstelling", "bedrag", "saldo", "vervaldatum")),
    _bij_nota("grootboekregel", _l("Wat er op uw nota’s is geboekt"), Grootboekregel,
              "valutadatum", "soort", "bedrag"),
    _bij_nota("betaling", _l("Uw betalingen"), Betaling,
              "kenmerk", "bedrag", "gift", "gemaakt_op", "betaald_op", "stand"),
    _bij_nota("terugbetaling", _l("Geld dat u terugkreeg"), Terugbetaling,
              "kenmerk", "bedrag", "reden", "gevraagd_op", "stand"),
    _bij_nota("betaalherinnering", _l("Herinneringen"), Betaalherinnering,
              "trede", "kanaal", "verstuurd_op"),
    _bij_nota("kwijtschelding", _l("Kwijtschelding"), Kwijtschelding,
              "bedrag", "reden", "uitkomst"),
    _bij_nota("regeling", _l("Betalen in delen"), Regeling, "bedrag", "aantal", "eerste_op"),
    Inzagedeel("dekking", _l("Jaren waarvoor u bent meegerekend"), Dekking,
               lambda wie: Dekking.lid_id == wie.lid_id, ("jaar",)),
    Inzagedeel("minimaregeling", _l("Het lagere tarief"), Minimaregeling,
               lambda wie: Minimaregeling.lid_id == wie.lid_id,
               ("jaar", "gevraagd_op", "uitkomst")),
    Inzagedeel("uitsluiting", _l("Notarondes waarin u bent overgeslagen"), Uitsluiting,
               lambda wie: Uitsluiting.lid_id == wie.lid_id, ("reden",)),
)  # fmt: skip
