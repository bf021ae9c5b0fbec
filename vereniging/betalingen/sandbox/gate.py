"""What stands before every endpoint: the log, faults, the key, and idempotency."""

import json
import socket
from collections.abc import Callable
from typing import Any

from flask import Request, Response, request

from vereniging.betalingen.sandbox.bankdays import iso
from vereniging.betalingen.sandbox.idempotency import Idempotency, Ticket
from vereniging.betalingen.sandbox.problems import Problem
from vereniging.betalingen.sandbox.render import HAL
from vereniging.betalingen.sandbox.store import Json
from vereniging.betalingen.sandbox.world import World

Answer = tuple[int, Json | None]
View = Callable[..., Answer]
BROKEN = '{"status": 500, "title": "Internal Server Error"}'
BROKEN_PAGE = "<!doctype html><html><head><title>500</title></head><body>Oops</body></html>"


class Gate:
    """Lets a request through to an endpoint and its answer back, or spoils either."""

    def __init__(self, world: World, base_url: str | None) -> None:
        self._world, self._base_url = world, base_url
        self._idempotency = Idempotency(world.store)

    def base(self) -> str:
        """Where the caller found us; all links are built from it."""
        return (self._base_url or request.host_url).rstrip("/")

    def guard(self, view: View) -> Callable[..., Response]:
        """The view as Flask calls it."""

        def answer(**identifiers: str) -> Response:
            number = self._log()
            response = self._spoiled() or self._answered(view, identifiers)
            statement = "UPDATE request SET status = ? WHERE nr = ?"
            self._world.store.run(statement, response.status_code, number)
            if self._world.faults.take("drop_answer", request.path):
                cut(request)
            return response

        return answer

    def _log(self) -> int:
        rows = self._world.store.run(
            "INSERT INTO request (at, method, path, key, body) VALUES (?, ?, ?, ?, ?) RETURNING nr",
            *(iso(self._world.store.now()), request.method, request.full_path.rstrip("?")),
            *(request.headers.get("Idempotency-Key"), request.get_data(as_text=True) or None),
        )
        return int(rows[0]["nr"])

    def _spoiled(self) -> Response | None:
        """What a fault answers before anything was done."""
        faults, path = self._world.faults, request.path
        if fault := faults.take("black_hole", path):
            self._world.released.wait(fault.seconds)
            cut(request)
            return Response(status=503)
        if faults.take("html_500", path):
            return Response(BROKEN_PAGE, 500, mimetype="text/html")
        if faults.take("no_detail", path):
            return Response(BROKEN, 500, mimetype=HAL)
        problem = faults.problem(path)
        return self._refused(problem) if problem else None

    def _answered(self, view: View, identifiers: dict[str, str]) -> Response:
        try:
            self._authenticate()
            ticket = self._claim()
        except Problem as problem:
            return self._refused(problem)
        if ticket and ticket.status:
            response = Response(ticket.answer, ticket.status, mimetype=HAL)
            response.headers["Idempotent-Replayed"] = "true"
            return response
        if fault := self._world.faults.take("slow", request.path):
            self._world.released.wait(fault.seconds)
        return self._carried_out(view, identifiers, ticket)

    def _carried_out(
        self, view: View, identifiers: dict[str, str], ticket: Ticket | None
    ) -> Response:
        """Do it and keep the answer in one transaction."""
        try:
            self._world.let_time_pass()
            with self._world.store.transaction():
                status, body = view(**identifiers)
                response = rendered(status, body)
                self._keep(ticket, response)
        except Problem as problem:
            response = self._refused(problem)
            self._keep(ticket, response)
        except BaseException:
            if ticket:
                self._idempotency.forget(ticket)
            raise
        return response

    def _keep(self, ticket: Ticket | None, response: Response) -> None:
        if ticket:
            text = response.get_data(as_text=True)
            self._idempotency.finish(ticket, response.status_code, text)

    def _authenticate(self) -> None:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        if key.startswith("live_"):
            raise Problem(401, "A live key does not belong in the sandbox: use a test key")
        if scheme != "Bearer" or not key.startswith("test_"):
            raise Problem(401, "Missing authentication, or failed to authenticate")

    def _claim(self) -> Ticket | None:
        key = request.headers.get("Idempotency-Key")
        if not key or request.method == "GET":
            return None
        endpoint = f"{request.method} {request.path}"
        return self._idempotency.claim(key, endpoint, request.get_data())

    def _refused(self, problem: Problem) -> Response:
        return rendered(problem.status, problem.body(self.base()))


def rendered(status: int, body: Json | None) -> Response:
    """The HTTP answer in the media type of Mollie."""
    text = "" if body is None else json.dumps(body, ensure_ascii=False)
    return Response(text, status, mimetype=HAL)


def cut(broken: Request) -> None:
    """Break the connection, so that the caller never learns the answer."""
    connection: Any = broken.environ.get("werkzeug.socket")
    if connection is not None:
        connection.shutdown(socket.SHUT_RDWR)


def body() -> Json:
    """The JSON object that was sent; an empty body is an empty object."""
    raw = request.get_data()
    try:
        sent = json.loads(raw) if raw else {}
    except ValueError as error:
        raise Problem(400, "The request body is not valid JSON") from error
    if not isinstance(sent, dict):
        raise Problem(400, "The request body is not a JSON object")
    return sent
