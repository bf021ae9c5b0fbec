"""The same key and body within an hour give the same answer, once carried out."""

import hashlib
from dataclasses import dataclass

from vereniging.betalingen.sandbox.bankdays import HOUR
from vereniging.betalingen.sandbox.problems import Problem
from vereniging.betalingen.sandbox.store import Store


@dataclass(frozen=True)
class Ticket:
    """One call that carries a key; `answer` is set when it was carried out before."""

    key: str
    endpoint: str
    status: int | None = None
    answer: str | None = None


class Idempotency:
    """Which keys were used, for what, and what was answered."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def claim(self, key: str, endpoint: str, body: bytes) -> Ticket:
        """Begin, or find what was answered; refuses another body and a call in flight."""
        digest = hashlib.sha256(body).hexdigest()
        with self._store.transaction():
            now = self._store.now()
            self._store.run("DELETE FROM idempotency WHERE at <= ?", now - HOUR)
            statement = "SELECT * FROM idempotency WHERE key = ? AND endpoint = ?"
            known = self._store.run(statement, key, endpoint)
            if not known:
                statement = "INSERT INTO idempotency (key, endpoint, digest, at) VALUES (?,?,?,?)"
                self._store.run(statement, key, endpoint, digest, now)
                return Ticket(key, endpoint)
        if known[0]["digest"] != digest:
            raise Problem(400, "The idempotency key was used before with another request body")
        if known[0]["status"] is None:
            raise Problem(409, "A request with this idempotency key is being processed")
        return Ticket(key, endpoint, known[0]["status"], known[0]["answer"])

    def finish(self, ticket: Ticket, status: int, answer: str) -> None:
        """Keep the answer for who asks again."""
        statement = "UPDATE idempotency SET status = ?, answer = ? WHERE key = ? AND endpoint = ?"
        self._store.run(statement, status, answer, ticket.key, ticket.endpoint)

    def forget(self, ticket: Ticket) -> None:
        """It was not carried out after all."""
        statement = "DELETE FROM idempotency WHERE key = ? AND endpoint = ?"
        self._store.run(statement, ticket.key, ticket.endpoint)
