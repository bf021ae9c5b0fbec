"""JSON below /_sandbox/ with which tests and the demo move the world."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, jsonify

from vereniging.betalingen.sandbox.bankdays import iso
from vereniging.betalingen.sandbox.gate import Gate, body
from vereniging.betalingen.sandbox.problems import Problem, invalid
from vereniging.betalingen.sandbox.store import Json
from vereniging.betalingen.sandbox.world import World


class Control:
    """The levers behind the scenes."""

    def __init__(self, world: World, gate: Gate) -> None:
        self._world, self._gate = world, gate

    def clock(self) -> Json:
        return {"now": iso(self._world.store.now())}

    def move_clock(self) -> Json:
        """Time only goes forward, as everywhere."""
        seconds = body().get("seconds")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds < 0:
            raise invalid("The seconds are a number, zero or more", "seconds")
        self._world.store.move(seconds)
        return self.clock()

    def faults(self) -> Json:
        return {"faults": self._world.faults.all()}

    def add_fault(self) -> Json:
        self._world.begin_fault(body())
        return self.faults()

    def clear_faults(self) -> Json:
        self._world.end_faults()
        return self.faults()

    def webhooks(self) -> Json:
        hooks = self._world.webhooks
        return {
            "webhooks": hooks.attempts(),
            "underway": hooks.underway(),
            "planned": hooks.planned(),
        }

    def requests(self) -> Json:
        statement = "SELECT at, method, path, key AS idempotency_key, body, status FROM request"
        return {
            "requests": [dict(row) for row in self._world.store.run(f"{statement} ORDER BY nr")]
        }

    def reset(self) -> Json:
        self._world.reset()
        return self.clock()

    def change_payment(self, payment: str) -> Json:
        """Any status (with a reason of the bank), or any field falsified with `set`."""
        found, wanted = self._world.payments.get(payment), body()
        if fields := wanted.get("set"):
            self._world.changes.overwrite(found, fields)
        if status := wanted.get("status"):
            self._world.changes.set_status(found, str(status), reason=wanted.get("reason"))
        return {"id": payment, "status": found["status"]}

    def refund(self, payment: str) -> Json:
        made = self._world.returns.refund(self._world.payments.get(payment), body())
        return {"id": made["id"], "status": made["status"]}

    def change_refund(self, payment: str, refund: str) -> Json:
        found, status = self._world.payments.get(payment), str(body().get("status"))
        one = self._world.returns.one_refund(found, refund)
        self._world.returns.set_refund(found, one, status)
        return {"id": refund, "status": status}

    def charge_back(self, payment: str) -> Json:
        made = self._world.returns.charge_back(self._world.payments.get(payment), body())
        return {"id": made["id"]}

    def reverse(self, payment: str, chargeback: str) -> Json:
        found = self._world.payments.get(payment)
        return {"id": self._world.returns.reverse(found, chargeback)["id"]}

    def answering(self, view: Callable[..., Json]) -> Callable[..., Any]:
        """The view as Flask calls it: one transaction, JSON, refusals included."""

        def answer(**identifiers: str) -> Response:
            try:
                self._world.let_time_pass()
                with self._world.store.transaction():
                    told = view(**identifiers)
                self._world.let_time_pass()
            except Problem as problem:
                response = jsonify(problem.body(self._gate.base()))
                response.status_code = problem.status
                return response
            return jsonify(told)

        return answer


def register(app: Flask, world: World, gate: Gate) -> None:
    """Give each lever its address."""
    control = Control(world, gate)
    for verb, rule, view in (
        ("GET", "/clock", control.clock),
        ("POST", "/clock", control.move_clock),
        ("GET", "/faults", control.faults),
        ("POST", "/faults", control.add_fault),
        ("DELETE", "/faults", control.clear_faults),
        ("GET", "/webhooks", control.webhooks),
        ("GET", "/requests", control.requests),
        ("POST", "/reset", control.reset),
        ("POST", "/payments/<payment>", control.change_payment),
        ("POST", "/payments/<payment>/refunds", control.refund),
        ("POST", "/payments/<payment>/refunds/<refund>", control.change_refund),
        ("POST", "/payments/<payment>/chargebacks", control.charge_back),
        ("POST", "/payments/<payment>/chargebacks/<chargeback>/reverse", control.reverse),
    ):
        name = f"control.{view.__name__}"
        app.add_url_rule(f"/_sandbox{rule}", name, control.answering(view), methods=[verb])
