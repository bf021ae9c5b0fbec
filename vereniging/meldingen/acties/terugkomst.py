"""A message to a party came back: ask for the right address, and give the days again."""

from __future__ import annotations

from datetime import datetime

from vereniging.core.db import db
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.tags import LABELS
from vereniging.core.workdays import add_workdays, amsterdam_day
from vereniging.logboek.acties import schrijf
from vereniging.meldingen import mail
from vereniging.meldingen.acties.behandelen import NiemandOmTeSchrijven, antwoorddagen
from vereniging.meldingen.acties.bericht import vers
from vereniging.meldingen.acties.bezorgen import met_bundel
from vereniging.meldingen.models import GELDIG, Doorzending, MeldingStand, Zichtbaar
from vereniging.meldingen.queries import doorzending_met, doorzendingen
from vereniging.post.queries import werkt_niet


class AdresWerktNiet(DomainError):
    """It would come back again."""

    message = _l("E-mail aan %(adres)s kwam terug. Vul eerst een ander adres in.")


def kwam_terug(kiem: bytes, nu: datetime) -> None:
    """The organisation never got it: its days do not count, and an officer finds out why."""
    doorzending = doorzending_met(kiem)
    if doorzending is not None:
        vers(doorzending.melding)
        doorzending.kwam_niet_aan(nu)


def bundel_kwam_terug(sleutel: str, nu: datetime) -> None:
    """The same for all that went in one message."""
    for doorzending in met_bundel(sleutel):
        vers(doorzending.melding)
        doorzending.kwam_niet_aan(nu)


def verstuur_opnieuw(doorzending: Doorzending, nu: datetime) -> None:
    """Send it once more, with all its days.

    Raises KanNietMeer, NiemandOmTeSchrijven, AdresWerktNiet.
    """
    melding, dag = doorzending.melding, amsterdam_day(nu)
    vers(melding)
    if not _mag_opnieuw(doorzending):
        raise KanNietMeer(wat=_l("deze melding"), stand=LABELS[melding.stand])
    contact = doorzending.organisatie.contact_op(dag)
    if contact is None:
        raise NiemandOmTeSchrijven(organisatie=doorzending.organisatie.naam)
    if werkt_niet(contact.email, nu):
        raise AdresWerktNiet(adres=contact.email)
    doorzending.antwoord_voor = melding.termijn = add_workdays(dag, antwoorddagen(melding))
    doorzending.geldig_tot, doorzending.onbestelbaar_op = nu + GELDIG, None
    melding.noteer(nu, "opnieuw_verstuurd", zichtbaar=Zichtbaar.KANTOOR)
    db.session.add(mail.aan_partij(doorzending, contact, f"opnieuw:{nu:%Y%m%d%H%M%S}"))
    schrijf("doorzending.opnieuw", kenmerk=melding.kenmerk)


def _mag_opnieuw(doorzending: Doorzending) -> bool:
    is_laatste = doorzendingen(doorzending.melding)[0] is doorzending
    is_daar = doorzending.melding.stand is MeldingStand.DOORGESTUURD
    return is_laatste and is_daar and doorzending.onbestelbaar_op is not None
