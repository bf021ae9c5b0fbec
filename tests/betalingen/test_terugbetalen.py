"""Money back: two officers at any amount, once, and the ledger follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, betaling_van, een_nota, pad, regels
from tests.conftest import Login
from tests.factories import een_lid
from tests.leden.factories import post
from tests.support.client import Client
from tests.support.mollie import Sandbox
from tests.support.work import work
from vereniging.betalingen.afstemmen import stem_af
from vereniging.betalingen.gateway import Gateway, GatewayUnavailable, Refund
from vereniging.betalingen.models import Terugbetaling, Terugstand, Verschil
from vereniging.betalingen.sync import sync_payment
from vereniging.betalingen.terugbetalen import voer_uit
from vereniging.contributie import acties
from vereniging.contributie.models import Bron, Nota, Regelsoort
from vereniging.core.money import Bedrag

BETAALD = [("nota", 1000), ("betaling", -1000)]
REDEN = "Er is per ongeluk twee keer betaald."


@dataclass(frozen=True)
class Zaak:
    """A paid nota, the treasurer, and everybody else who takes part."""

    data: Session
    login: Login
    kas: Client
    mollie: Sandbox
    nota: Nota

    def vraag(self, **anders: str) -> int:
        """The treasurer asks; the status of the answer."""
        weg = f"mollie-{betaling_van(self.nota).id}"
        sent = {"weg": weg, "bedrag": "4,00", "reden": REDEN} | anders
        return self.kas.post(self.vraagpagina, sent).status_code

    @property
    def vraagpagina(self) -> str:
        return f"/bestuur/contributie/notas/{self.nota.kenmerk}/terugbetaling"

    @property
    def terug(self) -> Terugbetaling:
        """The newest refund."""
        query = select(Terugbetaling).order_by(Terugbetaling.id.desc())
        return self.data.scalars(query.limit(1)).one()

    @property
    def pagina(self) -> str:
        return f"/bestuur/contributie/terugbetalingen/{self.terug.kenmerk}"

    def goedgekeurd(self) -> Terugbetaling:
        """Asked, and approved by the chair."""
        assert self.vraag() == 303
        other = self.login(een_lid(), "voorzitter")
        assert other.post(f"{self.pagina}/goedkeuring").status_code == 303
        return self.terug

    def posts(self) -> int:
        """How often Mollie was asked to give money back."""
        made = self.mollie.requests()
        return len([r for r in made if r["method"] == "POST" and "refunds" in r["path"]])

    def verschillen(self) -> list[str]:
        return [row.soort for row in self.data.scalars(select(Verschil))]

    @property
    def tr_id(self) -> str:
        return str(betaling_van(self.nota).mollie_id)

    def sync(self, nu: datetime) -> None:
        sync_payment(betaling_van(self.nota).id, nu)


@pytest.fixture
def zaak(app: Flask, client: Client, login: Login, data: Session, sandbox: Sandbox) -> Zaak:
    """A nota of ten euro, paid through Mollie."""
    app.config.update(MOLLIE_API_URL=sandbox.api_url, MOLLIE_API_KEY=sandbox.api_key)
    nota = een_nota()
    client.post(pad(nota))
    zaak = Zaak(data, login, login(een_lid(), "penningmeester"), sandbox, nota)
    sandbox.pay(zaak.tr_id)
    zaak.sync(NU)
    return zaak


def test_one_asks_another_approves_and_mollie_gives_it_back(zaak: Zaak, nu: datetime) -> None:
    assert "Vraag goedkeuring" in zaak.kas.get(zaak.vraagpagina).text
    assert zaak.vraag() == 303
    assert zaak.vraag() == 409
    terug = zaak.terug
    assert zaak.kas.post(f"{zaak.pagina}/goedkeuring").status_code == 409
    assert "U vroeg dit zelf aan" in zaak.kas.get(zaak.pagina).text
    other = zaak.login(een_lid(), "voorzitter")
    assert "Terugbetaling van" in other.get("/bestuur").text
    assert REDEN in other.get(zaak.pagina).text
    assert other.post(f"{zaak.pagina}/goedkeuring").status_code == 303
    assert other.post(f"{zaak.pagina}/goedkeuring").status_code == 409
    assert zaak.posts() == 0
    work()
    assert (terug.stand, zaak.posts()) == (Terugstand.VERSTUURD, 1)
    assert regels() == [*BETAALD, ("terugbetaling", 400)]
    assert len(post("terugbetaling:")) == 1
    zaak.mollie.set_refund(zaak.tr_id, str(terug.mollie_id), "refunded")
    stem_af(nu)
    assert terug.stand is Terugstand.TERUGBETAALD
    assert "Terugbetaald" in zaak.kas.get("/bestuur/contributie/terugbetalingen").text
    assert len(post("terugbetaling:")) == 1


def test_an_answer_that_got_lost_is_found_again_and_never_asked_twice(
    zaak: Zaak, nu: datetime
) -> None:
    terug = zaak.goedgekeurd()
    zaak.mollie.faults("drop_answer", path="refunds")
    with pytest.raises(GatewayUnavailable):
        voer_uit(terug.id, nu)
    voer_uit(terug.id, nu + timedelta(minutes=1))
    voer_uit(terug.id, nu + timedelta(minutes=2))
    assert zaak.posts() == 1
    assert terug.stand is Terugstand.VERSTUURD
    assert regels() == [*BETAALD, ("terugbetaling", 400)]


def test_after_an_hour_of_silence_it_is_not_sent_again_but_put_before_a_person(
    zaak: Zaak, nu: datetime
) -> None:
    terug = zaak.goedgekeurd()
    zaak.mollie.faults("503", path="refunds")
    with pytest.raises(GatewayUnavailable):
        voer_uit(terug.id, nu)
    voer_uit(terug.id, nu + timedelta(hours=2))
    assert zaak.posts() == 1
    assert terug.stand is Terugstand.MISLUKT
    assert zaak.verschillen() == ["terugbetaling_mislukt"]
    assert regels() == BETAALD


def test_a_webhook_that_is_faster_than_the_answer_takes_the_refund_over(
    zaak: Zaak, nu: datetime
) -> None:
    terug = zaak.goedgekeurd()
    zaak.mollie.faults("drop_answer", path="refunds")
    with pytest.raises(GatewayUnavailable):
        voer_uit(terug.id, nu)
    zaak.sync(nu)
    assert terug.stand is Terugstand.VERSTUURD
    work()
    assert zaak.posts() == 1


def test_a_refund_that_fails_comes_back_and_a_person_looks(zaak: Zaak, nu: datetime) -> None:
    terug = zaak.goedgekeurd()
    voer_uit(terug.id, nu)
    zaak.mollie.set_refund(zaak.tr_id, str(terug.mollie_id), "failed")
    zaak.sync(nu)
    assert terug.stand is Terugstand.MISLUKT
    assert regels()[2:] == [("terugbetaling", 400), ("terugbetaling", -400)]
    assert zaak.verschillen() == ["terugbetaling_mislukt"]


def test_what_mollie_refuses_stays_with_us(zaak: Zaak, nu: datetime) -> None:
    terug = zaak.goedgekeurd()
    zaak.mollie.charge_back(zaak.tr_id)
    voer_uit(terug.id, nu)
    assert terug.stand is Terugstand.MISLUKT
    assert "Mollie weigert" in zaak.data.scalars(select(Verschil)).one().tekst


@pytest.mark.parametrize("bedrag", ["10,01", "1e3", "-5", "0,001", "0"])
def test_no_more_goes_back_than_came_in(zaak: Zaak, bedrag: str) -> None:
    assert zaak.vraag(bedrag=bedrag) in {409, 422}
    assert regels() == BETAALD


def test_what_mollie_keeps_in_its_queue_does_not_go_back_by_bank_too(zaak: Zaak) -> None:
    terug = zaak.goedgekeurd()
    work()
    zaak.mollie.set_refund(zaak.tr_id, str(terug.mollie_id), "queued")
    zaak.sync(NU)
    assert terug.stand is Terugstand.VERSTUURD
    assert zaak.vraag(weg="bank", bedrag="6,01") == 409
    assert zaak.vraag(weg="bank", bedrag="6,00") == 303


def test_nobody_approves_money_for_their_own_household(zaak: Zaak) -> None:
    assert zaak.vraag(weg="bank") == 303
    payer = zaak.login(zaak.nota.betaler, "voorzitter")
    refused = payer.post(f"{zaak.pagina}/goedkeuring")
    assert (refused.status_code, "een ander" in refused.text) == (409, True)
    assert zaak.terug.stand is Terugstand.GEVRAAGD


def test_a_no_leaves_the_money_where_it_is(zaak: Zaak) -> None:
    zaak.vraag()
    terug = zaak.terug
    other = zaak.login(een_lid(), "secretaris")
    assert other.post(f"{zaak.pagina}/afwijzing").status_code == 303
    work()
    assert (terug.stand, zaak.posts()) == (Terugstand.AFGEWEZEN, 0)
    assert zaak.vraag(bedrag="10,00") == 303


def test_by_hand_it_is_booked_once_with_the_number_of_the_statement(zaak: Zaak) -> None:
    acties.boek_ontvangst(
        zaak.nota,
        acties.Regel(
            soort=Regelsoort.BETALING,
            bedrag=Bedrag(-1000),
            valutadatum=date(2026, 11, 20),
            bron=Bron.BANK,
            bron_id="2026:7",
        ),
        NU,
    )
    assert [row.opgelost_op for row in zaak.data.scalars(select(Verschil))] == [None]
    assert zaak.vraag(weg="bank", bedrag="10,00") == 303
    terug = zaak.terug
    page = f"{zaak.pagina}/uitvoering"
    proof = {"datum": "2026-11-21", "nummer": "8"}
    assert zaak.kas.post(page, proof).status_code == 409
    assert zaak.login(een_lid(), "voorzitter").post(f"{zaak.pagina}/goedkeuring").status_code == 303
    assert "Boek de terugbetaling" in zaak.kas.get(zaak.pagina).text
    assert zaak.kas.post(page, proof | {"datum": "2026-11-23"}).status_code == 422
    assert zaak.kas.post(page, proof | {"nummer": "7"}).status_code == 409
    assert zaak.kas.post(page, proof).status_code == 303
    assert zaak.kas.post(page, proof).status_code == 409
    assert zaak.nota.saldo == Bedrag(0)
    assert zaak.data.scalars(select(Verschil)).one().opgelost_op is not None
    assert len(post(f"terugbetaling:{terug.kenmerk}")) == 1


def met_de_hand(zaak: Zaak) -> None:
    """Ten euro by hand, approved by the chair."""
    assert zaak.vraag(weg="bank", bedrag="10,00") == 303
    other = zaak.login(een_lid(), "voorzitter")
    assert other.post(f"{zaak.pagina}/goedkeuring").status_code == 303


def test_what_the_bank_took_back_first_is_not_given_back_by_hand_as_well(
    zaak: Zaak, nu: datetime
) -> None:
    met_de_hand(zaak)
    assert "Betaal dit niet terug" not in zaak.kas.get(zaak.pagina).text
    zaak.mollie.charge_back(zaak.tr_id)
    zaak.sync(nu)
    assert "terugbetaling_te_hoog" in zaak.verschillen()
    assert "Betaal dit niet terug" in zaak.kas.get(zaak.pagina).text
    proof = {"datum": "2026-11-21", "nummer": "8"}
    assert zaak.kas.post(f"{zaak.pagina}/uitvoering", proof).status_code == 409
    assert regels() == [*BETAALD, ("storno", 1000)]
    assert zaak.login(een_lid(), "voorzitter").post(f"{zaak.pagina}/verval").status_code == 403
    assert zaak.kas.post(f"{zaak.pagina}/verval").status_code == 303
    assert zaak.kas.post(f"{zaak.pagina}/verval").status_code == 409
    assert zaak.kas.post(f"{zaak.pagina}/uitvoering", proof).status_code == 409
    assert [row.opgelost_op is None for row in zaak.data.scalars(select(Verschil))] == [False]


def test_who_had_given_it_back_already_can_still_book_that_and_a_person_looks(
    zaak: Zaak, nu: datetime
) -> None:
    met_de_hand(zaak)
    zaak.mollie.charge_back(zaak.tr_id)
    zaak.sync(nu)
    proof = {"datum": "2026-11-21", "nummer": "8", "al_betaald": "y"}
    assert zaak.kas.post(f"{zaak.pagina}/uitvoering", proof).status_code == 303
    assert zaak.nota.saldo == Bedrag(2000)
    assert "Er is twee keer terugbetaald" in zaak.kas.get("/bestuur/contributie/verschillen").text


def test_a_chargeback_after_money_went_back_by_hand_is_told_and_a_reversal_ends_that(
    zaak: Zaak, nu: datetime
) -> None:
    met_de_hand(zaak)
    proof = {"datum": "2026-11-21", "nummer": "8"}
    assert zaak.kas.post(f"{zaak.pagina}/uitvoering", proof).status_code == 303
    taken = zaak.mollie.charge_back(zaak.tr_id)
    zaak.sync(nu)
    assert zaak.verschillen() == ["meer_terug_dan_ontvangen"]
    found = zaak.data.scalars(select(Verschil)).one()
    page = zaak.kas.get(f"/bestuur/contributie/verschillen/{found.id}").text
    assert zaak.nota.kenmerk in page
    zaak.mollie.reverse(zaak.tr_id, taken)
    zaak.sync(nu)
    assert found.opgelost_op is not None


def test_a_webhook_that_knows_of_the_refund_is_not_overruled_by_silence(
    zaak: Zaak, nu: datetime
) -> None:
    terug = zaak.goedgekeurd()
    terug.gestuurd_op = nu - timedelta(hours=2)
    zaak.data.flush()

    bind = zaak.data.get_bind()
    assert isinstance(bind, Connection)

    def meanwhile(port: Gateway, tr_id: str) -> Iterator[Refund]:
        """Mollie names no refund; in that moment a webhook told us of it."""
        del port, tr_id
        bind.execute(text("UPDATE terugbetaling SET stand = 'verstuurd', mollie_id = 're_a'"))
        return iter(())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Gateway, "list_refunds", meanwhile)
        voer_uit(terug.id, nu)
    zaak.data.expire_all()
    assert terug.stand is Terugstand.VERSTUURD
    assert zaak.verschillen() == []


@pytest.mark.parametrize("functie", ["kascommissie", "afgevaardigde"])
def test_who_is_not_in_the_board_decides_nothing(zaak: Zaak, functie: str) -> None:
    zaak.vraag()
    other = zaak.login(een_lid(), functie)
    assert other.post(f"{zaak.pagina}/goedkeuring").status_code == 403


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE terugbetaling SET beslist_door_id = gevraagd_door_id",
        "UPDATE terugbetaling SET stand = 'terugbetaald'",
        "UPDATE terugbetaling SET bedrag = 0",
    ],
)
def test_the_database_wants_two_persons_too(zaak: Zaak, statement: str) -> None:
    zaak.vraag()
    with pytest.raises(IntegrityError):
        zaak.data.execute(text(statement))
    zaak.data.rollback()
