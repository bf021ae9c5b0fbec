"""Hold what comes from a sender or a network that misused reports; never lose it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import exists, select

from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.keys import Label
from vereniging.core.secrets import fingerprint
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.acties import schrijf
from vereniging.meldingen.models import Melding, MeldingBron, Weersoort, Wering


class NiemandTeWeren(DomainError):
    """A member's report, or one of which nothing is known, has no sender to hold."""

    message = _l("Van deze melding is geen afzender bekend die wij kunnen vasthouden.")


def netwerkmerk(netwerk: str) -> bytes:
    """The mark of a network (/32 or /64), so that the address itself is kept nowhere."""
    return fingerprint(Label.PSEUDONIEM, "netwerk", netwerk)


def kan_weren(melding: Melding) -> bool:
    """Whether a stranger sent it, of whom we know the address or the network."""
    is_vreemd = melding.lid_id is None and melding.bron is MeldingBron.WEB
    return is_vreemd and any(_merken(melding))


def weer(melding: Melding, reden: str, dagen: int, nu: datetime) -> None:
    """Look first at what this sender and this network send, for so many days.

    Raises NiemandTeWeren.
    """
    if not kan_weren(melding):
        raise NiemandTeWeren
    van = amsterdam_day(nu)
    tot = van + timedelta(days=dagen)
    db.session.add_all(
        Wering(merk=merk, soort=soort, kenmerk=melding.kenmerk, reden=reden, van=van, tot=tot)
        for soort, merk in _merken(melding)
    )
    schrijf("melding.afzender_geweerd", kenmerk=melding.kenmerk, tot=f"{tot}")


def hef_op(wering: Wering) -> None:
    """What this sender sends counts again like anybody's."""
    db.session.delete(wering)
    schrijf("melding.wering_opgeheven", kenmerk=wering.kenmerk)


def is_geweerd(melding: Melding, dag: date) -> bool:
    """Whether its sender or network is held on this day."""
    merken = [merk for _soort, merk in _merken(melding)]
    query = select(exists().where(Wering.merk.in_(merken), Wering.tot >= dag))
    return bool(merken) and bool(db.session.scalar(query))


def weringen_op(dag: date) -> list[Wering]:
    """Who is held on this day, the first to end first."""
    query = select(Wering).where(Wering.tot >= dag).order_by(Wering.tot, Wering.id)
    return list(db.session.scalars(query))


def _merken(melding: Melding) -> Iterator[tuple[Weersoort, bytes]]:
    if melding.email:
        yield Weersoort.AFZENDER, fingerprint(Label.PSEUDONIEM, "afzender", melding.email)
    if melding.netwerk:
        yield Weersoort.NETWERK, melding.netwerk
