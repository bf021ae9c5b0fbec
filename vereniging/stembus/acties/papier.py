"""Vote on paper: handed out, received and typed, each by two people (stembus.md section 3)."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import delete, insert, select

from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.logboek.acties import schrijf
from vereniging.stembus.acties.sleutels import alone
from vereniging.stembus.models import (
    Kiesregister,
    Papierinvoer,
    Stemming,
    StemmingStand,
    papiercode,
)
from vereniging.stembus.papier import Getypt, batch, lees, verschillen
from vereniging.stembus.protocol.codes import CODE_BYTES, crockford
from vereniging.stembus.queries import (
    papier_onbevestigd,
    papier_ontvangen,
    papiercodes,
    papierinvoeren,
    regels_van,
)
from vereniging.stembus.stappen.tellen import Papierbatch
from vereniging.taken.acties import plan as plan_taak


class NietOpDeLijst(DomainError):
    """Only who is on the roll gets a ballot."""

    message = _l("Dit lid staat niet op het kiesregister.")


class BusMoetOpen(DomainError):
    """Paper is handed out and received while members vote."""

    message = _l("Dit kan alleen zolang de stembus open is.")


class NogNietDicht(DomainError):
    """Nobody types a choice before the close."""

    message = _l("Typen kan pas als de bus dicht is.")


class BevestigenTeLaat(DomainError):
    """A day after the close it is known what counts."""

    message = _l("Bevestigen kon tot 24 uur na de sluiting. Deze envelop telt niet mee.")


class EerstBevestigen(DomainError):
    """First it is known how many envelopes there are, then they are opened."""

    message = _l(
        "Er wacht nog een envelop op bevestiging. Laat een tweede die bevestigen of weigeren."
    )


class AlTweeLijsten(DomainError):
    """Two lists are compared, not three."""

    message = _l(
        "Twee tellers typten al een lijst. Uw lijst is niet bewaard. Zijn hun lijsten anders? Dan "
        "typt een van die twee opnieuw."
    )


class AantalKloptNiet(DomainError):
    """Never more or fewer ballots than came in."""

    message = _l("U typte %(getypt)s biljetten. Er kwamen er %(ontvangen)s binnen.")


def druk_biljetten(stemming: Stemming, aantal: int, nu: datetime) -> list[str]:
    """New codes for paper ballots, in an order that tells nothing; shown once, to print."""
    _expect_open(stemming, nu)
    codes = [crockford(secrets.token_bytes(CODE_BYTES)) for _each in range(aantal)]
    rows = [{"stemming_id": stemming.id, "code": code} for code in sorted(codes)]
    db.session.execute(insert(papiercode), rows)
    schrijf("stemming.biljetten_gedrukt", stemming=stemming.slug, aantal=aantal)
    return codes


def reik_uit(stemming: Stemming, rij: Kiesregister | None, nu: datetime) -> None:
    """A member who did not vote gets a paper ballot instead. Raises NietOpDeLijst, AlGestemd."""
    _expect_open(stemming, nu)
    if rij is None:
        raise NietOpDeLijst
    db.session.refresh(rij)
    rij.uitreiken()
    schrijf("stemming.papier_uitgereikt", stemming=stemming.slug)


def neem_in(stemming: Stemming, rij: Kiesregister, account_id: int, nu: datetime) -> None:
    """An officer puts the closed envelope in the box, before the close."""
    _expect_open(stemming, nu)
    rij.innemen(account_id)
    schrijf("stemming.papier_ingenomen", stemming=stemming.slug, door=account_id)


def bevestig(stemming: Stemming, rij: Kiesregister, account_id: int, nu: datetime) -> None:
    """Another officer saw it too: from now on it is turnout. Raises EenAnder, KanNietMeer."""
    _expect_te_bevestigen(stemming, rij, nu)
    rij.inname_bevestigen(account_id)
    schrijf("stemming.papier_bevestigd", stemming=stemming.slug, door=account_id)


def weiger(stemming: Stemming, rij: Kiesregister, account_id: int, nu: datetime) -> None:
    """Another officer looked and did not find it: it counts for nobody. Raises as `bevestig`."""
    _expect_te_bevestigen(stemming, rij, nu)
    rij.inname_weigeren(account_id)
    schrijf("stemming.papier_geweigerd", stemming=stemming.slug, door=account_id)


def _expect_te_bevestigen(stemming: Stemming, rij: Kiesregister, nu: datetime) -> None:
    alone(stemming)
    db.session.refresh(rij)
    stemming.expect(StemmingStand.OPEN, StemmingStand.GESLOTEN)
    _expect_niet_getypt(stemming)
    if stemming.papier_ligt_vast(nu):
        raise BevestigenTeLaat


def haal_terug(stemming: Stemming, rij: Kiesregister, account_id: int, nu: datetime) -> None:
    """Back to voting online: one officer has the blank ballot, another one saw it."""
    _expect_open(stemming, nu)
    rij.terugnemen(account_id)
    schrijf("stemming.papier_terug", stemming=stemming.slug, door=account_id)


def typ_in(stemming: Stemming, teller_id: int, tekst: str, nu: datetime) -> list[str]:
    """A teller types the whole batch; what differs from the other teller, empty when accepted.

    Raises Leesfout, NogNietDicht, AantalKloptNiet, KanNietMeer.
    """
    alone(stemming)
    _expect_dicht(stemming)
    if papier_onbevestigd(stemming) and not stemming.papier_ligt_vast(nu):
        raise EerstBevestigen
    _expect_plaats(stemming, teller_id)
    regels = lees(regels_van(stemming), tekst, papiercodes(stemming))
    ontvangen = papier_ontvangen(stemming)
    if len(regels) != ontvangen:
        raise AantalKloptNiet(getypt=len(regels), ontvangen=ontvangen)
    _bewaar(stemming, teller_id, regels, nu)
    schrijf("stemming.papier_getypt", stemming=stemming.slug, door=teller_id)
    return _vergelijk(stemming, nu)


def _bewaar(stemming: Stemming, teller_id: int, regels: list[Getypt], nu: datetime) -> None:
    eigen = [each for each in papierinvoeren(stemming) if each.teller_id == teller_id]
    if eigen:
        eigen[0].regels, eigen[0].op = regels, nu
    else:
        db.session.add(Papierinvoer(stemming=stemming, teller_id=teller_id, regels=regels, op=nu))
    db.session.flush()


def _expect_plaats(stemming: Stemming, teller_id: int) -> None:
    tellers = [each.teller_id for each in papierinvoeren(stemming)]
    if len(tellers) == 2 and teller_id not in tellers:
        raise AlTweeLijsten


def _vergelijk(stemming: Stemming, nu: datetime) -> list[str]:
    typed = papierinvoeren(stemming)
    if len(typed) < 2:
        return []
    anders = verschillen(typed[0].regels, typed[1].regels)
    if not anders:
        stemming.papier_akkoord_op = nu
        sleutel = f"stembus.tel:{stemming.slug}:papier"
        plan_taak("stembus.tel", sleutel, nu, slug=stemming.slug, ronde=0)
        schrijf("stemming.papier_akkoord", stemming=stemming.slug)
    return anders


def papierbatch(stemming: Stemming) -> Papierbatch:
    """The accepted paper, or none; only after the close."""
    typed = papierinvoeren(stemming) if stemming.papier_akkoord_op else []
    return batch(typed[0].regels) if typed else Papierbatch()


def vergeet_papier(stemming: Stemming) -> None:
    """After the count the typed batches are the ballots themselves."""
    db.session.execute(delete(Papierinvoer).where(Papierinvoer.stemming_id == stemming.id))


def vergeet_codes(stemming: Stemming) -> None:
    """With the key go the codes of ballots that were never used."""
    db.session.execute(delete(papiercode).where(papiercode.c.stemming_id == stemming.id))


def _expect_open(stemming: Stemming, nu: datetime) -> None:
    alone(stemming)
    if not stemming.is_open(nu):
        raise BusMoetOpen


def _expect_dicht(stemming: Stemming) -> None:
    if stemming.stand is StemmingStand.OPEN:
        raise NogNietDicht
    stemming.expect(StemmingStand.GESLOTEN)
    _expect_niet_getypt(stemming)


def _expect_niet_getypt(stemming: Stemming) -> None:
    if stemming.papier_akkoord_op is not None:
        stemming.expect()


def rij_met(stemming: Stemming, nummer: int) -> Kiesregister | None:
    """The line of a paper voter on the roll of this vote."""
    query = select(Kiesregister).where(
        Kiesregister.id == nummer, Kiesregister.stemming_id == stemming.id
    )
    return db.session.scalars(query).one_or_none()
