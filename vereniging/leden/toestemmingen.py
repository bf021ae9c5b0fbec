"""The words that members agree to, by version, and who agreed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from vereniging.core.db import db
from vereniging.core.i18n import _l
from vereniging.leden.models import Lid, Toestemming, Toestemmingsdoel

TITELS: dict[Toestemmingsdoel, Any] = {
    Toestemmingsdoel.ALV_OPROEP: _l("Oproepen voor de ledenvergadering per e-mail"),
    Toestemmingsdoel.FOTO: _l("Foto’s van u op onze site en in onze post"),
}
# Never change a text: add the next one below it. A test knows the words of each version.
TEKSTEN: dict[Toestemmingsdoel, tuple[Any, ...]] = {
    Toestemmingsdoel.ALV_OPROEP: (
        _l("Ik vind het goed dat u mij voor een ledenvergadering oproept per e-mail, en niet per"
           " brief."),
    ),
    Toestemmingsdoel.FOTO: (
        _l("Ik vind het goed dat u foto’s waar ik op sta op de site en in de nieuwsbrief zet."),
    ),
}  # fmt: skip


def versie(doel: Toestemmingsdoel) -> int:
    """The version of the words of today; the first is 1."""
    return len(TEKSTEN[doel])


def tekst(doel: Toestemmingsdoel, nummer: int) -> Any:
    """The words of a version."""
    return TEKSTEN[doel][nummer - 1]


def met_toestemming(doel: Toestemmingsdoel) -> set[int]:
    """The numbers of the members who agree to this now."""
    query = select(Toestemming.lid_id).where(Toestemming.doel == doel, Toestemming.tot.is_(None))
    return set(db.session.scalars(query))


def geldende(lid: Lid, doel: Toestemmingsdoel) -> Toestemming | None:
    """The consent of this member that holds now."""
    query = select(Toestemming).where(
        Toestemming.lid_id == lid.id, Toestemming.doel == doel, Toestemming.tot.is_(None)
    )
    return db.session.scalars(query).one_or_none()


def toestemmingen_van(lid: Lid) -> list[Toestemming]:
    """Every consent of this member, withdrawn ones too, newest first."""
    query = select(Toestemming).where(Toestemming.lid_id == lid.id)
    return list(db.session.scalars(query.order_by(Toestemming.van.desc(), Toestemming.id.desc())))
