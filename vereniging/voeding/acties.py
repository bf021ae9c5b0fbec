"""Give voeding, and decide what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vereniging.convenant.models import Thema
from vereniging.core.clock import AMSTERDAM, year_of
from vereniging.core.db import db, locked
from vereniging.core.references import next_reference
from vereniging.leden.models import Lid
from vereniging.leden.queries import functionarissen
from vereniging.logboek.acties import schrijf
from vereniging.voeding import mail
from vereniging.voeding.models import Voeding, VoedingSoort


@dataclass(frozen=True, kw_only=True)
class Inbreng:
    """What a member filled in."""

    thema: Thema
    tekst: str
    soort: VoedingSoort = VoedingSoort.SIGNAAL
    naam_zichtbaar: bool = False


def geef(lid: Lid, inbreng: Inbreng, nu: datetime) -> Voeding:
    """A member gives input; the delegates hear of it."""
    voeding = Voeding(
        kenmerk=next_reference("V", year_of(nu)),
        ingediend_op=nu,
        lid=lid,
        **vars(inbreng),
    )
    db.session.add_all([voeding, mail.ontvangen(voeding)])
    for functie in functionarissen("afgevaardigde", nu.astimezone(AMSTERDAM).date()):
        if functie.lid and functie.lid.email and functie.lid is not lid:
            db.session.add(mail.nieuw(voeding, functie.lid))
    schrijf("voeding.ingediend", kenmerk=voeding.kenmerk, thema=inbreng.thema.code)
    return voeding


def plaats(voeding: Voeding) -> None:
    """Show it to the members."""
    _fresh(voeding)
    voeding.plaatsen()
    schrijf("voeding.geplaatst", kenmerk=voeding.kenmerk)


def antwoord(voeding: Voeding, door: Lid, tekst: str, nu: datetime) -> None:
    """A delegate replies; the author gets it by mail."""
    _fresh(voeding)
    voeding.beantwoorden(door, tekst)
    db.session.add(mail.beantwoord(voeding, int(nu.timestamp())))
    schrijf("voeding.beantwoord", kenmerk=voeding.kenmerk)


def neem_niet_over(voeding: Voeding, door: Lid, reden: str, nu: datetime) -> None:
    """It does not go to the meeting; the author hears why."""
    _fresh(voeding)
    voeding.niet_overnemen(door, reden, nu)
    _meld_lot(voeding)


def neem_mee(voeding: Voeding, door: Lid, tekst: str, nu: datetime) -> None:
    """The delegates take it along as it is."""
    _fresh(voeding)
    voeding.meenemen(door, tekst, nu)
    _meld_lot(voeding)


def neem_op(voeding: Voeding, nu: datetime) -> None:
    """It becomes a source of a standpunt."""
    _fresh(voeding)
    voeding.opnemen(nu)
    _meld_lot(voeding)


def voeg_samen(voeding: Voeding, bij: Voeding, nu: datetime) -> None:
    """It says the same as another one."""
    _fresh(voeding)
    voeding.samenvoegen(bij, nu)
    _meld_lot(voeding)


def verberg(voeding: Voeding, reden: str, nu: datetime) -> None:
    """A moderator hides it."""
    _fresh(voeding)
    voeding.verbergen(reden, nu)
    _meld_lot(voeding)


def trek_in(voeding: Voeding) -> None:
    """The author takes it back."""
    _fresh(voeding)
    voeding.intrekken()
    schrijf("voeding.ingetrokken", kenmerk=voeding.kenmerk)


def _meld_lot(voeding: Voeding) -> None:
    db.session.add(mail.lot(voeding))
    schrijf("voeding.lot", kenmerk=voeding.kenmerk, stand=voeding.stand.value)


def _fresh(voeding: Voeding) -> None:
    db.session.flush()
    locked(Voeding, id=voeding.id)
