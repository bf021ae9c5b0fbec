"""The Flask application of the sandbox and what keeps it harmless."""

import os
from pathlib import Path

from flask import Flask, Response, render_template, request

from vereniging.betalingen.sandbox import api, control, pages
from vereniging.betalingen.sandbox.check import is_loopback
from vereniging.betalingen.sandbox.gate import Gate
from vereniging.betalingen.sandbox.problems import Problem
from vereniging.betalingen.sandbox.webhooks import Courier
from vereniging.betalingen.sandbox.world import World

LARGEST_BODY = 1_000_000
OWN_SITES = {None, "same-origin", "none"}


class NotHere(RuntimeError):
    """The sandbox refuses to run beside real money."""


def create_sandbox(
    database: Path, *, seed: int | None = None, base_url: str | None = None
) -> Flask:
    """An imitation of Mollie over one SQLite file; start its courier to send webhooks."""
    must_not_be_production()
    world = World(database, seed)
    gate = Gate(world, base_url)
    app = Flask(__name__, static_url_path="/_sandbox/static")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.extensions["sandbox"] = world
    app.extensions["sandbox-courier"] = Courier(world.webhooks, world.let_time_pass)
    app.before_request(only_from_here)
    app.after_request(harmless)
    app.register_error_handler(404, nothing_here)
    api.register(app, world, gate)
    control.register(app, world, gate)
    pages.register(app, world)
    return app


def must_not_be_production() -> None:
    """A live key or a public address in the settings means that real members pay here."""
    if os.environ.get("VERENIGING_MOLLIE_API_KEY", "").startswith("live_"):
        raise NotHere("De nagebootste betaalomgeving start niet naast een live-sleutel van Mollie.")
    address = os.environ.get("VERENIGING_BASE_URL")
    if address and not is_loopback(address):
        raise NotHere("De nagebootste betaalomgeving start niet op een openbaar adres.")


def only_from_here() -> Response | None:
    """Nobody but this machine; and no other site may post with somebody's browser."""
    here = f"http://{request.remote_addr}" if ":" not in str(request.remote_addr) else None
    caller = here or f"http://[{request.remote_addr}]"
    if not (is_loopback(caller) and is_loopback(request.host_url)):
        return Response("Alleen vanaf deze computer.", 403, mimetype="text/plain")
    if request.method != "GET" and request.headers.get("Sec-Fetch-Site") not in OWN_SITES:
        return Response("Niet vanaf een andere site.", 403, mimetype="text/plain")
    return None


def harmless(response: Response) -> Response:
    """The headers of every answer."""
    response.headers.setdefault("Content-Security-Policy", pages.policy())
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def nothing_here(_error: Exception) -> tuple[str, int]:
    """The page for an unknown address."""
    problem = Problem(404, "Deze pagina bestaat niet.")
    return render_template("refused.html", problem=problem), 404
