"""Write the minutes, and let a general meeting agree with them."""

from __future__ import annotations

from datetime import datetime

from vereniging.alv.acties.plannen import alleen
from vereniging.alv.models import Alv, AlvStand, Notulen
from vereniging.alv.queries import notulen_van
from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _, _l, datum
from vereniging.logboek.acties import schrijf
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan


class GeenNotulen(DomainError):
    """There is something to agree with, or there is not."""

    message = _l("Schrijf eerst de notulen.")


class AndereVergadering(DomainError):
    """Members agree with minutes at a later meeting, that took place."""

    message = _l("Kies een latere ledenvergadering die al is gehouden.")


def schrijf_notulen(alv: Alv, tekst: str, nu: datetime) -> Notulen:
    """The concept, or a better one. Raises KanNietMeer."""
    alleen(alv).expect(AlvStand.GEHOUDEN)
    notulen = notulen_van(alv)
    if notulen is None:
        notulen = Notulen(alv=alv, tekst=tekst, geschreven_op=nu)
        db.session.add(notulen)
    else:
        notulen.herschrijven(tekst, nu)
    schrijf("notulen.geschreven", alv=alv.slug)
    return notulen


def stel_notulen_vast(alv: Alv, later: Alv, nu: datetime) -> None:
    """A later meeting agreed with the minutes. Raises GeenNotulen, AndereVergadering, KanNietMeer.

    The Besluit of the general meeting names the meeting that agreed.
    """
    notulen = notulen_van(alleen(alv))
    if notulen is None:
        raise GeenNotulen
    notulen.expect_concept()
    if later.stand is not AlvStand.GEHOUDEN or later.begin <= alv.begin:
        raise AndereVergadering
    titel = _("Notulen van %(dag)s", dag=datum(alv.dag))
    tekst = _(
        "De ledenvergadering van %(later)s stelt de notulen van %(dag)s vast.",
        later=datum(later.dag), dag=datum(alv.dag),
    )  # fmt: skip
    notulen.vaststellen(neem_besluit(Orgaan.ALV, titel, tekst, nu))
    schrijf("notulen.vastgesteld", alv=alv.slug, door=later.slug)
