"""What a contested or annulled vote does to position and mandate."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.mandaten.factories import Gang, een_gang, stemmen, tel_nu
from tests.mandaten.test_tafel import aan_tafel, antwoord_van_leden, een_tafel
from tests.stembus.factories import om
from vereniging.commissie.models import UitkomstSoort
from vereniging.mandaten.acties import leg_uitkomst_vast, vraag_de_leden
from vereniging.mandaten.models import Ruggespraak
from vereniging.mandaten.queries import mandaten_bij
from vereniging.standpunten.acties import breng_in_stemming, trek_in
from vereniging.standpunten.models import StandpuntStand
from vereniging.standpunten.queries import stemming_over
from vereniging.stembus.acties import (
    annuleer,
    betwist,
    breng_uit,
    maak_bezwaar,
    open_stemming,
    stel_vernietiging_voor,
    vernietig_stemming,
)
from vereniging.stembus.inhoud import Keuzes
from vereniging.stembus.models import Stemming, StemmingStand
from vereniging.stembus.stappen.stemmen import Formulier
from vereniging.toegang.models import Account

REDEN = "De lijst van leden klopte niet."


def again(gang: Gang, stemming: Stemming) -> Stemming:
    """The result is contested after an objection; the new vote is open."""
    moment = gang.moment
    bezwaar = maak_bezwaar(stemming, gang.auteur, REDEN, moment)
    bezwaar.beantwoorden("Dat klopt.", gegrond=True)
    nieuw = betwist(stemming, REDEN, (moment, moment + timedelta(days=3)), moment)
    open_stemming(nieuw, om(moment))
    return nieuw


def vote(gang: Gang, stemming: Stemming, keuze: str) -> None:
    """The author decides, alone."""
    keuzes = Keuzes({"v1": keuze, "v2": "m1"})
    breng_uit(stemming, gang.auteur, Formulier(0, secrets.token_bytes(32), keuzes))
    tel_nu(stemming)


def two_accounts(data: Session, nu: datetime) -> tuple[int, int]:
    """Two officers."""
    rows = [Account(email=f"officier{n}@example.org", gemaakt_op=nu) for n in (1, 2)]
    data.add_all(rows)
    data.flush()
    return rows[0].id, rows[1].id


def annul(data: Session, stemming: Stemming, nu: datetime) -> None:
    """Two officers agree."""
    eerste, tweede = two_accounts(data, nu)
    voorstel = stel_vernietiging_voor(stemming, REDEN, eerste, nu)
    data.flush()
    vernietig_stemming(voorstel, tweede, nu)
    data.flush()


@pytest.mark.parametrize("keuze", ["voor", "tegen"])
def test_the_new_count_takes_the_place_of_the_contested_one(
    data: Session, nu: datetime, keuze: str
) -> None:
    gang = een_gang(nu, stemmen(m1=4))
    old = gang.mandaat
    nieuw = again(gang, old.stemming)
    assert gang.standpunt.stand is StandpuntStand.IN_STEMMING
    assert stemming_over(gang.standpunt) is nieuw
    assert mandaten_bij([gang.punt])[gang.punt.id] is old  # a banner, until members decided
    vote(gang, nieuw, keuze)
    data.expire_all()
    assert old.intrekking is not None
    if keuze == "voor":
        assert str(gang.standpunt.stand) == "vastgesteld"
        assert mandaten_bij([gang.punt])[gang.punt.id].slug == nieuw.slug == "parkeren-1-b"
    else:
        assert str(gang.standpunt.stand) == "verworpen"
        assert mandaten_bij([gang.punt]) == {}


def test_an_annulled_vote_takes_its_mandate_and_frees_the_text(data: Session, nu: datetime) -> None:
    gang = een_gang(nu, stemmen(m1=4))
    old, moment = gang.mandaat, gang.moment
    annul(data, old.stemming, moment)
    data.expire_all()
    assert old.intrekking is not None
    assert mandaten_bij([gang.punt]) == {}
    assert gang.standpunt.stand is StandpuntStand.BEVROREN
    assert stemming_over(gang.standpunt) is None
    nieuw = breng_in_stemming(gang.standpunt, moment, moment + timedelta(days=4))
    assert nieuw.slug == "parkeren-1-b"
    annuleer(nieuw, nu)
    assert gang.standpunt.stand is StandpuntStand.BEVROREN
    assert nieuw.stand is StemmingStand.GEANNULEERD


def test_going_back_to_the_members_is_asked_anew_after_an_annulled_vote(
    data: Session, nu: datetime
) -> None:
    gang = aan_tafel(nu)
    uitkomst = leg_uitkomst_vast(
        gang.punt, een_tafel(UitkomstSoort.VOORBEHOUD, niveau=3), gang.vergadering.begin
    )
    data.flush()
    antwoord_van_leden(gang, uitkomst, "voor", data)
    vraag = data.scalars(select(Ruggespraak)).one()
    assert uitkomst.soort is UitkomstSoort.CONSENSUS
    assert vraag.stemming is not None
    moment = om(vraag.stemming.sluit_op + timedelta(hours=1))
    annul(data, vraag.stemming, moment)
    assert str(uitkomst.soort) == "voorbehoud"
    assert vraag.stemming is None
    opnieuw = vraag_de_leden(vraag, moment)
    assert opnieuw.slug == f"ruggespraak-{gang.punt.id}-b"


def test_a_vote_is_annulled_also_when_its_position_was_withdrawn(
    data: Session, nu: datetime
) -> None:
    gang = een_gang(nu, stemmen(m1=4))
    gang.standpunt.stand = StandpuntStand.BEVROREN  # as a missed quorum leaves it
    trek_in(gang.standpunt, "De gemeente deed het al.")
    stemming = gang.mandaat.stemming
    annul(data, stemming, gang.moment)
    assert stemming.stand is StemmingStand.VERNIETIGD
    assert gang.standpunt.stand is StandpuntStand.INGETROKKEN
