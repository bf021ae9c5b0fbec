"""Households are split and joined by the secretary; who lives together pays one nota."""

from __future__ import annotations

from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.acties.beheren import Wijzigbron, noteer
from vereniging.leden.acties.toelaten import DELEN, VreemdHuishouden
from vereniging.leden.models import Huishouden, Lid, Lidwijziging
from vereniging.logboek.acties import schrijf


class DeeltNiet(DomainError):
    """Donors and firms pay for themselves, former members not at all."""

    message = _l("Alleen een lid of erelid hoort bij een huishouden. Er is niets veranderd.")


def splits_huishouden(lid: Lid, bron: Wijzigbron) -> bool:
    """Give this member a household of their own; False when they have one already.

    A nota that covers the member this year stays as it is. Raises DeeltNiet.
    """
    locked(Lid, id=lid.id)
    _eis_delen(lid, bron)
    if lid.huishouden is not None and huisgenoten(lid) == []:
        return False
    _verhuis([lid], Huishouden(adres=lid.adres), bron)
    return True


def voeg_bij_huishouden(
    lid: Lid, naar: Huishouden, bron: Wijzigbron, *, met_allen: bool = False
) -> bool:
    """Move this member, or the whole household, into another one behind the same front door.

    False when they live there already. Raises VreemdHuishouden, DeeltNiet.
    """
    movers = sorted([lid, *(huisgenoten(lid) if met_allen else [])], key=lambda one: one.id)
    for one in movers:
        locked(Lid, id=one.id)
    if lid.huishouden is naar:
        return False
    if not naar.leden or any(one.adres_id != naar.adres_id for one in movers):
        raise VreemdHuishouden
    _eis_delen(lid, bron)
    _verhuis(movers, naar, bron)
    return True


def kies_betaler(lid: Lid, bron: Wijzigbron) -> bool:
    """From the next nota on this member pays for the household; False when that was so.

    A nota that was made keeps its name. Raises DeeltNiet.
    """
    locked(Lid, id=lid.id)
    _eis_delen(lid, bron)
    thuis = lid.huishouden
    if thuis is None:
        raise DeeltNiet
    was = thuis.betaler()
    if thuis.betaler_id == lid.id:
        return False
    thuis.betaler_id = lid.id
    if was is not None and was is not lid:
        noteer(was, "betaler", ("ja", "nee"), bron)
        noteer(lid, "betaler", ("nee", "ja"), bron)
    schrijf("huishouden.betaler", lidnummer=lid.lidnummer, door=bron.door)
    return True


def huisgenoten(lid: Lid) -> list[Lid]:
    """The others in the household."""
    return [ander for ander in lid.huishouden.leden if ander is not lid] if lid.huishouden else []


def verlaat_huishouden(lid: Lid, bron: Wijzigbron) -> None:
    """Take somebody out and let the others go on, the next of them as the one who pays."""
    if lid.huishouden is not None:
        _verhuis([lid], None, bron)


def _eis_delen(lid: Lid, bron: Wijzigbron) -> None:
    if lid.soort_op(amsterdam_day(bron.nu)) not in DELEN:
        raise DeeltNiet


def _verhuis(movers: list[Lid], naar: Huishouden | None, bron: Wijzigbron) -> None:
    was = {one.id: _met_wie(one) for one in movers}
    for one in movers:
        if one.huishouden is not None and one.huishouden.betaler_id == one.id:
            one.huishouden.betaler_id = None
        one.huishouden = naar
    db.session.flush()
    for one in movers:
        _noteer(one, was[one.id], bron)


def _noteer(lid: Lid, was: str, bron: Wijzigbron) -> None:
    werd = _met_wie(lid)
    if werd == was:
        return
    row = Lidwijziging(
        lid=lid,
        op=bron.nu,
        veld="huishouden",
        oud=was,
        nieuw=werd,
        reden=bron.reden,
        door=bron.door,
    )
    db.session.add(row)
    schrijf("lid.gewijzigd", lidnummer=lid.lidnummer, velden=["huishouden"], door=bron.door)


def _met_wie(lid: Lid) -> str:
    """Numbers, not names: the history of one member must not keep the name of another."""
    if lid.huishouden is None:
        return "geen huishouden"
    numbers = sorted(ander.lidnummer for ander in huisgenoten(lid))
    return f"met {', '.join(map(str, numbers))}"[:300] if numbers else "eigen huishouden"
