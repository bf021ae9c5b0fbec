"""Nothing is counted before it is known which paper envelopes are in the box."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import een_open_stemming, om, stem
from tests.stembus.test_papier import accounts, dicht, op_papier, rij_van
from tests.stembus.test_stemming import leden
from tests.support.work import work
from vereniging.core.errors import EenAnder, KanNietMeer
from vereniging.leden.models import Lid
from vereniging.stembus.acties import tel
from vereniging.stembus.acties.papier import (
    AlTweeLijsten,
    BevestigenTeLaat,
    EerstBevestigen,
    bevestig,
    druk_biljetten,
    haal_terug,
    neem_in,
    reik_uit,
    typ_in,
    weiger,
)
from vereniging.stembus.models import Kiesregister, Papierinvoer, Stemming, Uitslag
from vereniging.toegang.models import Account


def een_envelop_wacht(
    data: Session, nu: datetime
) -> tuple[Stemming, Kiesregister, tuple[int, int], list[Lid]]:
    """One officer saw an envelope come in; the box is shut and nobody else said so yet."""
    wie = leden(data, 6)
    stemming = een_open_stemming(nu)
    een, twee = accounts(data, nu)
    rij = rij_van(stemming, wie[0])
    reik_uit(stemming, rij, nu)
    neem_in(stemming, rij, een, nu)
    for lid in wie[1:]:
        stem(stemming, lid)
    return stemming, rij, (een, twee), wie


def test_the_count_waits_for_the_second_officer_a_day_at_most(data: Session, nu: datetime) -> None:
    stemming, rij, (_een, twee), _wie = een_envelop_wacht(data, nu)
    moment = dicht(data, stemming)
    assert not tel(stemming, moment)
    bijna = stemming.sluit_op + timedelta(hours=24) - timedelta(seconds=1)
    assert not tel(stemming, bijna)
    later = om(stemming.sluit_op + timedelta(hours=24))
    with pytest.raises(BevestigenTeLaat):
        bevestig(stemming, rij, twee, later)
    assert tel(stemming, later)
    inhoud = data.scalars(select(Uitslag)).one().inhoud
    assert inhoud["opkomst"] == {"papier": 0, "volmacht": 0, "web": 5}


def test_a_confirmed_envelope_is_typed_and_counted(data: Session, nu: datetime) -> None:
    wie = leden(data, 6)
    stemming = een_open_stemming(nu)
    codes = druk_biljetten(stemming, 1, nu)
    een, twee = accounts(data, nu)
    rij = rij_van(stemming, wie[0])
    reik_uit(stemming, rij, nu)
    neem_in(stemming, rij, een, nu)
    for lid in wie[1:]:
        stem(stemming, lid)
    moment = dicht(data, stemming)
    with pytest.raises(EerstBevestigen):
        typ_in(stemming, een, f"{codes[0]} voor", moment)
    bevestig(stemming, rij, twee, moment)
    for teller in (een, twee):
        assert typ_in(stemming, teller, f"{codes[0]} voor", moment) == []
    assert tel(stemming, moment)
    inhoud = data.scalars(select(Uitslag)).one().inhoud
    assert inhoud["opkomst"] == {"papier": 1, "volmacht": 0, "web": 5}


def test_a_second_officer_refuses_what_is_not_there(data: Session, nu: datetime) -> None:
    stemming, rij, (een, twee), _wie = een_envelop_wacht(data, nu)
    moment = dicht(data, stemming)
    with pytest.raises(EenAnder):
        weiger(stemming, rij, een, moment)
    weiger(stemming, rij, twee, moment)
    with pytest.raises(KanNietMeer):
        bevestig(stemming, rij, twee, moment)
    assert tel(stemming, moment)


def test_what_was_refused_in_time_can_still_come_in_or_back(data: Session, nu: datetime) -> None:
    wie = leden(data, 2)
    stemming = een_open_stemming(nu)
    een, twee = accounts(data, nu)
    for lid in wie:
        rij = rij_van(stemming, lid)
        reik_uit(stemming, rij, nu)
        neem_in(stemming, rij, een, nu)
        weiger(stemming, rij, twee, nu)
    terug, opnieuw = (rij_van(stemming, lid) for lid in wie)
    neem_in(stemming, opnieuw, twee, nu)
    bevestig(stemming, opnieuw, een, nu)
    haal_terug(stemming, terug, een, nu)
    haal_terug(stemming, terug, twee, nu)
    stem(stemming, wie[0])


def test_the_worker_counts_after_that_day(data: Session, nu: datetime) -> None:
    stemming, _rij, _wie, _leden = een_envelop_wacht(data, nu)
    om(stemming.sluit_op)
    work()
    om(stemming.sluit_op + timedelta(hours=23))
    work()
    assert not stemming.is_uitgeteld
    om(stemming.sluit_op + timedelta(hours=25))
    work()
    assert stemming.is_uitgeteld


def test_a_third_list_is_refused_aloud(data: Session, nu: datetime) -> None:
    wie = leden(data, 2)
    stemming = een_open_stemming(nu)
    codes = druk_biljetten(stemming, 1, nu)
    een, twee = op_papier(data, nu, stemming, wie[0])
    data.add(derde := Account(email="balie3@example.org", gemaakt_op=nu))
    data.flush()
    moment = dicht(data, stemming)
    typ_in(stemming, een, f"{codes[0]} voor", moment)
    assert typ_in(stemming, twee, f"{codes[0]} tegen", moment)
    with pytest.raises(AlTweeLijsten, match="niet bewaard"):
        typ_in(stemming, derde.id, f"{codes[0]} voor", moment)
    assert len(data.scalars(select(Papierinvoer)).all()) == 2
    assert typ_in(stemming, twee, f"{codes[0]} voor", moment) == []


def test_the_page_says_that_the_count_waits_and_offers_both_answers(
    data: Session, nu: datetime, login: Login
) -> None:
    stemming, _rij, _accounts, _wie = een_envelop_wacht(data, nu)
    dicht(data, stemming)
    voorzitter = login(een_lid(), "voorzitter")
    page = voorzitter.get("/bestuur/stemmingen/parkeren/papier").text
    assert "Wij tellen nog niet" in page
    assert "1 envelop wacht op bevestiging" in page
    assert "Ik zag het ook" in page
    nummer = data.scalars(select(Kiesregister.id).where(Kiesregister.kanaal == "papier")).one()
    url = f"/bestuur/stemmingen/parkeren/papier/{nummer}/weigeren"
    assert voorzitter.post(url).status_code == 303
    assert "Geweigerd: telt niet mee" in voorzitter.get("/bestuur/stemmingen/parkeren/papier").text


def test_the_database_knows_no_envelope_both_confirmed_and_refused(
    data: Session, nu: datetime
) -> None:
    _stemming, rij, (een, twee), _wie = een_envelop_wacht(data, nu)
    data.flush()
    for change in (
        {"geweigerd_door_id": een},
        {"geweigerd_door_id": twee, "bevestigd_door_id": twee},
    ):
        with pytest.raises(IntegrityError), data.begin_nested():
            data.execute(
                Kiesregister.__table__.update()  # type: ignore[attr-defined]  # a Table
                .where(Kiesregister.id == rij.id)
                .values(**change)
            )
