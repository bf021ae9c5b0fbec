"""The ladder: terms, permissions, confidential mediation, and a dossier that proves itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.commissie.test_vergadering import een_vergadering
from tests.conftest import Login
from tests.convenant.factories import een_geldende_afspraak, een_tafel
from tests.factories import een_lid
from tests.support.client import Client
from vereniging.commissie import acties, haken
from vereniging.commissie.models import (
    MachtigingNodig,
    NogBezig,
    Opschaling,
    Opschalingstand,
    OverslaanMetReden,
    Stapuitkomst,
    Stapwens,
    Trede,
)
from vereniging.convenant import acties as afspraken
from vereniging.core.errors import KanNietMeer
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Besluit, Orgaan

DAG = date(2026, 11, 23)
PAGINA = "/bestuur/opschaling/A-2026-001"
Machtig = Callable[[str, bool], None]


@pytest.fixture
def machtig(monkeypatch: pytest.MonkeyPatch) -> Machtig:
    """`machtig("slug", True)` lets the members say yes at this address, by a vote of its own."""
    known: dict[str, haken.Ledenmachtiging] = {}
    monkeypatch.setattr(haken, "MACHTIGERS", [known.get])

    def allow(slug: str, is_stemming: bool) -> None:
        known[slug] = haken.Ledenmachtiging(slug, f"/stemmingen/{slug}", is_stemming)

    return allow


def opgeschaald(data: Session) -> Opschaling:
    """A late promise on the lowest step."""
    afspraak = een_geldende_afspraak(een_tafel())
    afspraken.schaal_op(afspraak, DAG)
    data.flush()
    return data.scalars(select(Opschaling)).one()


def op_trede(data: Session, trede: Trede, besluit: Besluit | None = None) -> Opschaling:
    """Somewhere higher, by a decision."""
    opschaling = opgeschaald(data)
    for each in Trede:
        if 0 < each <= trede:
            opschaling.mislukken("Er kwam geen antwoord.", DAG)
            slug = f"m{int(each)}" if each >= Trede.BEMIDDELAAR else ""
            wens = Stapwens(each, besluit=besluit, machtiging=slug)
            opschaling.volgende_trede(wens, DAG, is_gemachtigd=True)
    data.flush()
    return opschaling


def een_besluit(nu: datetime, orgaan: Orgaan = Orgaan.BESTUUR) -> Besluit:
    return neem_besluit(orgaan, "Wij gaan verder", "Naar de bemiddelaar.", nu)


def test_a_late_promise_begins_with_a_reminder_of_a_week(data: Session) -> None:
    opschaling = opgeschaald(data)
    assert (opschaling.stap.trede, opschaling.stap.tot) == (0, date(2026, 11, 30))
    assert opschaling.volgende is Trede.GESPREK


def test_a_term_never_ends_on_a_day_that_offices_are_closed(data: Session) -> None:
    assert Stapwens(Trede.GESPREK).einde(date(2026, 12, 11)) == date(2026, 12, 28)
    assert Stapwens(Trede.RECHTER).einde(DAG) is None


def test_a_step_gets_its_time_unless_it_failed(data: Session, nu: datetime) -> None:
    opschaling = opgeschaald(data)
    gesprek = Stapwens(Trede.GESPREK)
    with pytest.raises(NogBezig, match="30-11-2026"):
        opschaling.volgende_trede(gesprek, date(2026, 11, 30), is_gemachtigd=False)
    opschaling.volgende_trede(gesprek, date(2026, 12, 1), is_gemachtigd=False)
    assert opschaling.stappen[0].uitkomst is Stapuitkomst.VERLOPEN
    opschaling.mislukken("Niemand kwam.", date(2026, 12, 2))
    with pytest.raises(KanNietMeer, match="deze stap"):
        opschaling.mislukken("Nog eens.", date(2026, 12, 2))
    opschaling.volgende_trede(Stapwens(Trede.COMMISSIE), date(2026, 12, 2), is_gemachtigd=False)
    with pytest.raises(KanNietMeer):
        opschaling.volgende_trede(gesprek, date(2027, 12, 2), is_gemachtigd=False)


def test_the_commission_has_until_its_next_meeting(data: Session, nu: datetime) -> None:
    opschaling = op_trede(data, Trede.GESPREK)
    data.add(een_vergadering(nu))
    acties.laat_stap_mislukken(opschaling, "Wij spraken elkaar.", DAG)
    acties.volgende_trede(opschaling, Stapwens(Trede.COMMISSIE), nu)
    assert opschaling.stap.tot == date(2026, 12, 8)


def test_skipping_needs_a_decision_and_a_reason(data: Session, nu: datetime) -> None:
    opschaling, besluit = opgeschaald(data), een_besluit(nu)
    for wens in (
        Stapwens(Trede.COMMISSIE, reden="Er is spoed, het is gevaarlijk."),
        Stapwens(Trede.COMMISSIE, besluit=besluit, reden="Spoed."),
    ):
        with pytest.raises(OverslaanMetReden):
            opschaling.volgende_trede(wens, DAG, is_gemachtigd=False)
    goed = Stapwens(Trede.COMMISSIE, besluit=besluit, reden="Er is spoed, het is gevaarlijk.")
    opschaling.volgende_trede(goed, DAG, is_gemachtigd=False)
    assert [stap.trede for stap in opschaling.stappen] == [0, 2]


@pytest.mark.parametrize(
    "geval",
    [
        (Trede.BEMIDDELAAR, True, True, True),
        (Trede.BEMIDDELAAR, False, True, True),  # a mandate with room
        (Trede.BEMIDDELAAR, True, False, False),
        (Trede.RECHTER, True, True, True),
        (Trede.RECHTER, False, True, False),  # court only by a vote of its own
        (Trede.RECHTER, True, False, False),
    ],
)
def test_mediator_and_court_need_the_board_and_the_members(
    data: Session, machtig: Machtig, geval: tuple[Trede, bool, bool, bool]
) -> None:
    trede, is_stemming, met_besluit, mag = geval
    nu = datetime(2027, 6, 1, 12, tzinfo=UTC)
    besluit = een_besluit(nu)
    opschaling = op_trede(data, Trede(trede - 1), besluit)
    acties.laat_stap_mislukken(opschaling, "Zonder resultaat.", DAG)
    machtig("naar-boven", is_stemming)
    wens = Stapwens(trede, besluit=besluit if met_besluit else None, machtiging="naar-boven")
    if mag:
        acties.volgende_trede(opschaling, wens, nu)
        data.flush()
        assert opschaling.stap.trede == trede
    else:
        with pytest.raises(MachtigingNodig):
            acties.volgende_trede(opschaling, wens, nu)


def test_one_vote_allows_one_step(data: Session, machtig: Machtig, nu: datetime) -> None:
    besluit = een_besluit(nu)
    opschaling = op_trede(data, Trede.BEMIDDELAAR, besluit)
    acties.laat_stap_mislukken(opschaling, "Zonder resultaat.", DAG)
    machtig("m4", True)
    wens = Stapwens(Trede.RECHTER, besluit=besluit, machtiging="m4")
    with pytest.raises(IntegrityError):
        acties.volgende_trede(opschaling, wens, nu)


def test_what_was_said_at_a_mediation_is_nowhere_written(
    data: Session, nu: datetime, client: Client
) -> None:
    opschaling = op_trede(data, Trede.BEMIDDELAAR, een_besluit(nu))
    acties.laat_stap_mislukken(opschaling, "De gemeente bood duizend euro.", DAG)
    data.flush()
    shown = client.get("/opschaling/A-2026-001").text
    assert "duizend euro" not in shown
    assert "Wat daar is gezegd, is vertrouwelijk." in shown
    opschaling.stap.toelichting = "De gemeente bood duizend euro."
    with pytest.raises(IntegrityError):
        data.flush()


@pytest.mark.parametrize("stand", [Opschalingstand.GESLAAGD, Opschalingstand.GESTAAKT])
def test_what_ended_climbs_no_further(data: Session, nu: datetime, stand: Opschalingstand) -> None:
    opschaling = opgeschaald(data)
    acties.rond_af(opschaling, "Het is gebeurd.", nu, is_geslaagd=stand.value == "geslaagd")
    assert opschaling.stand is stand
    assert opschaling.volgende is None
    verbs: tuple[Callable[[], None], ...] = (
        lambda: opschaling.mislukken("Niets.", DAG),
        lambda: opschaling.slagen("Toch.", DAG),
        lambda: opschaling.volgende_trede(Stapwens(Trede.GESPREK), DAG, is_gemachtigd=True),
    )
    for verb in verbs:
        with pytest.raises(KanNietMeer, match="deze opschaling"):
            verb()


def test_officers_climb_in_the_browser_and_everyone_follows(
    data: Session, login: Login, client: Client
) -> None:
    opgeschaald(data)
    officer = login(een_lid(), "afgevaardigde")
    assert "Lampen op het pad" in officer.get("/bestuur/opschaling").text
    assert officer.post(f"{PAGINA}/trede", {"trede": "1"}).status_code == 409
    assert officer.post(f"{PAGINA}/trede", {"trede": "0"}).status_code == 422
    assert officer.post(f"{PAGINA}/trede", {"trede": "1", "besluit": "B-1"}).status_code == 409
    assert officer.post(f"{PAGINA}/mislukt", {"toelichting": "Nee"}).status_code == 422
    assert officer.post(f"{PAGINA}/mislukt", {"toelichting": "Geen antwoord."}).status_code == 303
    assert officer.post(f"{PAGINA}/trede", {"trede": "1"}).status_code == 303
    shown = client.get("/opschaling/A-2026-001").text
    assert "Geen antwoord." in shown
    assert "Gesprek met de partij" in shown
    assert officer.post(f"{PAGINA}/afronden", {"hoe": "geslaagd"}).status_code == 422
    klaar = {"hoe": "geslaagd", "uitkomst": "De lampen branden weer."}
    assert officer.post(f"{PAGINA}/afronden", klaar).status_code == 303
    assert "De lampen branden weer." in client.get("/opschaling/A-2026-001").text
    assert login(een_lid()).get(PAGINA).status_code == 403
    assert client.get("/opschaling/A-2026-099").status_code == 404
