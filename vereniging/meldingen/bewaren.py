"""How long reports are kept (meldingen.md section 2): the clock starts when they are closed.

It waits while a live agreement came from the report or an escalation is about it, or an officer
keeps it for a dossier.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, delete, exists, or_, select

from vereniging.convenant.models import Afspraak
from vereniging.convenant.models.afspraakstand import DOOD
from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import db
from vereniging.core.i18n import _l
from vereniging.core.links import new_seed
from vereniging.core.workdays import amsterdam_day
from vereniging.meldingen.models import (
    DICHT,
    Antwoord,
    Doorzending,
    Foto,
    IkOok,
    Melding,
    MeldingGebeurtenis,
    Wering,
)
from vereniging.meldingen.stilte import is_opgeschaald
from vereniging.taken.bewaren import Bewaring, Wissing, maanden_geleden

FOTOS, CONTACT, TEKST = 6, 12, 24  # months
ORIGINEEL = timedelta(days=90)
NETWERK = timedelta(days=30)
WIE = {
    "naam": None, "email": None, "telefoon": None, "postadres": None, "organisatienaam": None,
    "huisnummer": None, "waar_precies": None, "lid_id": None, "mag_contact_delen": False,
}  # fmt: skip


def lang_dicht(nu: datetime, maanden: int) -> ColumnElement[bool]:
    """Reports that were closed so many months ago and that nobody needs for something else."""
    loopt = exists(
        select(Afspraak.id).where(
            Afspraak.bron.contains(Melding.kenmerk), Afspraak.stand.not_in(DOOD)
        )
    )
    return and_(
        Melding.stand.in_(DICHT),
        Melding.stand_sinds < maanden_geleden(nu, maanden),
        Melding.bewaarreden.is_(None),
        ~loopt,
        ~is_opgeschaald(),
    )


def _van_oude(maanden: int, nu: datetime) -> Select[int]:
    return select(Melding.id).where(lang_dicht(nu, maanden))


def _met_gegevens(nu: datetime) -> ColumnElement[bool]:
    filled = [getattr(Melding, naam).is_not(None) for naam, leeg in WIE.items() if leeg is None]
    return and_(lang_dicht(nu, CONTACT), or_(*filled))


@dataclass(frozen=True)
class Uitkleding(Bewaring):
    """Of a report only number, kind, street, month, end, party and days remain."""

    def ruim_op(self, nu: datetime) -> int:
        """Undress the reports that are too old; how many."""
        query = select(Melding).where(self.oud(nu))
        rijen = list(db.session.scalars(query))
        for melding in rijen:
            _kleed_uit(melding)
        db.session.flush()
        return len(rijen)


def _kleed_uit(melding: Melding) -> None:
    begin = melding.ingediend_op.astimezone(AMSTERDAM)
    maand = begin.replace(day=1, hour=12, minute=0, second=0, microsecond=0)
    duur = melding.stand_sinds - melding.ingediend_op
    melding.ingediend_op, melding.stand_sinds = maand, maand + duur
    melding.tekst, melding.uitleg, melding.gemeentenummer = "", None, None
    melding.openbare_tekst = melding.openbaar_op = None
    melding.kiem = new_seed()  # the reporter's link works no longer
    verzonden = select(Doorzending.id).where(Doorzending.melding_id == melding.id)
    db.session.execute(delete(Antwoord).where(Antwoord.doorzending_id.in_(verzonden)))
    for model in (MeldingGebeurtenis, IkOok):
        db.session.execute(delete(model).where(model.melding_id == melding.id))
    for doorzending in db.session.scalars(
        select(Doorzending).where(Doorzending.melding_id == melding.id)
    ):
        doorzending.toelichting = ""
    db.session.expire(melding, ["gebeurtenissen"])


REGELS = (
    Wissing(_l("Hele e-mail van een partij"), _l("90 dagen"), Antwoord,
            lambda nu: and_(Antwoord.origineel.is_not(None), Antwoord.op < nu - ORIGINEEL),
            {"origineel": None}),
    Bewaring(_l("Foto’s bij meldingen die dicht zijn"), _l("6 maanden"), Foto,
             lambda nu: Foto.melding_id.in_(_van_oude(FOTOS, nu))),
    Wissing(_l("Wie meldde, en waar precies"), _l("12 maanden"), Melding, _met_gegevens, WIE),
    Wissing(_l("Teken van het netwerk waar een melding vandaan kwam"), _l("30 dagen"), Melding,
            lambda nu: and_(Melding.netwerk.is_not(None), Melding.ingediend_op < nu - NETWERK),
            {"netwerk": None}),
    Bewaring(_l("Vastgehouden afzenders"), _l("Tot de gekozen dag"), Wering,
             lambda nu: Wering.tot < amsterdam_day(nu)),
    Wissing(_l("E-mailadres van wie ook meedeed"), _l("12 maanden"), IkOok,
            lambda nu: and_(IkOok.email.is_not(None), IkOok.bevestigd_op.is_not(None),
                            IkOok.melding_id.in_(_van_oude(CONTACT, nu))),
            {"email": None}),
    Uitkleding(_l("Tekst en verloop van meldingen"), _l("24 maanden"), Melding,
               lambda nu: and_(lang_dicht(nu, TEKST), Melding.tekst != "")),
)  # fmt: skip
