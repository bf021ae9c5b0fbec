"""Give, confirm and withdraw a volmacht, and vote with it (stembus.md section 3)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import update

from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.links import new_seed
from vereniging.leden.models import Lid
from vereniging.logboek.acties import schrijf
from vereniging.statuten.queries import profiel
from vereniging.stembus import mail
from vereniging.stembus.acties.sleutels import alone
from vereniging.stembus.acties.stemmen import breng_uit
from vereniging.stembus.kiesrecht import stemrecht
from vereniging.stembus.models import Kiesregister, Stemming, StemmingStand, Volmacht
from vereniging.stembus.models.bus import PAPIER
from vereniging.stembus.queries import registerrij, volmachten_van
from vereniging.stembus.stappen.stemmen import Formulier, Ontvangst


class GeenVolmacht(DomainError):
    """A volmacht belongs to the general meeting, and only before its vote is closed."""

    message = _l("Bij deze stemming kunt u geen volmacht geven.")


class NietAanUzelf(DomainError):
    """Who votes needs no volmacht."""

    message = _l("U kunt geen volmacht aan uzelf geven.")


class AlVolmacht(DomainError):
    """One vote, one holder."""

    message = _l("Er is al een volmacht voor deze stem. Trek die eerst in.")


class TeVeelVolmachten(DomainError):
    """Nobody votes for half the association."""

    message = _l("%(naam)s heeft al %(aantal)s volmachten. Meer mag niet. Kies iemand anders.")


class NietDoorgeven(DomainError):
    """Who votes for others, votes; nothing is passed on."""

    message = _l("%(naam)s kan dit niet: wie zelf volmacht geeft, stemt niet voor een ander.")


class GeenStem(DomainError):
    """Both are on the same roll."""

    message = _l("%(naam)s mag niet meedoen aan deze stemming.")


class AlUitgebracht(DomainError):
    """A volmacht is for a vote that was not cast yet."""

    message = _l("Er is al gestemd. Een volmacht geven of intrekken kan dan niet meer.")


def geef_volmacht(stemming: Stemming, gever: Lid, houder: Lid, nu: datetime) -> Volmacht:
    """A member lets another one vote. Raises the refusals of this module."""
    return _geef(Volmacht(stemming=stemming, gever=gever, houder=houder, kiem=new_seed(),
                          gegeven_op=nu), nu)  # fmt: skip


def noteer_volmacht(
    stemming: Stemming, wie: tuple[Lid, Lid], account_id: int, nu: datetime
) -> Volmacht:
    """An officer has a signed paper of giver and holder; a second one confirms it."""
    gever, houder = wie
    return _geef(
        Volmacht(stemming=stemming, gever=gever, houder=houder, kiem=new_seed(), gegeven_op=nu,
                 via=PAPIER, in_door_id=account_id), nu,
    )  # fmt: skip


def kan_volmacht(stemming: Stemming, nu: datetime) -> bool:
    """Whether members can give one now."""
    regels = profiel(_peildag(stemming))
    mag = not stemming.grondslag.is_raadpleging and regels.volmacht
    return mag and (stemming.stand is StemmingStand.CONCEPT or stemming.is_open(nu))


def _geef(volmacht: Volmacht, nu: datetime) -> Volmacht:
    stemming, gever, houder = volmacht.stemming, volmacht.gever, volmacht.houder
    with db.session.no_autoflush:
        _expect_kan(stemming, gever, houder, nu)
    db.session.add(volmacht)
    schrijf("volmacht.gegeven", stemming=stemming.slug, via=volmacht.via)
    if volmacht.is_geldig:
        _maak_geldig(volmacht, nu)
    return volmacht


def _expect_kan(stemming: Stemming, gever: Lid, houder: Lid, nu: datetime) -> None:
    alone(stemming)
    if not kan_volmacht(stemming, nu):
        raise GeenVolmacht
    if gever is houder:
        raise NietAanUzelf
    _expect_vrij(volmachten_van(stemming), gever, houder, _hoogstens(stemming))
    for lid in (gever, houder):
        _expect_stem(stemming, lid)
    rij = registerrij(stemming, gever.id)
    if rij is not None and (rij.revisie or rij.is_papier):
        raise AlUitgebracht


def _expect_vrij(gegeven: list[Volmacht], gever: Lid, houder: Lid, hoogstens: int) -> None:
    gevers = {each.gever_id for each in gegeven}
    houders = [each.houder_id for each in gegeven]
    if gever.id in gevers:
        raise AlVolmacht
    if gever.id in houders:
        raise NietDoorgeven(naam=gever.naam)
    if houder.id in gevers:
        raise NietDoorgeven(naam=houder.naam)
    if houders.count(houder.id) >= hoogstens:
        raise TeVeelVolmachten(naam=houder.naam, aantal=hoogstens)


def _expect_stem(stemming: Stemming, lid: Lid) -> None:
    """On the roll; before there is a roll: with the right to vote on the day it is made."""
    dag = _peildag(stemming)
    if stemming.stand is StemmingStand.CONCEPT:
        mag = stemrecht(lid, dag, profiel(dag)).mag
    else:
        mag = registerrij(stemming, lid.id) is not None
    if not mag:
        raise GeenStem(naam=lid.naam)


def _peildag(stemming: Stemming) -> date:
    return stemming.open_op.astimezone(AMSTERDAM).date()


def _hoogstens(stemming: Stemming) -> int:
    return profiel(_peildag(stemming)).volmachten_per_houder


def bevestig_volmacht(volmacht: Volmacht, account_id: int, nu: datetime) -> None:
    """A second officer saw the paper. Raises EenAnder, KanNietMeer, AlUitgebracht."""
    volmacht = _opnieuw(volmacht)
    if not kan_volmacht(volmacht.stemming, nu):
        raise GeenVolmacht
    rij = registerrij(volmacht.stemming, volmacht.gever_id)
    if rij is not None and (rij.revisie or rij.is_papier):
        raise AlUitgebracht
    volmacht.bevestigen(account_id)
    schrijf("volmacht.bevestigd", stemming=volmacht.stemming.slug, door=account_id)
    _maak_geldig(volmacht, nu)


def trek_volmacht_in(volmacht: Volmacht, nu: datetime) -> None:
    """The giver votes after all, as long as the holder did not. Raises AlUitgebracht."""
    volmacht = _opnieuw(volmacht)
    stemming = volmacht.stemming
    if not kan_volmacht(stemming, nu):
        raise GeenVolmacht
    rij = registerrij(stemming, volmacht.gever_id)
    if rij is not None and rij.revisie and rij.houder_id is not None:
        raise AlUitgebracht
    _zet_houder(volmacht, None)
    if volmacht.is_geldig:
        db.session.add_all(mail.volmacht_weg(volmacht, wie, nu) for wie in _beiden(volmacht))
    schrijf("volmacht.ingetrokken", stemming=stemming.slug)
    db.session.delete(volmacht)


def pas_volmachten_toe(stemming: Stemming, nu: datetime) -> None:
    """With the roll of the opening: who is not on it, neither gives nor holds a volmacht."""
    for volmacht in volmachten_van(stemming):
        if all(registerrij(stemming, lid.id) for lid in _beiden(volmacht)):
            if volmacht.is_geldig:
                _zet_houder(volmacht, volmacht.houder)
            continue
        db.session.add_all(mail.volmacht_weg(volmacht, wie, nu) for wie in _beiden(volmacht))
        schrijf("volmacht.vervallen", stemming=stemming.slug)
        db.session.delete(volmacht)


def stem_namens(volmacht: Volmacht, formulier: Formulier) -> tuple[Ontvangst, int]:
    """Cast the vote of the giver; the roll row is theirs, so it counts once.

    Raises what `breng_uit` raises; VolmachtVeranderd when it was withdrawn meanwhile.
    """
    return breng_uit(volmacht.stemming, volmacht.gever, formulier, volmacht.houder)


def _maak_geldig(volmacht: Volmacht, nu: datetime) -> None:
    _zet_houder(volmacht, volmacht.houder)
    db.session.flush()
    db.session.add_all(mail.volmacht_gegeven(volmacht, wie, nu) for wie in _beiden(volmacht))


def _zet_houder(volmacht: Volmacht, houder: Lid | None) -> None:
    db.session.execute(
        update(Kiesregister)
        .where(
            Kiesregister.stemming_id == volmacht.stemming.id,
            Kiesregister.lid_id == volmacht.gever.id,
        )
        .values(houder_id=houder.id if houder else None)
    )


def _beiden(volmacht: Volmacht) -> tuple[Lid, Lid]:
    return volmacht.gever, volmacht.houder


def _opnieuw(volmacht: Volmacht) -> Volmacht:
    alone(volmacht.stemming)
    if locked(Volmacht, id=volmacht.id) is None:
        raise KanNietMeer(wat=_l("deze volmacht"), stand=_l("ingetrokken"))
    return volmacht
