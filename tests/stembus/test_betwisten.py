"""A result that does not stand: contested and voted on again, or annulled by two officers."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import een_open_stemming, om, stem
from tests.stembus.test_stemming import leden, rijen, sluit_en_tel
from tests.support.client import Client
from tests.support.work import work
from vereniging.core.errors import KanNietMeer
from vereniging.leden.models import Lid
from vereniging.post.models import Mail
from vereniging.statuten.models import Besluit
from vereniging.stembus.acties import (
    annuleer,
    betwist,
    maak_bezwaar,
    open_stemming,
    stel_vast,
)
from vereniging.stembus.acties.betwisten import GeenGegrondBezwaar
from vereniging.stembus.acties.sleutels import sleutelbestand
from vereniging.stembus.models import (
    MoetDoorgaan,
    Stemming,
    StemmingStand,
    Uitslagzicht,
    Vernietiging,
    bus,
    envelop,
)
from vereniging.stembus.protocol.sleutels import KekOntbreekt
from vereniging.stembus.queries import bestand
from vereniging.toegang.models import Account

REDEN = "Op de laatste avond was de site drie uur weg."
DAGEN = {"reden": REDEN, "open_dag": "2026-12-01", "sluit_dag": "2026-12-08"}


def counted(data: Session, nu: datetime, aantal: int = 5) -> tuple[Stemming, list[Lid], datetime]:
    """Everyone voted yes and it is counted."""
    wie = leden(data, aantal)
    stemming = een_open_stemming(nu)
    for lid in wie:
        stem(stemming, lid)
    return stemming, wie, sluit_en_tel(stemming)


def contested(data: Session, nu: datetime) -> tuple[Stemming, Stemming, list[Lid]]:
    """The old vote, the new one, and who may vote."""
    stemming, wie, moment = counted(data, nu)
    bezwaar = maak_bezwaar(stemming, wie[0], REDEN, moment)
    bezwaar.beantwoorden("Dat klopt.", gegrond=True)
    data.flush()
    begin = moment + timedelta(days=1)
    nieuw = betwist(stemming, REDEN, (begin, begin + timedelta(days=5)), moment)
    return stemming, nieuw, wie


def test_a_result_is_contested_only_after_an_objection_that_was_right(
    data: Session, nu: datetime
) -> None:
    stemming, wie, moment = counted(data, nu)
    termijn = (moment, moment + timedelta(days=5))
    with pytest.raises(GeenGegrondBezwaar):
        betwist(stemming, REDEN, termijn, moment)
    bezwaar = maak_bezwaar(stemming, wie[0], REDEN, moment)
    data.flush()
    with pytest.raises(GeenGegrondBezwaar):
        betwist(stemming, REDEN, termijn, moment)
    bezwaar.beantwoorden("Nee.", gegrond=False)
    data.flush()
    with pytest.raises(GeenGegrondBezwaar):
        betwist(stemming, REDEN, termijn, moment)
    assert stemming.stand is StemmingStand.GETELD


def test_members_vote_again_on_the_same_questions(data: Session, nu: datetime) -> None:
    stemming, nieuw, wie = contested(data, nu)
    assert stemming.stand is StemmingStand.BETWIST
    assert nieuw.vervangt_id == stemming.id
    assert nieuw.slug == "parkeren-b"
    assert nieuw.vragen == stemming.vragen
    assert data.scalars(select(Besluit)).one().tekst == REDEN
    told = data.scalars(select(Mail).where(Mail.sleutel.startswith("betwist:"))).all()
    assert {mail.aan for mail in told} == {lid.email for lid in wie}
    with pytest.raises(KanNietMeer):
        betwist(stemming, REDEN, (nu, nu + timedelta(days=9)), nu)
    with pytest.raises(MoetDoorgaan):
        annuleer(nieuw, nu)


def test_both_keys_go_when_the_new_result_is_declared(data: Session, nu: datetime) -> None:
    stemming, nieuw, wie = contested(data, nu)
    open_stemming(nieuw, om(nieuw.open_op))
    for lid in wie:
        stem(nieuw, lid, "tegen")
    sluit_en_tel(nieuw)
    assert sleutelbestand().kek(stemming.slug)
    assert nieuw.bezwaar_tot is not None
    stel_vast(nieuw, om(nieuw.bezwaar_tot))
    work()
    for each in (stemming, nieuw):
        assert each.sleutel_verpakt is None
        with pytest.raises(KekOntbreekt):
            sleutelbestand().kek(each.slug)
    assert set(data.scalars(select(bus.c.data))) == {None}
    assert stemming.stand is StemmingStand.BETWIST


def test_the_secretary_contests_and_everyone_reads_why(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    stemming, wie, moment = counted(data, nu)
    maak_bezwaar(stemming, wie[0], REDEN, moment).beantwoorden("Dat klopt.", gegrond=True)
    secretaris, member = login(wie[1], "secretaris"), login(wie[2])
    assert "Betwist de uitslag" in secretaris.get("/bestuur/stemmingen/parkeren").text
    page = "/bestuur/stemmingen/parkeren/betwisten"
    assert secretaris.get(page).status_code == 200
    assert member.get(page).status_code == 403
    assert secretaris.post(page, {**DAGEN, "reden": "Kort"}).status_code == 422
    assert secretaris.post(page, DAGEN).status_code == 303
    assert secretaris.post(page, DAGEN).status_code == 409
    text = client.get("/stembus/parkeren/").text
    assert "Deze uitslag is betwist en telt niet." in text
    assert REDEN in text
    assert "De leden stemmen opnieuw vanaf" in text


def officers(data: Session, login: Login) -> tuple[Client, Client]:
    """A secretary and a chair, both signed in."""
    return login(een_lid(), "secretaris"), login(een_lid(), "voorzitter")


def test_annulling_takes_two_officers_and_opens_nothing(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    secretaris, voorzitter = officers(data, login)
    lid = leden(data, 1)[0]
    stemming = een_open_stemming(nu)
    stem(stemming, lid)
    page = "/bestuur/stemmingen/parkeren/vernietigen"
    assert secretaris.get(page).status_code == 200
    assert secretaris.post(page, {"reden": "Kort"}).status_code == 422
    assert voorzitter.post(f"{page}/goedkeuren").status_code == 404
    assert secretaris.post(page, {"reden": REDEN}).status_code == 303
    assert secretaris.post(page, {"reden": REDEN}).status_code == 409
    own = secretaris.post(f"{page}/goedkeuren")
    assert own.status_code == 409
    assert "Een ander moet dit goedkeuren." in own.text
    assert stemming.stand is StemmingStand.OPEN
    assert "Keur de vernietiging goed" in voorzitter.get(page).text
    assert voorzitter.post(f"{page}/goedkeuren").status_code == 303
    assert str(stemming.stand) == "vernietigd"
    assert rijen(data, envelop) == 0
    om(nu + timedelta(minutes=1))
    work()
    with pytest.raises(KekOntbreekt):
        sleutelbestand().kek("parkeren")
    text = client.get("/stembus/parkeren/").text
    assert "Geen stem is geopend." in text
    assert REDEN in text
    told = select(Mail).where(Mail.sleutel.startswith("vernietigd:"))
    assert len(data.scalars(told).all()) == 3
    assert secretaris.get("/bestuur/stemmingen/parkeren").status_code == 200
    assert voorzitter.post(f"{page}/goedkeuren").status_code == 409


def test_a_request_can_be_dropped_before_anybody_agreed(
    data: Session, nu: datetime, login: Login
) -> None:
    secretaris, voorzitter = officers(data, login)
    stemming = een_open_stemming(nu)
    page = "/bestuur/stemmingen/parkeren/vernietigen"
    secretaris.post(page, {"reden": REDEN})
    assert voorzitter.post(f"{page}/intrekken").status_code == 303
    assert data.scalars(select(Vernietiging)).all() == []
    assert stemming.stand is StemmingStand.OPEN
    assert "Er ligt geen voorstel." in voorzitter.get(page).text


def test_a_counted_result_can_be_annulled_too(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    stemming, _wie, _moment = counted(data, nu)
    secretaris, voorzitter = officers(data, login)
    page = "/bestuur/stemmingen/parkeren/vernietigen"
    secretaris.post(page, {"reden": REDEN})
    voorzitter.post(f"{page}/goedkeuren")
    assert stemming.stand is StemmingStand.VERNIETIGD
    assert "De uitslag telt niet." in client.get("/stembus/parkeren/").text
    for naam in ("uitslag.json", "stembiljetten.csv", "bus.txt", "handtekening.json"):
        gone = client.get(f"/stembus/parkeren/{naam}")
        assert gone.status_code == 410, naam
        assert "De uitslag telt niet." in gone.text
        assert bestand(stemming, naam) is not None  # kept for the record
    assert client.get("/stembus/parkeren/regels.json").status_code == 200
    assert client.get("/stembus/parkeren/opgeteld-v1.csv").status_code == 404
    assert set(data.scalars(select(bus.c.data))) == {None}


def test_the_database_too_wants_two_officers(data: Session, nu: datetime, login: Login) -> None:
    officers(data, login)
    stemming = een_open_stemming(nu)
    account = data.scalars(select(Account.id)).first()
    assert account is not None
    row = Vernietiging(
        stemming=stemming, reden=REDEN, voorgesteld_door_id=account, voorgesteld_op=nu
    )
    row.goedgekeurd_door_id = account
    data.add(row)
    with pytest.raises(IntegrityError):
        data.flush()


def test_what_never_opened_is_dropped_not_annulled(
    data: Session, nu: datetime, login: Login
) -> None:
    secretaris, _voorzitter = officers(data, login)
    stemming = een_open_stemming(nu)
    stemming.stand = StemmingStand.CONCEPT
    answer = secretaris.post("/bestuur/stemmingen/parkeren/vernietigen", {"reden": REDEN})
    assert answer.status_code == 409


def test_who_left_after_the_opening_can_still_object(
    data: Session, nu: datetime, login: Login
) -> None:
    stemming, wie, moment = counted(data, nu)
    stemming.zichtbaar = Uitslagzicht.NA_VERGADERING
    gone, other = wie[0], een_lid()
    for lid in (gone, other):
        data.add(lid)
        lid.lidmaatschappen[0].einde = moment.date() - timedelta(days=1)
    page, bezwaar = "/stembus/parkeren/", {"tekst": "Het aantal stemmen klopt niet."}
    assert "Maak bezwaar" in login(gone).get(page).text
    assert login(gone).post(f"{page}bezwaar", bezwaar).status_code == 303
    assert "Maak bezwaar" not in login(other).get(page).text
    assert login(other).post(f"{page}bezwaar", bezwaar).status_code == 403
    assert stemming.bezwaar_tot is not None
    om(stemming.bezwaar_tot)
    assert login(gone).post(f"{page}bezwaar", bezwaar).status_code == 409
