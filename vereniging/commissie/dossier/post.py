"""That parties were written to: when the mail server took it, or why it came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import or_, select

from vereniging.commissie.haken import Dossierregel
from vereniging.commissie.models import Agendapunt, Opschaling, Standpuntvraag
from vereniging.convenant.models import Bezorgbewijs
from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import db
from vereniging.core.i18n import _, datumtijd


def bezorgd(begin: Iterable[str], wie: str) -> Iterator[Dossierregel]:
    """What is known of mail to somebody, by how its keys begin; addresses stay out of it."""
    keys = [Bezorgbewijs.sleutel.startswith(each) for each in begin]
    if not keys:
        return
    query = select(Bezorgbewijs).where(or_(*keys)).order_by(Bezorgbewijs.id)
    for bewijs in db.session.scalars(query):
        yield _regel(bewijs, wie)


def _regel(bewijs: Bezorgbewijs, wie: str) -> Dossierregel:
    op = bewijs.aangenomen_op or bewijs.verstuurd_op
    if bewijs.aangenomen_op is None:
        tekst = _("E-mail aan %(wie)s kwam niet aan: %(reden)s (bericht %(nr)s).", wie=wie,
                  reden=bewijs.geweigerd, nr=bewijs.nummer)  # fmt: skip
    else:
        tekst = _("E-mail aan %(wie)s: aangenomen door de mailserver op %(op)s (bericht %(nr)s).",
                  wie=wie, op=datumtijd(op), nr=bewijs.nummer)  # fmt: skip
    return Dossierregel(op.astimezone(AMSTERDAM).date(), "post", tekst)


def post_over(opschaling: Opschaling, punten: list[Agendapunt]) -> Iterator[Dossierregel]:
    """Every question to a party about the promise or the items of this escalation."""
    afspraak = opschaling.afspraak
    for vraag in afspraak.vragen if afspraak else ():
        yield from bezorgd(_sleutels("instemming", vraag.kiem), vraag.partij.naam)
    for waarneming in afspraak.waarnemingen if afspraak else ():
        if afspraak and waarneming.wederhoor:
            sleutels = _sleutels("wederhoor", waarneming.wederhoor.kiem)
            yield from bezorgd(sleutels, afspraak.partij.naam)
    query = select(Standpuntvraag).where(
        Standpuntvraag.agendapunt_id.in_([punt.id for punt in punten])
    )
    for gevraagd in db.session.scalars(query.order_by(Standpuntvraag.id)):
        yield from bezorgd(_sleutels("punt", gevraagd.kiem), gevraagd.partij.naam)


def _sleutels(soort: str, kiem: bytes) -> list[str]:
    return [f"{soort}:{kiem.hex()}", f"{soort}-nog:{kiem.hex()}"]
