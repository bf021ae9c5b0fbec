"""A position from voeding to the members' decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid, een_thema
from tests.stembus.factories import een_open_stemming, met_sleutel, om, stem
from tests.support.client import Client
from tests.support.work import work
from tests.voeding.test_voeding import een_voeding
from vereniging.commissie.acties import plan_vergadering
from vereniging.core.errors import KanNietMeer
from vereniging.standpunten.acties import stel_op
from vereniging.standpunten.models import (
    AlGereageerd,
    Argument,
    Richting,
    Standpunt,
    StandpuntStand,
    StandpuntVersie,
    VulIn,
)
from vereniging.stembus.acties import sluit
from vereniging.stembus.models import Stemming
from vereniging.voeding.models import Voeding, VoedingStand

FORM = {
    "titel": "Parkeren op zaterdag",
    "thema": "groen",
    "vraag": "Moeten wij dit aan de gemeente vragen?",
    "toelichting": "Op zaterdag zoeken veel bezoekers hier een plek.",
}


def een_standpunt(nu: datetime, **anders: object) -> Standpunt:
    """A complete concept."""
    versie = StandpuntVersie(vraag=FORM["vraag"], toelichting=FORM["toelichting"])
    velden: dict[str, object] = {
        "slug": "parkeren", "titel": "Parkeren", "thema": een_thema(), "gemaakt_op": nu,
        "versies": [versie],
    }  # fmt: skip
    return Standpunt(**{**velden, **anders})  # type: ignore[arg-type]  # the fields of Standpunt


ACTS: dict[str, tuple[str, Callable[[Standpunt], None]]] = {
    "openen": ("concept", lambda s: s.openen()),
    "bevriezen": ("open", lambda s: s.bevriezen()),
    "in_stemming_brengen": ("bevroren", lambda s: s.in_stemming_brengen()),
    "uitgeteld": ("in_stemming", lambda s: s.uitgeteld("aangenomen")),
    "herzien": ("vastgesteld verworpen", lambda s: s.herzien(StandpuntVersie())),
    "intrekken": ("concept open bevroren", lambda s: s.intrekken("Niet meer nodig.")),
}


@pytest.mark.parametrize("stand", list(StandpuntStand))
@pytest.mark.parametrize("act", ACTS)
def test_each_step_is_only_possible_from_its_stand(
    act: str, stand: StandpuntStand, nu: datetime
) -> None:
    allowed, run = ACTS[act]
    standpunt = een_standpunt(nu, stand=stand)
    if stand.value in allowed.split():
        run(standpunt)
        assert standpunt.stand is not stand
    else:
        with pytest.raises(KanNietMeer, match="dit standpunt"):
            run(standpunt)
        assert standpunt.stand is stand


def test_an_incomplete_text_is_not_shown_to_members(nu: datetime) -> None:
    standpunt = een_standpunt(nu, versies=[StandpuntVersie(vraag="Kort", niveaus=["een"])])
    with pytest.raises(VulIn, match="vraag, toelichting, een tweede niveau"):
        standpunt.openen()


def test_the_fingerprint_changes_with_every_word_that_binds() -> None:
    texts = [
        StandpuntVersie(),
        StandpuntVersie(vraag="a"),
        StandpuntVersie(niveaus=["a", "b"]),
        StandpuntVersie(breekpunten="a"),
        StandpuntVersie(ruimte="a"),
    ]
    assert len({text.vingerafdruk() for text in texts}) == len(texts)


def test_an_argument_is_recognised_once_per_member(nu: datetime) -> None:
    argument = Argument(lid=een_lid(), richting=Richting.VOOR, tekst="Omdat.", op=nu)
    argument.herkennen(lid := een_lid(), herkent=True)
    lid.id = argument.herkenningen[0].lid_id = 7
    with pytest.raises(AlGereageerd):
        argument.herkennen(lid, herkent=False)
    assert argument.herkend == 1


def test_from_voeding_to_decision(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    met_sleutel()
    author = een_lid()
    data.add(een_voeding(author, stand=VoedingStand.GEPLAATST))
    plan_vergadering("Vergadering 1", nu + timedelta(days=16), "Speeltuin")
    delegate, member = login(een_lid(), "afgevaardigde"), login(een_lid())
    made = delegate.post("/afgevaardigde/standpunten", {**FORM, "bronnen": "V-2026-0001"})
    assert made.status_code == 303, made.text
    work_page = str(made.location)
    assert data.scalars(select(Voeding)).one().stand is VoedingStand.IN_STANDPUNT
    assert member.get("/standpunten/parkeren-op-zaterdag").status_code == 404
    meeting = f"{(nu + timedelta(days=16)):%Y-%m-%d}"
    for step in ("openen", f"agenda/{meeting}"):
        assert delegate.post(f"{work_page}/{step}").status_code == 303, step
    reason = {"richting": "voor", "tekst": "Het is nu te druk."}
    page = "/standpunten/parkeren-op-zaterdag"
    assert member.post(f"{page}/argumenten", reason).status_code == 303
    assert "Het is nu te druk." in member.get(page).text
    assert client.get(page).status_code == 404
    assert delegate.post(f"{work_page}/bevriezen").status_code == 303
    assert member.post(f"{page}/argumenten", reason).status_code == 409
    days = {"open_dag": "2026-11-22", "sluit_dag": "2026-11-27"}
    assert delegate.post(f"{work_page}/stemming", days).status_code == 303
    om(nu + timedelta(minutes=1))
    work()
    stemming = data.scalars(select(Stemming)).one()
    assert stemming.is_open(nu + timedelta(minutes=1))
    assert "Stem over" in login(een_lid()).get("/standpunten").text
    stem(stemming, author, "voor")
    assert sluit(stemming, om(stemming.sluit_op))
    om(stemming.sluit_op + timedelta(minutes=20))
    work()
    assert data.scalars(select(Standpunt)).one().stand is StandpuntStand.VASTGESTELD
    assert client.get(page).status_code == 200


def test_days_of_voting_are_checked(data: Session, nu: datetime, login: Login) -> None:
    data.add(een_standpunt(nu, stand=StandpuntStand.BEVROREN))
    delegate = login(een_lid(), "afgevaardigde")
    days = {"open_dag": "2026-11-22", "sluit_dag": "2026-11-23"}
    answer = delegate.post("/afgevaardigde/standpunten/parkeren/stemming", days)
    assert answer.status_code == 422
    assert "Laat leden minstens 3 dagen stemmen." in answer.text


def test_input_that_was_taken_along_can_still_become_a_source(
    data: Session, nu: datetime, login: Login
) -> None:
    data.add(een_voeding(stand=VoedingStand.MEEGENOMEN))
    delegate = login(een_lid(), "afgevaardigde")
    assert "V-2026-0001" in delegate.get("/afgevaardigde/standpunten/nieuw").text
    made = delegate.post("/afgevaardigde/standpunten", {**FORM, "bronnen": "V-2026-0001"})
    assert made.status_code == 303
    assert data.scalars(select(Voeding)).one().stand is VoedingStand.IN_STANDPUNT
    assert "V-2026-0001" not in delegate.get("/afgevaardigde").text


def test_every_title_gets_an_address_of_its_own(data: Session, nu: datetime) -> None:
    thema = een_thema()
    data.add(thema)
    titles = (
        "Parkeren",
        "Parkeren 3",
        "Parkeren op zaterdag",
        "Parkeren",
        "Parkeren",
        "Ruggespraak",
    )
    slugs = []
    for titel in titles:
        slugs.append(stel_op(titel, thema, StandpuntVersie(), nu).slug)
        data.flush()
    assert slugs == [
        "parkeren", "parkeren-3", "parkeren-op-zaterdag", "parkeren-2", "parkeren-4",
        "ruggespraak-2",
    ]  # fmt: skip


def test_reasons_are_weighed_only_while_they_are_given(
    data: Session, nu: datetime, login: Login
) -> None:
    standpunt = een_standpunt(nu, stand=StandpuntStand.OPEN)
    argument = Argument(lid=een_lid(), richting=Richting.VOOR, tekst="Omdat.", op=nu)
    standpunt.versie.argumenten.append(argument)
    data.add(standpunt)
    data.flush()
    path = f"/standpunten/parkeren/argumenten/{argument.id}/herken"
    assert login(een_lid()).post(path).status_code == 303
    standpunt.bevriezen()
    assert login(een_lid()).post(path).status_code == 409
    assert argument.herkend == 1


def test_a_visitor_is_not_offered_a_ballot(
    data: Session, nu: datetime, client: Client, login: Login
) -> None:
    een_open_stemming(nu)
    page = client.get("/standpunten").text
    assert "Leden stemmen nu" in page
    assert "Stem over" not in page
    assert "/inloggen?naar=/stemmen/parkeren" in page
    assert "Stem over: Parkeren op zaterdag" in login(een_lid()).get("/standpunten").text
