"""A vote on a tie ends with the result that ended in it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.post.mailing import tekst_van
from tests.stembus.factories import drie_tellers, om
from tests.stembus.test_herstemming import KEUZE, geteld, week
from tests.stembus.test_stemming import leden, sluit_en_tel
from tests.support.client import Client
from tests.support.work import work
from vereniging.logboek.models import Logboek
from vereniging.post.models import Mail
from vereniging.stembus.acties import (
    betwist,
    herstem,
    maak_bezwaar,
    open_stemming,
    stel_vast,
    stel_vernietiging_voor,
    vernietig_stemming,
)
from vereniging.stembus.acties.tellers import benoem_tellers
from vereniging.stembus.acties.vervallen import HerstemmingLoopt, UitslagTeltNiet
from vereniging.stembus.models import Kiesregister, Stemming, StemmingStand
from vereniging.toegang.models import Account

REDEN = "Op de laatste avond was de site drie uur weg."
Ingreep = Callable[[Session, Stemming, datetime], None]


def gelijk(data: Session, nu: datetime) -> tuple[Stemming, Stemming, datetime]:
    """A tie, the vote on it that waits, and the moment; an objection was right."""
    stemming, moment = geteld(data, nu, KEUZE, "a", "a", "c", "c", "b")
    gegrond(data, stemming, moment)
    return stemming, herstem(stemming, week(moment), moment), moment


def gegrond(data: Session, stemming: Stemming, moment: datetime) -> None:
    """A member objected and was right."""
    rij = data.scalars(select(Kiesregister).where(Kiesregister.stemming_id == stemming.id)).first()
    assert rij is not None
    maak_bezwaar(stemming, rij.lid, REDEN, moment).beantwoorden("Dat klopt.", gegrond=True)
    data.flush()


def contest(data: Session, stemming: Stemming, moment: datetime) -> None:
    """The board contests the result."""
    del data
    betwist(stemming, REDEN, week(moment), moment)


def annul(data: Session, stemming: Stemming, moment: datetime) -> None:
    """One officer asks, another one agrees."""
    een, twee = [
        Account(email=f"{secrets.token_hex(4)}@example.org", gemaakt_op=moment) for _each in "ab"
    ]
    data.add_all([een, twee])
    data.flush()
    vernietig_stemming(stel_vernietiging_voor(stemming, REDEN, een.id, moment), twee.id, moment)


beide = pytest.mark.parametrize("ingreep", [contest, annul])


@beide
def test_one_that_waits_is_dropped_with_the_result_and_never_opens(
    data: Session, nu: datetime, ingreep: Ingreep
) -> None:
    stemming, nieuw, moment = gelijk(data, nu)
    ingreep(data, stemming, moment)
    assert nieuw.stand is StemmingStand.GEANNULEERD
    om(nieuw.open_op)
    work()
    assert nieuw.stand is StemmingStand.GEANNULEERD
    logged = data.scalars(select(Logboek).where(Logboek.soort == "stemming.geannuleerd")).all()
    assert [line.wat["stemming"] for line in logged] == [nieuw.slug]


@beide
def test_its_tellers_hear_that_it_is_off(data: Session, nu: datetime, ingreep: Ingreep) -> None:
    stemming, nieuw, moment = gelijk(data, nu)
    nieuw.niveau = "geheim"
    tellers = drie_tellers(nu)
    benoem_tellers(nieuw, tellers, moment)
    ingreep(data, stemming, moment)
    told = data.scalars(select(Mail).where(Mail.sleutel.startswith("teller-vervallen:"))).all()
    assert {mail.aan for mail in told} == {lid.email for lid in tellers}
    assert "De stemming gaat niet door." in tekst_van(told[0])


@beide
@pytest.mark.parametrize("tot", ["open", "geteld", "vastgesteld"])
def test_one_that_opened_is_annulled_first(
    data: Session, nu: datetime, ingreep: Ingreep, tot: str
) -> None:
    stemming, nieuw, _moment = gelijk(data, nu)
    moment = verder(nieuw, tot)
    with pytest.raises(HerstemmingLoopt, match="Vernietig eerst die stemming: Herstemming: Park"):
        ingreep(data, stemming, moment)
    assert stemming.stand is StemmingStand.GETELD
    annul(data, nieuw, moment)
    ingreep(data, stemming, moment)
    assert stemming.stand in {StemmingStand.BETWIST, StemmingStand.VERNIETIGD}


def verder(stemming: Stemming, tot: str) -> datetime:
    """Open it, count it, declare it; as far as this."""
    moment = om(stemming.open_op)
    open_stemming(stemming, moment)
    if tot == "open":
        return moment
    moment = sluit_en_tel(stemming)
    if tot == "vastgesteld":
        assert stemming.bezwaar_tot is not None
        moment = om(stemming.bezwaar_tot)
        stel_vast(stemming, moment)
    return moment


def test_a_request_that_waits_is_not_agreed_to_once_members_vote_on_the_tie(
    data: Session, nu: datetime, login: Login
) -> None:
    stemming, nieuw, _moment = gelijk(data, nu)
    secretaris = login(een_lid(), "secretaris")
    page = "/bestuur/stemmingen/parkeren/vernietigen"
    assert secretaris.post(page, {"reden": REDEN}).status_code == 303
    verder(nieuw, "open")
    refused = login(een_lid(), "voorzitter").post(f"{page}/goedkeuren")
    assert refused.status_code == 409
    assert "Vernietig eerst die stemming" in refused.text
    assert str(stemming.stand) == "geteld"


@beide
def test_when_the_vote_on_the_tie_is_itself_repeated_the_repetition_goes_too(
    data: Session, nu: datetime, ingreep: Ingreep
) -> None:
    stemming, nieuw, _moment = gelijk(data, nu)
    leden(data, 1)
    moment = verder(nieuw, "geteld")
    gegrond(data, nieuw, moment)
    nogmaals = betwist(nieuw, REDEN, week(moment), moment)
    ingreep(data, stemming, moment)
    assert nogmaals.stand is StemmingStand.GEANNULEERD
    assert nieuw.stand is StemmingStand.BETWIST


@pytest.mark.parametrize(
    "stand", [StemmingStand.BETWIST, StemmingStand.VERNIETIGD, StemmingStand.GESLOTEN]
)
def test_it_opens_only_on_a_result_that_counts(
    data: Session, nu: datetime, stand: StemmingStand
) -> None:
    stemming, nieuw, _moment = gelijk(data, nu)
    stemming.stand = stand
    with pytest.raises(UitslagTeltNiet):
        open_stemming(nieuw, om(nieuw.open_op))
    assert nieuw.stand is StemmingStand.CONCEPT


def test_a_declared_result_lets_it_open(data: Session, nu: datetime) -> None:
    stemming, nieuw, _moment = gelijk(data, nu)
    stemming.stand = StemmingStand.VASTGESTELD
    open_stemming(nieuw, om(nieuw.open_op))
    assert nieuw.stand is StemmingStand.OPEN


def test_the_pages_say_no_longer_that_members_vote_on_an_annulled_one(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    stemming, nieuw, _moment = gelijk(data, nu)
    annul(data, nieuw, verder(nieuw, "open"))
    assert stemming.stand is StemmingStand.GETELD
    assert "over wat gelijk eindigde" not in client.get("/stembus/parkeren/").text
    page = login(een_lid(), "secretaris").get("/bestuur/stemmingen/parkeren").text
    assert "De vernietigde herstemming:" in page
