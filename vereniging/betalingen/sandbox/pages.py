"""The pages that people see: checkout, test mode and the view behind the scenes."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Flask, Response, redirect, render_template, request
from markupsafe import Markup

from vereniging.betalingen.sandbox import methods
from vereniging.betalingen.sandbox.bankdays import moment
from vereniging.betalingen.sandbox.changes import REASONS
from vereniging.betalingen.sandbox.check import euro
from vereniging.betalingen.sandbox.faults import LABELS
from vereniging.betalingen.sandbox.problems import Problem, invalid, unknown
from vereniging.betalingen.sandbox.returns import remaining
from vereniging.betalingen.sandbox.store import Json
from vereniging.betalingen.sandbox.world import World

OUTCOMES: Final = {
    "paid": "Betaald",
    "failed": "Mislukt",
    "canceled": "Geannuleerd",
    "expired": "Verlopen",
}
STATUSES: Final = OUTCOMES | {
    "open": "Open",
    "pending": "In behandeling",
    "authorized": "Gereserveerd",
}
STEPS: Final = {
    "900": "15 minuten",
    "3600": "1 uur",
    "86400": "1 dag",
    "604800": "1 week",
    "1209600": "14 dagen",
    "4838400": "56 dagen",
}
PICTURE: Final = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="24" role="img">'
    '<title>{name}</title><rect width="32" height="24" rx="3" fill="#1d4ed8"/></svg>',
)


class Pages:
    """What a browser asks for and posts."""

    def __init__(self, world: World) -> None:
        self._world = world

    def checkout(self, payment: str) -> Response:
        found = self._world.payments.get(payment)
        method = methods.METHODS.get(found["method"] or "ideal")
        page = render_template(
            "checkout.html",
            payment=found,
            method=method,
            outcomes=OUTCOMES,
            stand=STATUSES[found["status"]],
        )
        return with_policy(Response(page), found["redirectUrl"])

    def choose(self, payment: str) -> Response:
        """The consumer decides; only while the payment is open."""
        found, status = self._world.payments.get(payment), request.form.get("status", "")
        if status not in OUTCOMES:
            raise invalid("Kies een van de vier uitkomsten.")
        if found["status"] != "open":
            raise Problem(409, "Deze betaling is al afgerond.")
        self._world.changes.set_status(found, status)
        back = found["redirectUrl"]
        if status == "canceled":
            back = found.get("cancelUrl") or back
        return with_policy(as_response(redirect(back, 303)), back)

    def test_mode(self, payment: str) -> Response:
        found = self._world.payments.get(payment)
        refunds, chargebacks = (
            self._world.changes.refunds(found),
            self._world.changes.chargebacks(found),
        )
        page = render_template(
            "test_mode.html",
            payment=found,
            refunds=refunds,
            chargebacks=chargebacks,
            remaining=euro(remaining(found, refunds, chargebacks))["value"],
            reasons=REASONS,
            statuses=STATUSES,
        )
        return Response(page)

    def act(self, payment: str) -> Response:
        """One of the acts of the test-mode page."""
        found, form = self._world.payments.get(payment), request.form
        acts: dict[str, Callable[[], Any]] = {
            "status": lambda: self._status(found),
            "refund": lambda: self._world.returns.refund(found, {"amount": amount()}),
            "chargeback": lambda: self._world.returns.charge_back(
                found, {"amount": amount(), "code": form.get("code")}
            ),
            "reverse": lambda: self._world.returns.reverse(found, form.get("chargeback", "")),
        }
        act = acts.get(form.get("act", ""))
        if act is None:
            raise invalid("Kies een van de knoppen.")
        act()
        return as_response(redirect(request.path, 303))

    def _status(self, payment: Json) -> None:
        self._world.changes.set_status(
            payment,
            request.form.get("status", ""),
            reason=request.form.get("code"),
        )

    def dashboard(self) -> Response:
        store = self._world.store
        page = render_template(
            "dashboard.html",
            now=moment(store.now()).strftime("%d-%m-%Y %H:%M:%S"),
            steps=STEPS,
            kinds=LABELS,
            faults=self._world.faults.all(),
            payments=store.page("payment", None, None, 50, ascending=False),
            statuses=STATUSES,
            webhooks=self._world.webhooks.attempts()[:-21:-1],
            requests=store.run("SELECT * FROM request ORDER BY nr DESC LIMIT 20"),
        )
        return Response(page)

    def move(self) -> Response:
        """The dashboard's own form for the clock, the faults and a new beginning."""
        act, form = request.form.get("act"), request.form
        if act == "clock" and form.get("seconds") in STEPS:
            self._world.store.move(float(form["seconds"]))
        elif act == "fault":
            count = form.get("count", "1")
            number = int(count) if count.isdecimal() else None
            self._world.begin_fault({"kind": form.get("kind"), "count": number})
        elif act == "clear":
            self._world.end_faults()
        else:
            raise invalid("Kies een van de knoppen.")
        return as_response(redirect("/_sandbox/", 303))

    def home(self) -> Response:
        return as_response(redirect("/_sandbox/", 303))

    def picture(self, method: str) -> Response:
        name = methods.METHODS.get(method)
        if name is None:
            raise unknown("method", method)
        return Response(PICTURE.format(name=name.dutch), mimetype="image/svg+xml")

    def showing(self, view: Callable[..., Response]) -> Callable[..., Response]:
        """The view as Flask calls it, with refusals as a page."""

        def answer(**identifiers: str) -> Response:
            try:
                self._world.let_time_pass()
                with self._world.store.transaction():
                    response = view(**identifiers)
                self._world.let_time_pass()
            except Problem as problem:
                return Response(render_template("refused.html", problem=problem), problem.status)
            return response

        return answer


def amount() -> Json:
    """The amount of the form; the Dutch comma may be used."""
    return {"currency": "EUR", "value": request.form.get("amount", "").strip().replace(",", ".")}


def as_response(answer: Any) -> Response:
    """What `redirect` gives, as the type that Flask uses."""
    return Response(answer.get_data(), answer.status_code, dict(answer.headers))


def with_policy(response: Response, back: str | None) -> Response:
    """Allow the form to lead back to the shop: browsers check the whole redirect chain."""
    parts = urlsplit(back or "")
    origin = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    response.headers["Content-Security-Policy"] = policy(origin)
    return response


def policy(origin: str = "") -> str:
    """Nothing but our own style and pictures; no script at all."""
    return (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        f"frame-ancestors 'none'; form-action 'self'{origin}"
    )


def register(app: Flask, world: World) -> None:
    """Give each page its address."""
    pages = Pages(world)
    for verb, rule, view in (
        ("GET", "/", pages.home),
        ("GET", "/checkout/<payment>", pages.checkout),
        ("POST", "/checkout/<payment>", pages.choose),
        ("GET", "/checkout/test-mode/<payment>", pages.test_mode),
        ("POST", "/checkout/test-mode/<payment>", pages.act),
        ("GET", "/_sandbox/", pages.dashboard),
        ("POST", "/_sandbox/", pages.move),
        ("GET", "/_sandbox/methods/<method>.svg", pages.picture),
    ):
        app.add_url_rule(rule, f"pages.{view.__name__}", pages.showing(view), methods=[verb])
    app.jinja_env.filters["euro"] = lambda value: f"€\N{NO-BREAK SPACE}{value.replace('.', ',')}"
