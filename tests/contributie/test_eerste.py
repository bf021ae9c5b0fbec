"""A mandate by a first payment with iDEAL: a tick, paid, valid when Mollie says so."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, betaling_van, een_jaar, pad, regels
from tests.conftest import Login
from tests.contributie.test_incasso import IBAN, een_betaler, mollie, sandbox
from tests.factories import een_lid
from tests.leden.factories import post
from tests.support.client import Client
from tests.support.mollie import Sandbox
from tests.support.work import work
from vereniging.betalingen import machtigen, machtiging_volgen, verbinding
from vereniging.betalingen.afstemmen import controleer_wachtende
from vereniging.betalingen.machtiging import Machtiging, MachtigingStand
from vereniging.betalingen.models import Betaling, BetalingSoort, BetalingStand
from vereniging.contributie import incassokeuze
from vereniging.contributie.models import Nota
from vereniging.core.money import Bedrag
from vereniging.core.secrets import token_for
from vereniging.leden.models import Lid
from vereniging.statuten.acties import stel_in

__all__ = ["mollie", "sandbox"]

PAD = "/mijn/contributie/machtiging"
IDEAL = f"{PAD}/ideal"
GETEKEND = {"rekeninghouder": "K. Verbeek", "machtigt": "y"}


@pytest.fixture
def lid_en_nota(mollie: Sandbox, data: Session) -> tuple[Lid, Nota]:
    een_jaar()
    return een_betaler()


@pytest.fixture
def lid(login: Login, lid_en_nota: tuple[Lid, Nota]) -> Client:
    return login(lid_en_nota[0])


@pytest.fixture
def nota(lid_en_nota: tuple[Lid, Nota]) -> Nota:
    return lid_en_nota[1]


def de_machtiging(data: Session) -> Machtiging:
    """The one mandate, as the table has it now."""
    query = select(Machtiging).order_by(Machtiging.id.desc()).limit(1)
    return data.scalars(query.execution_options(populate_existing=True)).one()


def webhook(client: Client, betaling: Betaling) -> int:
    url = f"/betalingen/webhook/{token_for(betaling.kiem, 'webhook')}"
    return client.post(url, {"id": str(betaling.mollie_id)}, csrf=False).status_code


def betaal(mollie: Sandbox, lid: Client, nota: Nota) -> Betaling:
    """The member pays at Mollie, and Mollie calls."""
    betaling = betaling_van(nota)
    mollie.pay(str(betaling.mollie_id))
    assert webhook(lid, betaling) == 200
    return betaling


def test_one_payment_settles_the_nota_and_gives_the_mandate(
    mollie: Sandbox, data: Session, lid: Client, nota: Nota
) -> None:
    page = lid.get(PAD)
    assert "Betaal en machtig" in page.text
    assert "https:" in page.headers["Content-Security-Policy"].partition("form-action")[2]
    sent = lid.post(IDEAL, GETEKEND)
    assert sent.status_code == 303
    assert sent.headers["Location"].startswith(mollie.url)
    found = de_machtiging(data)
    assert (found.stand, found.iban_laatste4) == (MachtigingStand.AANGEVRAAGD, "")
    assert "gaat in als uw betaling" in lid.get(PAD).text
    assert post("machtiging:") == []
    betaal(mollie, lid, nota)
    data.refresh(nota)
    assert nota.saldo == Bedrag(0)
    assert regels() == [("nota", 1000), ("betaling", -1000)]
    assert found.stand is MachtigingStand.AANGEVRAAGD  # the bank has not said so yet
    work()
    found = de_machtiging(data)
    assert (found.stand, found.iban_laatste4) == (MachtigingStand.GELDIG, IBAN[-4:])
    keys = sorted(mail.sleutel.rpartition(":")[2] for mail in post("machtiging:"))
    assert keys == ["gegeven", "geldig"]


def test_what_was_signed_is_kept_and_no_account_number(
    mollie: Sandbox, data: Session, lid: Client, nota: Nota
) -> None:
    lid.post(IDEAL, GETEKEND)
    betaal(mollie, lid, nota)
    work()
    found = de_machtiging(data)
    words = found.tekst.tekst
    for part in ("SEPA", "doorlopend", "NL08ZZZ502057730000", found.kenmerk, "8 weken"):
        assert part in words
    for part in ("K. Verbeek", "waarmee u met iDEAL betaalde", "22 november 2026"):
        assert part in words
    assert found.tekst.klopt()
    betaling = betaling_van(nota)
    assert (betaling.soort, betaling.machtiging_id) == (BetalingSoort.EERSTE, found.id)
    asked = [row for row in mollie.requests() if row["method"] == "POST"]
    customer, payment = (
        json.loads(next(row["body"] for row in asked if row["path"].endswith(end)))
        for end in ("/customers", "/payments")
    )
    assert payment["sequenceType"] == "first"
    assert payment["customerId"] == found.cst_id
    assert "Verbeek" not in str(customer) + str(payment)
    assert IBAN not in str(betaling.verzoek) + words


def test_the_mandate_of_a_first_payment_collects_the_next_nota(
    mollie: Sandbox, data: Session, lid: Client, nota: Nota
) -> None:
    lid.post(IDEAL, GETEKEND)
    betaal(mollie, lid, nota)
    work()
    nota.saldo = Bedrag(500)  # something new is open
    data.flush()
    assert [machtiging.id for _nota, machtiging in incassokeuze.keuze(NU).gekozen] == [
        de_machtiging(data).id
    ]


@pytest.mark.parametrize("einde", ["canceled", "expired", "failed"])
def test_without_payment_there_is_no_mandate(
    mollie: Sandbox, data: Session, lid: Client, nota: Nota, einde: str
) -> None:
    lid.post(IDEAL, GETEKEND)
    betaling = betaling_van(nota)
    mollie.pay(str(betaling.mollie_id), einde)
    assert webhook(lid, betaling) == 200
    assert de_machtiging(data).stand is MachtigingStand.ONGELDIG
    assert post("machtiging:") == []
    back = lid.get(f"/betalingen/terug/{token_for(betaling.kiem, 'terug')}").text
    assert "De machtiging is niet ingegaan" in back
    data.refresh(nota)
    assert nota.saldo == Bedrag(1000)
    assert lid.post(IDEAL, GETEKEND).status_code == 303
    betaal(mollie, lid, nota)
    work()
    assert de_machtiging(data).stand is MachtigingStand.GELDIG


@pytest.mark.parametrize(
    "fout", [{}, {"rekeninghouder": "K. Verbeek"}, {**GETEKEND, "rekeninghouder": "x"}]
)
def test_without_the_tick_or_a_name_nothing_is_asked(
    mollie: Sandbox, data: Session, lid: Client, nota: Nota, fout: dict[str, str]
) -> None:
    assert lid.post(IDEAL, fout).status_code == 422
    assert data.scalars(select(Machtiging)).all() == []
    assert mollie.requests() == []


def test_two_clicks_give_one_payment_and_one_mandate(
    mollie: Sandbox, data: Session, lid: Client, nota: Nota
) -> None:
    first, second = (lid.post(IDEAL, GETEKEND).headers["Location"] for _ in range(2))
    assert first == second
    assert len(data.scalars(select(Machtiging)).all()) == 1
    assert len(data.scalars(select(Betaling)).all()) == 1


def test_the_pay_link_of_the_nota_never_signs_for_somebody(
    mollie: Sandbox, data: Session, lid: Client, nota: Nota, client: Client
) -> None:
    signed = lid.post(IDEAL, GETEKEND).headers["Location"]
    plain = client.post(pad(nota)).headers["Location"]
    assert plain != signed
    assert betaling_van(nota).soort is BetalingSoort.EENMALIG
    betaal(mollie, lid, nota)
    work()
    assert machtigen.bruikbare(de_machtiging(data).lid_id) is None


@pytest.mark.parametrize("waar", ["customers", "payments"])
def test_a_lost_answer_is_asked_again_and_makes_nothing_twice(
    mollie: Sandbox, data: Session, lid: Client, nota: Nota, waar: str
) -> None:
    mollie.faults("drop_answer", path=f".*/{waar}$")
    lost = lid.post(IDEAL, GETEKEND)
    assert lost.status_code == 503
    assert "Er is niets afgeschreven" in lost.text
    assert lid.post(IDEAL, GETEKEND).status_code == 303
    assert len(data.scalars(select(Machtiging)).all()) == 1
    assert len(mollie.request("GET", "/v2/payments").json()["_embedded"]["payments"]) == 1
    assert len(mollie.request("GET", "/v2/customers").json()["_embedded"]["customers"]) == 1


def test_a_request_that_never_left_ends_without_a_mandate(
    mollie: Sandbox, data: Session, lid: Client, nota: Nota
) -> None:
    mollie.faults("503", count=None)
    assert lid.post(IDEAL, GETEKEND).status_code == 503
    mollie.clear_faults()
    later = NU + timedelta(hours=2)
    controleer_wachtende(later)
    assert betaling_van(nota).stand is BetalingStand.VERVALLEN
    machtiging_volgen.loop_na(later)
    assert de_machtiging(data).stand is MachtigingStand.ONGELDIG
    assert post("machtiging:") == []


def test_pending_after_the_payment_waits_for_the_bank(
    mollie: Sandbox, data: Session, lid: Client, nota: Nota
) -> None:
    mollie.faults("mandate_pending")
    lid.post(IDEAL, GETEKEND)
    betaal(mollie, lid, nota)
    work()
    found = de_machtiging(data)
    assert found.stand is MachtigingStand.AANGEVRAAGD
    assert [mail.sleutel for mail in post("machtiging:")] == [f"machtiging:{found.kenmerk}:gegeven"]
    mollie.request("DELETE", f"/v2/customers/{found.cst_id}/mandates/{found.mdt_id}")
    machtiging_volgen.loop_na(NU)
    assert de_machtiging(data).stand is MachtigingStand.ONGELDIG


def test_who_stops_it_before_paying_has_no_mandate_at_mollie_either(
    mollie: Sandbox, data: Session, lid: Client, nota: Nota
) -> None:
    lid.post(IDEAL, GETEKEND)
    found = de_machtiging(data)
    assert lid.post(f"{PAD}/{found.kenmerk}/einde").status_code == 303
    betaal(mollie, lid, nota)
    work()
    work()
    found = de_machtiging(data)
    assert found.stand is MachtigingStand.INGETROKKEN
    assert mollie.gateway().list_mandates(str(found.cst_id)) == []
    keys = sorted(mail.sleutel.rpartition(":")[2] for mail in post("machtiging:"))
    assert keys == ["ingetrokken"]


def test_only_with_the_setting_and_something_to_pay(
    mollie: Sandbox, data: Session, lid: Client, nota: Nota, login: Login
) -> None:
    assert login(een_lid()).post(IDEAL, GETEKEND).status_code == 404
    stel_in(incasso_aan=False)
    assert lid.post(IDEAL, GETEKEND).status_code == 404
    assert lid.get(PAD).status_code == 404
    assert data.scalars(select(Machtiging)).all() == []


def test_a_mandate_that_the_bank_ended_is_noticed_within_a_week_and_told(
    mollie: Sandbox, data: Session, lid: Client, nota: Nota
) -> None:
    lid.post(IDEAL, GETEKEND)
    betaal(mollie, lid, nota)
    work()
    found = de_machtiging(data)
    verbinding.gateway().revoke_mandate(str(found.cst_id), str(found.mdt_id), "weg-bij-de-bank")
    data.commit()
    machtiging_volgen.loop_na(NU + timedelta(days=6))
    assert de_machtiging(data).stand is MachtigingStand.GELDIG
    machtiging_volgen.loop_na(NU + timedelta(days=8))
    data.commit()
    assert de_machtiging(data).stand is MachtigingStand.ONGELDIG
    assert "ongeldig" in [mail.sleutel.rpartition(":")[2] for mail in post("machtiging:")]


def test_a_mandate_that_is_fine_is_asked_about_once_a_week_and_no_test_mandate_by_a_live_key(
    mollie: Sandbox, data: Session, lid: Client, nota: Nota
) -> None:
    def asked() -> int:
        return sum("/mandates/" in row["path"] for row in mollie.requests())

    lid.post(IDEAL, GETEKEND)
    betaal(mollie, lid, nota)
    work()
    before = asked()
    for hours in (0, 1, 2):
        machtiging_volgen.loop_na(NU + timedelta(days=8, hours=hours))
    data.commit()
    assert asked() == before + 1
    found = de_machtiging(data)
    assert found.stand is MachtigingStand.GELDIG
    found.modus = "live"
    data.commit()
    machtiging_volgen.loop_na(NU + timedelta(days=30))
    assert asked() == before + 1
