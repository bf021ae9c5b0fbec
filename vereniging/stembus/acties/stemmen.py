"""Cast a vote (T2): one sealed envelope per member, the last one counts (protocol 4.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l, datumtijd, tijd
from vereniging.leden.models import Lid
from vereniging.post.models import Mail
from vereniging.statuten.queries import instelling
from vereniging.stembus.acties.sleutels import lock, stemsleutels
from vereniging.stembus.mail import gestemd, gestemd_sleutel
from vereniging.stembus.models import Kiesregister, Stemming, StemmingStand, envelop
from vereniging.stembus.queries import regels_van
from vereniging.stembus.stappen.stemmen import Formulier, Ontvangst, Stemlokaal, Stempoging

HOOGSTENS_PER_UUR = 30
UUR = timedelta(hours=1)
_lokalen: dict[tuple[str, int], Stemlokaal] = {}


class BusDicht(DomainError):
    """After the closing second nothing is accepted."""

    message = _l("De stembus is gesloten sinds %(tijd)s.")


class NietOpRegister(DomainError):
    """The roll was frozen at opening, with the ground that the member may know."""

    message = _l("U staat niet op het kiesregister, want %(grond)s.")


class IntussenGestemd(DomainError):
    """Another window was quicker: that vote counts, unless confirmed anew."""

    message = _l(
        "U heeft intussen in een ander venster gestemd. Die stem telt. "
        "Wilt u deze keuze? Bevestig opnieuw."
    )


class TeVaak(DomainError):
    """Nobody changes their mind so often; a script might (stembus.md 4.4)."""

    message = _l(
        "U stemde %(aantal)s keer in een uur. Uw laatste stem telt. "
        "Wijzigen kan weer vanaf %(tijd)s."
    )


class VolmachtGegeven(DomainError):
    """Who gave a volmacht votes again after withdrawing it."""

    message = _l("U gaf een volmacht aan %(naam)s. Zelf stemmen? Trek de volmacht eerst in.")


class VolmachtVeranderd(DomainError):
    """Given or withdrawn while the ballot was filled in: the other one votes now."""

    message = _l("De volmacht is net gegeven of ingetrokken. Er is nu niet gestemd.")


class OpPapier(DomainError):
    """A member who got a paper ballot votes on paper."""

    message = _l("U stemt op papier. Toch online? Bel %(telefoon)s.")


def stemlokaal(stemming: Stemming) -> Stemlokaal:
    """Rules and keys ready for sealing, made once per vote and process."""
    sleutels = stemsleutels()
    key = (stemming.regels_hash, id(sleutels))
    if key not in _lokalen:
        _lokalen[key] = Stemlokaal(regels_van(stemming), sleutels)
    return _lokalen[key]


def breng_uit(
    stemming: Stemming, lid: Lid, formulier: Formulier, houder: Lid | None = None
) -> tuple[Ontvangst, int]:
    """T2: put the sealed vote in the box; the receipt and its revision, shown once.

    `houder` casts it for the member, with a volmacht. Raises BusDicht, OpPapier,
    VolmachtVeranderd, IntussenGestemd, TeVaak. Casting writes no log line.
    """
    houder_id = houder.id if houder else None
    lokaal = stemlokaal(stemming)
    poging = Stempoging(str(lid.lidnummer), formulier.verwacht, formulier.nonce)
    uitgebracht = lokaal.breng_uit(poging, formulier.keuzes)
    lock(stemming, exclusive=False)
    nu = clock.now()
    _expect_open(stemming, nu)
    changed = db.session.execute(
        update(Kiesregister)
        .where(
            Kiesregister.stemming_id == stemming.id,
            Kiesregister.lid_id == lid.id,
            Kiesregister.kanaal == "web",
            Kiesregister.revisie == formulier.verwacht,
            Kiesregister.houder_id.is_(None)
            if houder is None
            else Kiesregister.houder_id == houder_id,
        )
        .values(revisie=Kiesregister.revisie + 1, bevestiging=uitgebracht.bevestiging)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]  # a cursor result
        _expect_houder(stemming, lid, houder_id)
        return _herhaald(stemming, lid, lokaal, (poging, uitgebracht.bevestiging))
    _expect_niet_te_vaak(stemming, lid, formulier.verwacht, nu)
    _bewaar(stemming, lid, uitgebracht.envelop)
    revisie = formulier.verwacht + 1
    db.session.add_all(gestemd(stemming, lid, revisie, nu, houder))
    return uitgebracht.ontvangst, revisie


def _expect_houder(stemming: Stemming, lid: Lid, houder_id: int | None) -> None:
    query = select(Kiesregister.houder_id).where(
        Kiesregister.stemming_id == stemming.id, Kiesregister.lid_id == lid.id
    )
    if db.session.execute(query).scalar_one() != houder_id:
        raise VolmachtVeranderd


def _expect_open(stemming: Stemming, nu: datetime) -> None:
    stand = db.session.scalar(select(Stemming.stand).where(Stemming.id == stemming.id))
    if stand is not StemmingStand.OPEN or not stemming.open_op <= nu < stemming.sluit_op:
        raise BusDicht(tijd=datumtijd(stemming.sluit_op))


def _expect_niet_te_vaak(stemming: Stemming, lid: Lid, gestemd_tot_nu: int, nu: datetime) -> None:
    """When the vote of thirty votes ago is younger than an hour; its message knows the time."""
    eerder = gestemd_tot_nu - HOOGSTENS_PER_UUR + 1
    if eerder < 1:
        return
    sleutel = gestemd_sleutel(stemming, lid, eerder)
    toen = db.session.scalar(select(Mail.gemaakt_op).where(Mail.sleutel == sleutel))
    if toen is not None and nu - toen < UUR:
        raise TeVaak(aantal=HOOGSTENS_PER_UUR, tijd=tijd(toen + UUR))


def _bewaar(stemming: Stemming, lid: Lid, inhoud: bytes) -> None:
    insert = sqlite_insert if db.engine.dialect.name == "sqlite" else postgres_insert
    row: Mapping[str, object] = {"stemming_id": stemming.id, "lid_id": lid.id, "envelop": inhoud}
    statement = insert(envelop).values(row)
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=["stemming_id", "lid_id"],
            set_={"envelop": statement.excluded.envelop},
        )
    )


def _herhaald(
    stemming: Stemming, lid: Lid, lokaal: Stemlokaal, gedaan: tuple[Stempoging, bytes]
) -> tuple[Ontvangst, int]:
    """The same form again gets the receipt of the stored envelope; another one is refused."""
    poging, bevestiging = gedaan
    query = select(Kiesregister.revisie, Kiesregister.bevestiging, Kiesregister.kanaal).where(
        Kiesregister.stemming_id == stemming.id, Kiesregister.lid_id == lid.id
    )
    revisie, bewaard, kanaal = db.session.execute(query).one()
    if kanaal != "web":
        raise OpPapier(telefoon=instelling("telefoon"))
    if revisie != poging.verwacht + 1 or bewaard != bevestiging:
        raise IntussenGestemd
    stored = select(envelop.c.envelop).where(
        envelop.c.stemming_id == stemming.id, envelop.c.lid_id == lid.id
    )
    return lokaal.ontvangst(poging, db.session.execute(stored).scalar_one()), revisie
