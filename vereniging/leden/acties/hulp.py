"""A member without mail gets a helper, who reads the letters and can use the links in them."""

from __future__ import annotations

from vereniging.core.db import db, locked
from vereniging.core.workdays import amsterdam_day
from vereniging.leden import mail_hulp as mail
from vereniging.leden.acties.beheren import Wijzigbron, noteer
from vereniging.leden.hulp import hulp_van
from vereniging.leden.models import Hulp, Lid
from vereniging.leden.models.hulp import AlGeholpen, GeenHelper, LeestZelf
from vereniging.logboek.acties import schrijf


def wijs_helper_aan(lid: Lid, helper: Lid, bron: Wijzigbron) -> Hulp:
    """From today the letters of this member go to the helper; `bron.reden`: how they agreed.

    Raises LeestZelf, GeenHelper, AlGeholpen.
    """
    dag = amsterdam_day(bron.nu)
    locked(Lid, id=lid.id)
    if lid.email:
        raise LeestZelf(naam=lid.naam)
    if helper is lid or not helper.email or not helper.is_lid_op(dag):
        raise GeenHelper
    if hulp_van(lid) is not None:
        raise AlGeholpen(naam=lid.naam)
    hulp = Hulp(lid=lid, helper=helper, begin=dag, akkoord=bron.reden)
    db.session.add(hulp)
    db.session.flush()
    _vertel(hulp, ("", helper.naam), bron)
    db.session.add_all([mail.hulp_begint(hulp), mail.hulp_helper(hulp)])
    return hulp


def beeindig_hulp(hulp: Hulp, bron: Wijzigbron) -> bool:
    """The letters go by post again."""
    locked(Hulp, id=hulp.id)
    if not hulp.stoppen(amsterdam_day(bron.nu)):
        return False
    _vertel(hulp, (hulp.helper.naam, ""), bron)
    db.session.add(mail.hulp_eindigt(hulp))
    return True


def _vertel(hulp: Hulp, van_naar: tuple[str, str], bron: Wijzigbron) -> None:
    noteer(hulp.lid, "helper", van_naar, bron)
    schrijf(
        "lid.hulp",
        lidnummer=hulp.lid.lidnummer,
        helper=hulp.helper.lidnummer,
        loopt=hulp.einde is None,
        door=bron.door,
    )
