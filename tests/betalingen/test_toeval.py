"""Whatever happens in whatever order: the ledger says what Mollie says, to the cent."""

from __future__ import annotations

import contextlib
import itertools
from dataclasses import dataclass, field
from datetime import date

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from requests import HTTPError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, een_jaar, pad
from tests.factories import een_huishouden, een_lid
from tests.support.client import Client
from tests.support.mollie import Sandbox
from vereniging.betalingen.afstemmen import controleer_wachtende, stem_af
from vereniging.betalingen.gateway import GatewayError, Payment
from vereniging.betalingen.models import Betaling
from vereniging.betalingen.sync import verwerk
from vereniging.contributie import acties
from vereniging.contributie.models import Bron, Grootboekregel, Nota, Regelsoort
from vereniging.core.money import NUL, Bedrag
from vereniging.core.secrets import token_for
from vereniging.post.models import Mail

RETURNED = {"pending", "processing", "refunded"}
CENT = st.sampled_from([1, 250, 400, 1000]) | st.integers(1, 1500)
WHICH = st.integers(0, 3)
GIFT = st.sampled_from(["", "2,50"])
numbers = itertools.count(1)


@dataclass
class Wereld:
    """What the machine acts upon."""

    data: Session
    client: Client
    mollie: Sandbox
    answers: list[tuple[int, Payment, int]] = field(default_factory=list)


def een_nieuwe_nota(data: Session) -> Nota:
    """The nota of a household that nobody has seen before."""
    data.add(een_huishouden(een_lid()))
    data.flush()
    acties.maak_notas(2026, NU)
    return data.scalars(select(Nota).order_by(Nota.id.desc()).limit(1)).one()


class Geld(RuleBasedStateMachine):
    """A payer, Mollie, a bank, lost answers and late news, in any order."""

    wereld: Wereld

    def __init__(self) -> None:
        super().__init__()
        self.nota = een_nieuwe_nota(self.wereld.data)
        self.banked, self.faults_left = 0, 3  # after five in a row nobody calls for a while
        self.wereld.answers.clear()
        self.wereld.mollie.clear_faults()

    @initialize(gift=GIFT, status=st.sampled_from(["paid", "paid", "expired", "open"]))
    def eerste_poging(self, gift: str, status: str) -> None:
        self.betaal(gift, "")
        if status != "open":
            self.mollie_beslist(0, status)

    @property
    def betalingen(self) -> list[Betaling]:
        query = select(Betaling).where(Betaling.nota_id == self.nota.id).order_by(Betaling.id)
        return list(self.wereld.data.scalars(query))

    def known(self) -> list[Betaling]:
        return [one for one in self.betalingen if one.mollie_id is not None]

    def pick(self, which: int) -> Betaling:
        rows = self.known()
        return rows[which % len(rows)]

    @rule(gift=GIFT, fault=st.sampled_from(["", "drop_answer", "503"]))
    def betaal(self, gift: str, fault: str) -> None:
        if fault and self.faults_left:
            self.faults_left -= 1
            self.wereld.mollie.faults(fault, path="payments")
        answer = self.wereld.client.post(pad(self.nota), {"gift": gift})
        assert answer.status_code in {303, 409, 503}
        self.wereld.mollie.clear_faults()

    @precondition(lambda self: self.known())
    @rule(which=WHICH, status=st.sampled_from(["paid", "paid", "failed", "expired", "canceled"]))
    def mollie_beslist(self, which: int, status: str) -> None:
        tr_id = str(self.pick(which).mollie_id)
        now = self.wereld.mollie.gateway().get_payment(tr_id).status
        if now == "open" or (now, status) == ("expired", "paid"):
            self.wereld.mollie.pay(tr_id, status)

    @precondition(lambda self: self.known())
    @rule(which=WHICH, times=st.integers(1, 3))
    def webhook(self, which: int, times: int) -> None:
        betaling = self.pick(which)
        url = f"/betalingen/webhook/{token_for(betaling.kiem, 'webhook')}"
        for _ in range(times):
            answer = self.wereld.client.post(url, {"id": betaling.mollie_id}, csrf=False)
            assert answer.status_code == 200

    @precondition(lambda self: self.known())
    @rule(which=WHICH)
    def antwoord_blijft_hangen(self, which: int) -> None:
        betaling = self.pick(which)
        betaling.sync_nr += 1
        payment = self.wereld.mollie.gateway().get_payment(str(betaling.mollie_id))
        self.wereld.answers.append((betaling.id, payment, betaling.sync_nr))
        self.wereld.data.flush()

    @precondition(lambda self: self.wereld.answers)
    @rule(which=WHICH)
    def antwoord_komt_te_laat(self, which: int) -> None:
        answers = self.wereld.answers
        verwerk(*answers.pop(which % len(answers)), NU)

    @precondition(lambda self: self.known())
    @rule(which=WHICH, cent=CENT, ends=st.sampled_from(["", "refunded", "failed"]))
    def terugbetaling(self, which: int, cent: int, ends: str) -> None:
        tr_id = str(self.pick(which).mollie_id)
        with contextlib.suppress(HTTPError):  # unpaid, too much, or just now
            re_id = self.wereld.mollie.refund(tr_id, f"{cent // 100}.{cent % 100:02d}")
            if ends:
                self.wereld.mollie.set_refund(tr_id, re_id, ends)

    @precondition(lambda self: self.known())
    @rule(which=WHICH, cent=CENT, back=st.booleans())
    def storno(self, which: int, cent: int, *, back: bool) -> None:
        tr_id = str(self.pick(which).mollie_id)
        with contextlib.suppress(HTTPError):
            chb_id = self.wereld.mollie.charge_back(tr_id, f"{cent // 100}.{cent % 100:02d}")
            if back:
                self.wereld.mollie.reverse(tr_id, chb_id)

    @rule(cent=CENT)
    def overboeking(self, cent: int) -> None:
        regel = acties.Regel(
            soort=Regelsoort.BETALING,
            bedrag=Bedrag(-cent),
            valutadatum=date(2026, 11, 20),
            bron=Bron.BANK,
            bron_id=f"toeval:{next(numbers)}",
        )
        acties.boek_ontvangst(self.nota, regel, NU)
        self.banked += cent

    @rule()
    def controle(self) -> None:
        for betaling in self.betalingen:
            betaling.volgende_controle_op = NU
        self.wereld.data.flush()
        with contextlib.suppress(GatewayError):
            controleer_wachtende(NU)

    def teardown(self) -> None:
        """The night comes: everything that was lost is found, and it all adds up."""
        self.wereld.mollie.clear_faults()
        self.controle()
        stem_af(NU)
        self.wereld.data.flush()
        owed = self.nota.bedrag.centen - self.banked
        for betaling in self.known():
            net, gift = self.at_mollie(betaling), betaling.gift.centen
            dues = betaling.bedrag.centen - gift
            kept = min(max(net - dues, 0), gift)
            assert self.ledger(f"gift:{betaling.mollie_id}") == kept
            assert self.money_of(betaling) == -net
            owed += kept - net
        assert self.nota.saldo.centen == owed
        assert self.total(Grootboekregel.nota_id == self.nota.id) == owed

    def at_mollie(self, betaling: Betaling) -> int:
        """What the sandbox says that we hold of this payment, in cents."""
        payment = self.wereld.mollie.gateway().get_payment(str(betaling.mollie_id))
        back = sum(one.amount for one in payment.refunds if one.status in RETURNED)
        back += sum(one.amount for one in payment.chargebacks if one.reversed_at is None)
        return (payment.amount if payment.status == "paid" else 0) - back

    def money_of(self, betaling: Betaling) -> int:
        payment = self.wereld.mollie.gateway().get_payment(str(betaling.mollie_id))
        ids = [payment.id, *(one.id for one in payment.refunds)]
        ids += [one.id for one in payment.chargebacks]
        thanks = select(func.count()).select_from(Mail)
        thanks = thanks.where(Mail.sleutel == f"betaling-ontvangen:{payment.id}")
        assert self.wereld.data.scalar(thanks) == int(payment.status == "paid")
        return sum(self.ledger(one) for one in ids)

    def ledger(self, bron_id: str) -> int:
        return self.total(Grootboekregel.bron_id == bron_id)

    def total(self, where: object) -> int:
        query = select(func.sum(Grootboekregel.bedrag)).where(where)  # type: ignore[arg-type]
        return int((self.wereld.data.scalar(query) or NUL).centen)


@pytest.mark.traag("random sequences of some ten events, each an HTTP call or two")
def test_the_ledger_is_what_mollie_holds_after_any_sequence_of_events(
    app: Flask, data: Session, client: Client, sandbox: Sandbox
) -> None:
    app.config.update(MOLLIE_API_URL=sandbox.api_url, MOLLIE_API_KEY=sandbox.api_key)
    een_jaar()
    Geld.wereld = Wereld(data, client, sandbox)
    run_state_machine_as_test(
        Geld,
        settings=settings(
            max_examples=15,
            stateful_step_count=10,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
