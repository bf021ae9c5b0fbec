"""Members ask for a general meeting, the board calls it, or else they do (BW 2:41 lid 2 and 3)."""

from __future__ import annotations

from datetime import datetime

from vereniging.alv import mail
from vereniging.alv.acties.oproepen import roep_op
from vereniging.alv.acties.plannen import alleen, plan_alv, zet_op_agenda
from vereniging.alv.models import (
    Alv,
    AlvSoort,
    Alvverzoek,
    AlvverzoekStand,
    Alvverzoeksteun,
    AlvVorm,
    Puntsoort,
)
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.workdays import amsterdam_day, midnight_after
from vereniging.leden.models import Lid
from vereniging.leden.queries import functionarissen
from vereniging.logboek.acties import schrijf
from vereniging.statuten.queries import profiel
from vereniging.stembus.kiesrecht import indeling
from vereniging.taken.acties import plan
from vereniging.toegang.models import BESTUUR


class GeenStemrecht(DomainError):
    """Only votes count for a request."""

    message = _l("U heeft nu geen stem in de ledenvergadering. Daarom telt uw steun niet mee.")


class AlGesteund(DomainError):
    """Each member asks once."""

    message = _l("U steunt dit verzoek al.")


class NietVanU(DomainError):
    """Who did not ask neither withdraws nor calls."""

    message = _l("Dit kan alleen wie dit verzoek doet.")


def begin_verzoek(lid: Lid, onderwerp: str, toelichting: str, nu: datetime) -> Alvverzoek:
    """Ask for a meeting on this; who begins supports it. Raises GeenStemrecht."""
    verzoek = Alvverzoek(
        lid=lid, onderwerp=onderwerp, toelichting=toelichting, begonnen_op=nu, nodig=1
    )
    db.session.add(verzoek)
    db.session.flush()
    schrijf("alvverzoek.begonnen", verzoek=verzoek.id)
    steun_verzoek(verzoek, lid, nu)
    return verzoek


def steun_verzoek(verzoek: Alvverzoek, lid: Lid, nu: datetime) -> None:
    """Ask for it too; with enough votes it is handed in at once.

    Raises AlGesteund, GeenStemrecht, KanNietMeer.
    """
    _vast(verzoek).expect(AlvverzoekStand.LOOPT)
    kiezers = _kiezers(nu)
    if lid.id not in kiezers:
        raise GeenStemrecht
    if verzoek.steun_van(lid):
        raise AlGesteund
    verzoek.steun.append(Alvverzoeksteun(lid=lid, op=nu))
    db.session.flush()
    verzoek.nodig = _nodig(len(kiezers), nu)
    schrijf("alvverzoek.gesteund", verzoek=verzoek.id)
    if sum(each.lid_id in kiezers for each in verzoek.steun) >= verzoek.nodig:
        _dien_in(verzoek, nu)


def trek_steun_in(verzoek: Alvverzoek, lid: Lid) -> None:
    """Ask no longer, until it is handed in; raises NietVanU, KanNietMeer."""
    _vast(verzoek).expect(AlvverzoekStand.LOOPT)
    steun = verzoek.steun_van(lid)
    if steun is None or lid.id == verzoek.lid_id:
        raise NietVanU
    verzoek.steun.remove(steun)
    schrijf("alvverzoek.steun_weg", verzoek=verzoek.id)


def trek_verzoek_in(verzoek: Alvverzoek, lid: Lid) -> None:
    """Who began it stops; raises NietVanU, KanNietMeer."""
    if lid.id != verzoek.lid_id:
        raise NietVanU
    _vast(verzoek).intrekken()
    schrijf("alvverzoek.ingetrokken", verzoek=verzoek.id)


def willig_in(verzoek: Alvverzoek, alv: Alv, nu: datetime) -> None:
    """The board called this meeting for the request; raises NietOpTijd, KanNietMeer."""
    _vast(verzoek).inwilligen(alleen(alv), nu)
    schrijf("alvverzoek.ingewilligd", verzoek=verzoek.id, alv=alv.slug)


def roep_zelf_op(verzoek: Alvverzoek, lid: Lid, begin: datetime, plaats: str, nu: datetime) -> Alv:
    """Who asked calls the members in the way the board does, once the board did not.

    Raises NietVanU, NogAanBestuur, KanNietMeer, OproepTeLaat, AlvdagBezet, NietVooruit.
    """
    if _vast(verzoek).steun_van(lid) is None:
        raise NietVanU
    verzoek.expect_zelf(nu)
    alv = plan_alv(begin, plaats, nu, soort=AlvSoort.EXTRA, vorm=AlvVorm.FYSIEK)
    zet_op_agenda(alv, verzoek.onderwerp, toelichting=verzoek.toelichting, soort=Puntsoort.BESLUIT)
    roep_op(alv, nu)
    verzoek.stand, verzoek.alv = AlvverzoekStand.ZELF_OPGEROEPEN, alv
    schrijf("alvverzoek.zelf_opgeroepen", verzoek=verzoek.id, alv=alv.slug)
    return alv


def meld_termijn(verzoek: Alvverzoek, nu: datetime) -> None:
    """The two weeks are over: tell who asked that they may call, if the board did not."""
    if _vast(verzoek).is_te_laat(nu):
        db.session.add_all(mail.verzoek("termijn", verzoek, each.lid) for each in verzoek.steun)


def _dien_in(verzoek: Alvverzoek, nu: datetime) -> None:
    verzoek.indienen(nu)
    dag, tot = amsterdam_day(nu), verzoek.oproepen_tot
    bestuur = {
        functie.lid.id: functie.lid
        for soort in sorted(BESTUUR)
        for functie in functionarissen(soort, dag)
        if functie.lid
    }
    db.session.add_all(mail.verzoek("bestuur", verzoek, lid) for lid in bestuur.values())
    db.session.add_all(mail.verzoek("gehaald", verzoek, each.lid) for each in verzoek.steun)
    if tot:
        plan("alv.verzoek", f"alv.verzoek:{verzoek.id}", midnight_after(tot), nummer=verzoek.id)
    schrijf("alvverzoek.ingediend", verzoek=verzoek.id, steun=len(verzoek.steun))


def _kiezers(nu: datetime) -> set[int]:
    dag = amsterdam_day(nu)
    return {lid.id for lid, _grond in indeling(dag, profiel(dag))[0]}


def _nodig(kiezers: int, nu: datetime) -> int:
    """So many votes: the share of the statutes, rounded up."""
    return max(1, -(-kiezers * profiel(amsterdam_day(nu)).alv_verzoek_drempel // 100))


def _vast(verzoek: Alvverzoek) -> Alvverzoek:
    db.session.flush()
    locked(Alvverzoek, id=verzoek.id)
    db.session.refresh(verzoek, ["steun"])
    return verzoek
