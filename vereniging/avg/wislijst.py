"""Who was erased, by number alone, so that an old copy brings nobody back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from vereniging.avg.models import Wisverzoek, WisverzoekStand
from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.acties.wissen import wis_aanmelding_weer, wis_weer
from vereniging.leden.models import Aanmelding, Lid, Lidmaatschap
from vereniging.meldingen.wissen import vergeet_melder
from vereniging.post.wissen import vergeet_adres
from vereniging.toegang.models import Account
from vereniging.toegang.wissen import vergeet_account

LID, AANMELDING, ACCOUNT = "lid", "aanmelding", "account"


@dataclass(frozen=True)
class Wisregel:
    """Somebody who was erased: a number, the last day as a member, and when; no name."""

    soort: str
    nummer: str
    op: str
    einde: str = ""

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.op)

    def als_json(self) -> dict[str, str]:
        """The row as it stands in the file."""
        return asdict(self)


def wislijst() -> list[Wisregel]:
    """Everybody who was ever erased here, oldest first."""
    return sorted({*_leden(), *_aanmeldingen(), *_accounts()}, key=lambda r: (r.op, r.nummer))


def _leden() -> Iterable[Wisregel]:
    last = select(func.max(Lidmaatschap.einde)).where(Lidmaatschap.lid_id == Lid.id)
    query = select(Lid.lidnummer, Lid.gewist_op, last.scalar_subquery())
    for nummer, op, einde in db.session.execute(query.where(Lid.gewist_op.is_not(None))):
        yield Wisregel(LID, str(nummer), _tekst(op), _tekst(einde))


def _aanmeldingen() -> Iterable[Wisregel]:
    query = select(Aanmelding.kenmerk, Aanmelding.gewist_op)
    for kenmerk, op in db.session.execute(query.where(Aanmelding.gewist_op.is_not(None))):
        yield Wisregel(AANMELDING, kenmerk, _tekst(op))


def _accounts() -> Iterable[Wisregel]:
    query = select(Wisverzoek.account_id, Wisverzoek.uitgevoerd_op).where(
        Wisverzoek.stand == WisverzoekStand.UITGEVOERD, Wisverzoek.account_id.is_not(None)
    )
    for account, op in db.session.execute(query):
        yield Wisregel(ACCOUNT, str(account), _tekst(op))


def _tekst(moment: date | None) -> str:
    return moment.isoformat() if moment else ""


def wis_opnieuw(regels: Iterable[Wisregel], kopie_van: datetime) -> int:
    """Erase everybody again who went after this copy was made; how many that were.

    A number in a copy that is newer than the erasing is somebody else's, so it is left alone.
    """
    return sum(_WIS[regel.soort](regel) for regel in regels if regel.moment >= kopie_van)


def _wis_lid(regel: Wisregel) -> bool:
    lid = _een(Lid, lidnummer=int(regel.nummer))
    if lid is None:
        return False
    vergeet_melder(lid.id, lid.email)
    op = regel.moment
    einde = date.fromisoformat(regel.einde) if regel.einde else amsterdam_day(op)
    return wis_weer(lid, einde, op)


def _wis_aanmelding(regel: Wisregel) -> bool:
    found = _een(Aanmelding, kenmerk=regel.nummer)
    return found is not None and wis_aanmelding_weer(found, regel.moment)


def _wis_account(regel: Wisregel) -> bool:
    account = _een(Account, id=int(regel.nummer))
    if account is None or "@" not in account.email:
        return False
    email = account.email
    vergeet_melder(None, email)
    vergeet_account(email)
    vergeet_adres(email)
    return True


def _een(model: type[Any], **key: object) -> Any:
    return db.session.scalars(select(model).filter_by(**key)).one_or_none()


_WIS = {LID: _wis_lid, AANMELDING: _wis_aanmelding, ACCOUNT: _wis_account}
SOORTEN = frozenset(_WIS)
