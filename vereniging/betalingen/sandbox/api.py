"""The endpoints below /v2, as far as an association needs them."""

from flask import Flask, request

from vereniging.betalingen.sandbox import methods, render
from vereniging.betalingen.sandbox.gate import Answer, Gate, body
from vereniging.betalingen.sandbox.problems import Problem
from vereniging.betalingen.sandbox.store import Json
from vereniging.betalingen.sandbox.world import World

EMBEDS = frozenset({"refunds", "chargebacks"})


class Api:
    """From HTTP to the rules and back."""

    def __init__(self, world: World, gate: Gate) -> None:
        self._world, self._gate = world, gate

    def _show(self, data: Json) -> Json:
        """A payment, with what the question wants embedded in it."""
        wanted = set(request.args.get("embed", "").split(",")) - {""}
        if not wanted <= EMBEDS:
            raise Problem(400, "The embed is invalid; choose refunds, chargebacks", "embed")
        stale = request.method == "GET" and self._stale()
        pictured, refunds, chargebacks = self._world.pictured(data, stale=stale)
        base = self._gate.base()
        shown = render.payment(pictured, refunds, chargebacks, base)
        parts = {
            "refunds": [render.refund(one, base) for one in refunds],
            "chargebacks": [render.chargeback(one, base) for one in chargebacks],
        }
        if wanted:
            shown["_embedded"] = {name: parts[name] for name in sorted(wanted)}
        return shown

    def _stale(self) -> bool:
        return self._world.faults.take("stale_read", request.path) is not None

    def _refund(self, data: Json) -> Json:
        return render.refund(data, self._gate.base())

    def _chargeback(self, data: Json) -> Json:
        return render.chargeback(data, self._gate.base())

    def _customer(self, data: Json) -> Json:
        return render.customer(data, self._gate.base())

    def _mandate(self, data: Json) -> Json:
        return render.mandate(data, self._gate.base())

    def _list(self) -> render.Listing:
        query = request.query_string.decode()
        path = self._gate.base() + request.path + (f"?{query}" if query else "")
        return render.Listing(self._world.store, request.args.to_dict(), path)

    def create_payment(self) -> Answer:
        created = self._world.payments.create(body(), self._world.profile()[0])
        return 201, self._show(created)

    def list_payments(self) -> Answer:
        return 200, self._list().answer("payment", None, self._show)

    def get_payment(self, payment: str) -> Answer:
        return 200, self._show(self._world.payments.get(payment))

    def update_payment(self, payment: str) -> Answer:
        return 200, self._show(self._world.payments.update(payment, body()))

    def cancel_payment(self, payment: str) -> Answer:
        return 200, self._show(self._world.payments.cancel(payment))

    def create_refund(self, payment: str) -> Answer:
        paid = self._world.payments.get(payment)
        return 201, self._refund(self._world.returns.refund(paid, body()))

    def list_refunds(self, payment: str) -> Answer:
        self._world.payments.get(payment)
        return 200, self._list().answer("refund", payment, self._refund)

    def get_refund(self, payment: str, refund: str) -> Answer:
        paid = self._world.payments.get(payment)
        return 200, self._refund(self._world.returns.one_refund(paid, refund))

    def cancel_refund(self, payment: str, refund: str) -> Answer:
        self._world.returns.cancel_refund(self._world.payments.get(payment), refund)
        return 204, None

    def list_chargebacks(self, payment: str) -> Answer:
        self._world.payments.get(payment)
        return 200, self._list().answer("chargeback", payment, self._chargeback)

    def get_chargeback(self, payment: str, chargeback: str) -> Answer:
        paid = self._world.payments.get(payment)
        return 200, self._chargeback(self._world.returns.one_chargeback(paid, chargeback))

    def all_refunds(self) -> Answer:
        return 200, self._list().answer("refund", None, self._refund)

    def all_chargebacks(self) -> Answer:
        return 200, self._list().answer("chargeback", None, self._chargeback)

    def create_customer(self) -> Answer:
        return 201, self._customer(self._world.customers.create(body()))

    def list_customers(self) -> Answer:
        return 200, self._list().answer("customer", None, self._customer)

    def get_customer(self, customer: str) -> Answer:
        return 200, self._customer(self._world.customers.get(customer))

    def update_customer(self, customer: str) -> Answer:
        return 200, self._customer(self._world.customers.update(customer, body()))

    def delete_customer(self, customer: str) -> Answer:
        self._world.customers.delete(customer)
        return 204, None

    def create_customer_payment(self, customer: str) -> Answer:
        wanted = body() | {"customerId": customer}
        created = self._world.payments.create(wanted, self._world.profile()[0])
        return 201, self._show(created)

    def list_customer_payments(self, customer: str) -> Answer:
        self._world.customers.get(customer)
        return 200, self._list().answer("payment", customer, self._show)

    def create_mandate(self, customer: str) -> Answer:
        return 201, self._mandate(self._world.customers.sign(customer, body()))

    def list_mandates(self, customer: str) -> Answer:
        self._world.customers.get(customer)
        return 200, self._list().answer("mandate", customer, self._mandate)

    def get_mandate(self, customer: str, mandate: str) -> Answer:
        return 200, self._mandate(self._world.customers.mandate(customer, mandate))

    def revoke_mandate(self, customer: str, mandate: str) -> Answer:
        self._world.customers.revoke(customer, mandate)
        return 204, None

    def list_methods(self) -> Answer:
        return 200, self._methods(inactive=False)

    def all_methods(self) -> Answer:
        return 200, self._methods(inactive=True)

    def _methods(self, *, inactive: bool) -> Json:
        base, query = self._gate.base(), request.args.to_dict()
        found = methods.listed(query, inactive=inactive)
        shown = [methods.rendered(one, base, query.get("locale")) for one in found]
        links = {"self": render.link(request.url), "documentation": render.documentation(base)}
        return {"count": len(shown), "_embedded": {"methods": shown}, "_links": links}

    def get_method(self, method: str) -> Answer:
        found = methods.find(method)
        return 200, methods.rendered(found, self._gate.base(), request.args.get("locale"))

    def get_profile(self) -> Answer:
        identifier, since = self._world.profile()
        return 200, render.profile(identifier, self._gate.base(), since)

    def nothing_here(self, **_rest: str) -> Answer:
        raise Problem(404, "The resource does not exist")


def register(app: Flask, world: World, gate: Gate) -> None:
    """Give each endpoint its address."""
    api = Api(world, gate)
    one_payment, one_customer = "/payments/<payment>", "/customers/<customer>"
    for rule, views in (
        ("/payments", (("POST", api.create_payment), ("GET", api.list_payments))),
        (one_payment, (("GET", api.get_payment), ("PATCH", api.update_payment))),
        (one_payment, (("DELETE", api.cancel_payment),)),
        (f"{one_payment}/refunds", (("POST", api.create_refund), ("GET", api.list_refunds))),
        (f"{one_payment}/refunds/<refund>", (("GET", api.get_refund),)),
        (f"{one_payment}/refunds/<refund>", (("DELETE", api.cancel_refund),)),
        (f"{one_payment}/chargebacks", (("GET", api.list_chargebacks),)),
        (f"{one_payment}/chargebacks/<chargeback>", (("GET", api.get_chargeback),)),
        ("/refunds", (("GET", api.all_refunds),)),
        ("/chargebacks", (("GET", api.all_chargebacks),)),
        ("/customers", (("POST", api.create_customer), ("GET", api.list_customers))),
        (one_customer, (("GET", api.get_customer), ("PATCH", api.update_customer))),
        (one_customer, (("DELETE", api.delete_customer),)),
        (f"{one_customer}/payments", (("POST", api.create_customer_payment),)),
        (f"{one_customer}/payments", (("GET", api.list_customer_payments),)),
        (f"{one_customer}/mandates", (("POST", api.create_mandate), ("GET", api.list_mandates))),
        (f"{one_customer}/mandates/<mandate>", (("GET", api.get_mandate),)),
        (f"{one_customer}/mandates/<mandate>", (("DELETE", api.revoke_mandate),)),
        ("/methods", (("GET", api.list_methods),)),
        ("/methods/all", (("GET", api.all_methods),)),
        ("/methods/<method>", (("GET", api.get_method),)),
        ("/profiles/me", (("GET", api.get_profile),)),
    ):
        for verb, view in views:
            name, guarded = f"v2.{view.__name__}", gate.guard(view)
            app.add_url_rule(f"/v2{rule}", name, guarded, methods=[verb])
    every = ["GET", "POST", "PATCH", "PUT", "DELETE"]
    nothing = gate.guard(api.nothing_here)
    app.add_url_rule("/v2/<path:rest>", "v2.nothing_here", nothing, methods=every)
