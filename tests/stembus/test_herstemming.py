"""After a tie members vote again on the tied alone; no lots are drawn."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import een_open_stemming, om, stem
from tests.stembus.test_stemming import leden, sluit_en_tel
from tests.support.client import Client
from vereniging.core.errors import KanNietMeer
from vereniging.stembus.acties import annuleer, herstem, open_stemming
from vereniging.stembus.acties.herstemmen import GeenGelijk, vragen_bij_gelijk
from vereniging.stembus.models import Stemming, StemmingStand, Uitslag
from vereniging.stembus.queries import herstemming_van, laatste_op

PLANNEN = ("Boomgaard", "Trapveld", "Moestuin", "Niets")
KEUZE: dict[str, Any] = {
    "meerderheid": None,
    "opties": [{"sleutel": key, "tekst": plan} for key, plan in zip("abcd", PLANNEN, strict=True)],
    "sleutel": "v1",
    "tekst": "Welk plan kiest u?",
    "type": "enkelvoudig",
}
MEER = {**KEUZE, "type": "meervoudig", "min": 1, "max": 4, "zetels": 2}
RIJ = {
    key: value for key, value in KEUZE.items() if key != "meerderheid"
} | {"type": "rangschikken", "methode": "schulze", "publicatie": "per_stem"}  # fmt: skip


def geteld(
    data: Session, nu: datetime, vraag: dict[str, Any], *waarden: str
) -> tuple[Stemming, datetime]:
    """A counted vote in which members chose these."""
    wie = leden(data, len(waarden))
    stemming = een_open_stemming(nu, vragen=[vraag])
    for lid, waarde in zip(wie, waarden, strict=True):
        stem(stemming, lid, waarde)
    return stemming, sluit_en_tel(stemming)


def week(moment: datetime) -> tuple[datetime, datetime]:
    """From tomorrow, for a week."""
    begin = moment + timedelta(days=1)
    return begin, begin + timedelta(days=7)


def test_members_vote_again_on_the_tied_options_alone(data: Session, nu: datetime) -> None:
    stemming, moment = geteld(data, nu, KEUZE, "a", "a", "c", "c", "b")
    nieuw = herstem(stemming, week(moment), moment)
    assert [optie["tekst"] for optie in nieuw.vragen[0]["opties"]] == ["Boomgaard", "Moestuin"]
    assert nieuw.herstemt_id == stemming.id
    assert stemming.stand is StemmingStand.GETELD
    with pytest.raises(KanNietMeer):
        herstem(stemming, week(moment), moment)
    open_stemming(nieuw, om(nieuw.open_op))
    lid = leden(data, 1)[0]
    assert lid.id
    sluit_en_tel(nieuw)
    assert len(data.scalars(select(Uitslag)).all()) == 2


def test_who_was_chosen_stays_chosen_and_the_last_seat_is_voted_on(
    data: Session, nu: datetime
) -> None:
    stemming, moment = geteld(data, nu, MEER, "a,b", "a,c", "a", "b,d", "c")
    vraag = herstem(stemming, week(moment), moment).vragen[0]
    assert [optie["tekst"] for optie in vraag["opties"]] == ["Trapveld", "Moestuin"]
    assert (vraag["zetels"], vraag["max"], vraag["min"]) == (1, 2, 1)


def test_a_tie_in_an_order_is_voted_on_again(data: Session, nu: datetime) -> None:
    stemming, _moment = geteld(data, nu, RIJ, "a>b", "b>a", "a>b", "b>a")
    (vraag,) = vragen_bij_gelijk(stemming)
    assert [optie["sleutel"] for optie in vraag["opties"]] == ["a", "b"]
    assert vraag["publicatie"] == "per_stem"


def test_without_a_tie_there_is_nothing_to_vote_on_again(data: Session, nu: datetime) -> None:
    stemming, moment = geteld(data, nu, KEUZE, "a", "a", "c")
    with pytest.raises(GeenGelijk):
        herstem(stemming, week(moment), moment)


def test_a_cancelled_one_makes_room_for_another(data: Session, nu: datetime) -> None:
    stemming, moment = geteld(data, nu, KEUZE, "a", "c")
    annuleer(herstem(stemming, week(moment), moment), moment)
    assert laatste_op(stemming.slug) is stemming
    assert herstemming_van(stemming) is None
    assert herstem(stemming, week(moment), moment).slug != stemming.slug


def test_the_secretary_prepares_it_and_both_results_point_at_each_other(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    stemming, _moment = geteld(data, nu, KEUZE, "a", "a", "c", "c", "b")
    secretaris = login(een_lid(), "secretaris")
    page = "/bestuur/stemmingen/parkeren"
    assert f"{page}/herstemming" in secretaris.get(page).text
    form = secretaris.get(f"{page}/herstemming").text
    assert "Wij loten niet." in form
    assert "Moestuin" in form
    assert "Trapveld" not in form
    assert secretaris.post(f"{page}/herstemming", {"open_dag": ""}).status_code == 422
    dagen = {"open_dag": "2026-12-02", "sluit_dag": "2026-12-08"}
    made = secretaris.post(f"{page}/herstemming", dagen)
    nieuw = herstemming_van(stemming)
    assert nieuw is not None
    assert made.location == f"/bestuur/stemmingen/{nieuw.slug}"
    assert "stemmen opnieuw over wat gelijk eindigde" in client.get("/stembus/parkeren/").text
    assert f"{page}/herstemming" not in secretaris.get(page).text
    open_stemming(nieuw, om(nieuw.open_op))
    sluit_en_tel(nieuw)
    assert "Dit is een herstemming." in client.get(f"/stembus/{nieuw.slug}/").text


def test_a_vote_without_a_tie_has_no_such_page(data: Session, nu: datetime, login: Login) -> None:
    geteld(data, nu, KEUZE, "a", "a", "c")
    secretaris = login(een_lid(), "secretaris")
    assert secretaris.get("/bestuur/stemmingen/parkeren/herstemming").status_code == 404
