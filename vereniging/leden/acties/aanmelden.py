"""An application comes in, is confirmed by mail, or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from vereniging.core.clock import year_of
from vereniging.core.db import db, locked
from vereniging.core.links import new_seed
from vereniging.core.references import next_reference
from vereniging.core.workdays import amsterdam_day
from vereniging.leden import mail
from vereniging.leden.acties.toelaten import toelaten_volgens_vast_besluit
from vereniging.leden.haken import betaallink
from vereniging.leden.models import (
    Aanmelding,
    AanmeldingStand,
    Aanmeldkanaal,
    Adres,
    Lid,
    LidSoort,
    LidStand,
)
from vereniging.leden.models.aanmelding import AlAangemeld
from vereniging.leden.queries import adres_met, lid_met_email, wachtende_aanmelding
from vereniging.leden.signals import aanmelding_bevestigd, aanmelding_ingetrokken
from vereniging.logboek.acties import schrijf
from vereniging.post.models import Mail

EEN_DAG = timedelta(days=1)
MEESTE_PER_DAG = 3  # security-reliability.md section 9
ENDED = frozenset({LidStand.BEEINDIGD, LidStand.GEEN_LID})


@dataclass(frozen=True, kw_only=True)
class Adresgegevens:
    """A front door as a form read it."""

    straat: str
    huisnummer: int
    postcode: str
    plaats: str
    in_werkgebied: bool
    letter: str = ""
    toevoeging: str = ""

    def adres(self) -> Adres:
        """The row of this door; a new one when nobody lived there yet."""
        sleutel = (self.postcode, self.huisnummer, self.letter, self.toevoeging)
        return adres_met(sleutel, self.straat) or Adres(**self.__dict__)


@dataclass(frozen=True, kw_only=True)
class Gegevens:
    """What somebody filled in to become a member."""

    voornaam: str
    achternaam: str
    adres: Adresgegevens
    akkoord: str
    tussenvoegsel: str = ""
    email: str | None = None
    telefoon: str | None = None
    taal: str = "nl"
    soort: LidSoort = LidSoort.LID
    is_zestien: bool = True
    huisgenoot_is_lid: bool = False


def aanvragen(gegevens: Gegevens, nu: datetime) -> bytes:
    """A visitor applies; the mail tells what happens, the page is the same for everyone.

    Returns the seed that the code in the mail is checked against.
    """
    email = gegevens.email or ""
    if _vaak_aangevraagd(email, nu):
        return new_seed()
    lid = lid_met_email(email)
    is_lid = lid is not None and is_bezet(lid, amsterdam_day(nu))
    if not is_lid and wachtende_aanmelding(email) is None:
        return indienen(gegevens, nu).kiem
    message = mail.al_bekend(email, gegevens.taal, amsterdam_day(nu), is_lid=is_lid)
    known = select(Mail.id).where(Mail.sleutel == message.sleutel)
    if db.session.scalars(known).one_or_none() is None:
        db.session.add(message)
    return new_seed()


def _vaak_aangevraagd(email: str, nu: datetime) -> bool:
    """Somebody fills a stranger's mailbox: after three mails in a day none goes out any more."""
    query = select(func.count()).where(
        Aanmelding.email == email,
        Aanmelding.kanaal == Aanmeldkanaal.WEB,
        Aanmelding.ingediend_op > nu - EEN_DAG,
    )
    return (db.session.scalar(query) or 0) >= MEESTE_PER_DAG


def is_bezet(lid: Lid, dag: date) -> bool:
    """Whether this person is a member (or will be) and cannot apply again."""
    return lid.stand(dag) not in ENDED


def indienen(
    gegevens: Gegevens,
    nu: datetime,
    *,
    kanaal: Aanmeldkanaal = Aanmeldkanaal.WEB,
    door: int | None = None,
) -> Aanmelding:
    """Keep the application; from the site the mail asks to confirm it, else it is confirmed.

    Raises AlAangemeld.
    """
    velden = {**gegevens.__dict__, "adres": gegevens.adres.adres()}
    aanmelding = Aanmelding(
        kenmerk=next_reference("AM", year_of(nu)),
        kiem=new_seed(),
        ingediend_op=nu,
        kanaal=kanaal,
        **velden,
    )
    db.session.add(aanmelding)
    schrijf("aanmelding.ingediend", kenmerk=aanmelding.kenmerk, kanaal=kanaal, door=door)
    if kanaal is Aanmeldkanaal.WEB:
        db.session.add(mail.bevestig_aanmelding(aanmelding))
    else:
        bevestigen(aanmelding, nu)
    return aanmelding


def bevestigen(aanmelding: Aanmelding, nu: datetime) -> bool:
    """The applicant is reached at this address; False when that was known before.

    Raises LinkVerlopen, AlAangemeld.
    """
    _fresh(aanmelding)
    if aanmelding.stand is AanmeldingStand.TE_BEVESTIGEN and _is_dubbel(aanmelding, nu):
        raise AlAangemeld
    if not aanmelding.bevestigen(nu):
        return False
    schrijf("aanmelding.bevestigd", kenmerk=aanmelding.kenmerk)
    aanmelding_bevestigd.send(aanmelding, nu=nu)
    if toelaten_volgens_vast_besluit(aanmelding, nu) is None:
        db.session.add(mail.aangemeld(aanmelding, betaallink(aanmelding)))
    return True


def _is_dubbel(aanmelding: Aanmelding, nu: datetime) -> bool:
    return aanmelding.email is not None and is_email_bezet(aanmelding.email, amsterdam_day(nu))


def is_email_bezet(email: str, dag: date) -> bool:
    """Whether a member, or somebody whom the board decides on, reads mail at this address."""
    lid = lid_met_email(email)
    taken = lid is not None and is_bezet(lid, dag)
    return taken or wachtende_aanmelding(email) is not None


def door_code(kiem: bytes, getypt: str) -> Aanmelding | None:
    """The application whose mail holds this code, or None; a wrong try is counted."""
    aanmelding = locked(Aanmelding, kiem=kiem)
    if aanmelding is None:
        return None
    digits = "".join(letter for letter in getypt if letter.isdigit())
    return aanmelding if aanmelding.is_code(digits, mail.code_van(kiem)) else None


def intrekken(aanmelding: Aanmelding, nu: datetime) -> bool:
    """The applicant changed their mind; what was paid goes back."""
    _fresh(aanmelding)
    if not aanmelding.intrekken(nu):
        return False
    schrijf("aanmelding.ingetrokken", kenmerk=aanmelding.kenmerk)
    aanmelding_ingetrokken.send(aanmelding, nu=nu)
    return True


def _fresh(aanmelding: Aanmelding) -> None:
    db.session.flush()
    locked(Aanmelding, id=aanmelding.id)
