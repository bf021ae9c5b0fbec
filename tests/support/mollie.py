"""The sandbox on a free port, for every test that needs something like Mollie."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from vereniging.betalingen.gateway import Gateway
from vereniging.betalingen.sandbox import RunningSandbox, create_sandbox

TEST_KEY = "test_sandboxsandboxsandboxsandbox"
PATIENCE = 10.0
Json = dict[str, Any]


class Sandbox:
    """A running sandbox and its levers; everything goes over HTTP, as in the demo."""

    def __init__(self, running: RunningSandbox) -> None:
        self.url = self.api_url = running.url
        self.api_key = TEST_KEY

    def gateway(self, *, batch: bool = False) -> Gateway:
        """Our own port to this sandbox; a batch does not really sleep."""
        return Gateway(self.api_key, self.api_url, batch=batch, sleep=lambda _seconds: None)

    def request(self, verb: str, path: str, body: Any = None) -> requests.Response:
        """A bare HTTP request, no SDK in between, never by way of a proxy."""
        with requests.Session() as session:
            session.trust_env = False
            headers = {"Authorization": f"Bearer {self.api_key}"}
            return session.request(
                *(verb, f"{self.url}{path}"),
                json=body,
                headers=headers,
                timeout=PATIENCE,
                allow_redirects=False,
            )

    def control(self, verb: str, path: str, body: object = None) -> Json:
        """One of the levers; a refusal is an error of the test."""
        answer = self.request(verb, f"/_sandbox/{path}", body)
        answer.raise_for_status()
        told: Json = answer.json()
        return told

    def clock(self, seconds: float = 0) -> str:
        """Move the clock on; the time it is now."""
        return str(self.control("POST", "clock", {"seconds": seconds})["now"])

    def faults(
        self,
        kind: str,
        count: int | None = 1,
        path: str | None = None,
        seconds: float | None = None,
    ) -> None:
        """Let the next `count` matching requests go wrong (None: all)."""
        body: Json = {"kind": kind, "count": count}
        body |= {} if path is None else {"path": path}
        self.control("POST", "faults", body if seconds is None else body | {"seconds": seconds})

    def clear_faults(self) -> None:
        self.control("DELETE", "faults")

    def pay(self, tr_id: str, status: str = "paid", reason: str | None = None) -> None:
        """Bring a payment to a status, as consumer, bank or time would."""
        self.control("POST", f"payments/{tr_id}", {"status": status, "reason": reason})

    def falsify(self, tr_id: str, **fields: object) -> None:
        """Change fields of a payment behind everybody's back."""
        self.control("POST", f"payments/{tr_id}", {"set": fields})

    def refund(self, tr_id: str, value: str) -> str:
        """A refund made in the dashboard; its id."""
        body = {"amount": {"currency": "EUR", "value": value}}
        return str(self.control("POST", f"payments/{tr_id}/refunds", body)["id"])

    def set_refund(self, tr_id: str, re_id: str, status: str) -> None:
        self.control("POST", f"payments/{tr_id}/refunds/{re_id}", {"status": status})

    def charge_back(self, tr_id: str, value: str | None = None, code: str = "MD06") -> str:
        """The bank takes back all, or this amount; the id."""
        body: Json = {"code": code}
        body |= {} if value is None else {"amount": {"currency": "EUR", "value": value}}
        return str(self.control("POST", f"payments/{tr_id}/chargebacks", body)["id"])

    def reverse(self, tr_id: str, chb_id: str) -> None:
        self.control("POST", f"payments/{tr_id}/chargebacks/{chb_id}/reverse")

    def webhooks(self) -> list[Json]:
        """Every webhook call made (url, payment, time, status), after none is underway."""
        until = time.monotonic() + PATIENCE
        while (told := self.control("GET", "webhooks"))["underway"]:
            assert time.monotonic() < until, "webhooks stay underway"
            time.sleep(0.02)
        calls: list[Json] = told["webhooks"]
        return calls

    def requests(self) -> list[Json]:
        """Every API request (method, path, idempotency_key, body, status)."""
        made: list[Json] = self.control("GET", "requests")["requests"]
        return made

    def reset(self) -> None:
        self.control("POST", "reset")


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    """A fresh sandbox with a fixed seed; it stops after the test."""
    app = create_sandbox(tmp_path / "sandbox.db", seed=1)
    with RunningSandbox(app) as running:
        yield Sandbox(running)
