"""Moving house: the new front door, and who still pays one nota together."""

from __future__ import annotations

from datetime import datetime

from vereniging.core.db import db, locked
from vereniging.core.workdays import amsterdam_day
from vereniging.leden import mail
from vereniging.leden.acties.aanmelden import Adresgegevens
from vereniging.leden.acties.beheren import Wijzigbron, noteer
from vereniging.leden.acties.toelaten import DELEN
from vereniging.leden.models import Adres, Huishouden, Lid, LidSoort
from vereniging.leden.queries import functionarissen
from vereniging.logboek.acties import schrijf


def verhuis(lid: Lid, naar: Adresgegevens, bron: Wijzigbron, *, samen: bool = False) -> bool:
    """Move a member, or with `samen` everybody of the household; False at the same door.

    Who lives alone takes the household along. Who leaves others behind starts a household.
    The others of a household that moves are told, and the secretary of who leaves the area.
    """
    locked(Lid, id=lid.id)
    deur = naar.adres()
    if deur is lid.adres:
        return False
    huishouden, was_binnen = lid.huishouden, lid.adres.in_werkgebied
    anderen = [ander for ander in huishouden.leden if ander is not lid] if huishouden else []
    gaan_mee = anderen if samen else []
    for een in (lid, *gaan_mee):
        _zet_adres(een, deur, bron)
    if huishouden and len(gaan_mee) == len(anderen):
        huishouden.adres = deur
    elif huishouden:
        lid.huishouden = Huishouden(adres=deur) if _deelt(lid, bron.nu) else None
    db.session.flush()
    db.session.add_all([mail.mee_verhuisd(ander, lid, bron.nu) for ander in gaan_mee])
    if was_binnen and not deur.in_werkgebied:
        _vertel_secretaris(lid, bron.nu)
    return True


def _zet_adres(lid: Lid, deur: Adres, bron: Wijzigbron) -> None:
    noteer(lid, "adres", (_regel(lid.adres), _regel(deur)), bron)
    lid.adres = deur
    schrijf("lid.gewijzigd", lidnummer=lid.lidnummer, velden=["adres"], door=bron.door)


def _deelt(lid: Lid, nu: datetime) -> bool:
    return lid.soort_op(amsterdam_day(nu)) in DELEN


def _vertel_secretaris(lid: Lid, nu: datetime) -> None:
    if lid.soort_op(amsterdam_day(nu)) is LidSoort.DONATEUR:
        return
    for functie in functionarissen("secretaris", amsterdam_day(nu)):
        email = functie.lid.email if functie.lid else functie.email
        db.session.add(mail.buiten_werkgebied(lid, email, functie.id, nu))


def _regel(adres: Adres) -> str:
    return f"{adres}, {adres.postcode} {adres.plaats}"
