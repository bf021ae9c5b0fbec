"""Telling the shop that something changed, again and again until it says 200."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from sqlite3 import Row
from typing import Final
from urllib.parse import urljoin

import requests

from vereniging.betalingen.sandbox.bankdays import HOUR, MINUTE, iso
from vereniging.betalingen.sandbox.check import is_loopback
from vereniging.betalingen.sandbox.faults import Faults
from vereniging.betalingen.sandbox.store import Json, Store

WAITS: Final = (
    *(minutes * MINUTE for minutes in (1, 2, 4, 8, 16, 29)),
    *(hours * HOUR for hours in (1, 2, 22)),
)
TIMEOUT: Final = 15
AGENT: Final = "Mollie HTTP client/1.0"
REDIRECTS: Final = 5
AT_A_TIME: Final = 8
POLL: Final = 0.1


class Webhooks:
    """The queue of calls that still have to be made, by the sandbox's own clock."""

    def __init__(self, store: Store, faults: Faults) -> None:
        self._store, self._faults = store, faults

    def announce(self, payment: Json) -> None:
        """Put a call in the queue, unless a switch says otherwise."""
        url = payment["webhookUrl"]
        if url is None or self._faults.take("webhook_drop", url):
            return
        due = self._store.now()
        if delay := self._faults.take("webhook_delay", url):
            due += delay.seconds
        if shuffle := self._faults.take("webhook_shuffle", url):
            due += self._store.chance() % 1000 / 1000 * shuffle.seconds
        for _ in range(2 if self._faults.take("webhook_duplicate", url) else 1):
            statement = "INSERT INTO delivery (payment, url, due) VALUES (?, ?, ?)"
            self._store.run(statement, payment["id"], url, due)

    def claim(self) -> list[Row]:
        """The calls whose time has come and that nobody is making."""
        with self._store.transaction():
            due = self._store.run(
                "SELECT * FROM delivery WHERE due <= ? AND busy = 0 ORDER BY due, nr LIMIT ?",
                *(self._store.now(), AT_A_TIME),
            )
            for row in due:
                self._store.run("UPDATE delivery SET busy = 1 WHERE nr = ?", row["nr"])
        return due

    def attempt(self, row: Row) -> None:
        """Make one call and plan the next one if it did not succeed."""
        status, error = call(row["url"], row["payment"])
        now, made = self._store.now(), row["attempts"] + 1
        wait = WAITS[made - 1] if made <= len(WAITS) else None
        due = None if status == 200 or wait is None else now + wait
        with self._store.transaction():
            self._store.run(
                "INSERT INTO attempt (delivery, payment, url, time, status, error)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                *(row["nr"], row["payment"], row["url"], iso(now), status, error),
            )
            self._store.run(
                "UPDATE delivery SET busy = 0, attempts = ?, due = ? WHERE nr = ?",
                *(made, due, row["nr"]),
            )

    def attempts(self) -> list[Json]:
        """Every call made, oldest first."""
        statement = "SELECT delivery, payment, url, time, status, error FROM attempt ORDER BY nr"
        return [dict(row) for row in self._store.run(statement)]

    def underway(self) -> int:
        """Calls that are being made or should be made now."""
        statement = "SELECT count(*) AS n FROM delivery WHERE due <= ? OR busy = 1"
        return int(self._store.run(statement, self._store.now())[0]["n"])

    def planned(self) -> int:
        """Calls that will be made later."""
        statement = "SELECT count(*) AS n FROM delivery WHERE due > ? AND busy = 0"
        return int(self._store.run(statement, self._store.now())[0]["n"])


class Courier:
    """The thread that lets time pass and makes the calls."""

    def __init__(self, webhooks: Webhooks, tick: Callable[[], None]) -> None:
        self._webhooks, self._tick = webhooks, tick
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(AT_A_TIME, thread_name_prefix="sandbox-webhook")
        self._thread = threading.Thread(target=self._run, name="sandbox-courier", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being called and begin nothing new."""
        self._stop.set()
        self._thread.join()
        self._pool.shutdown()

    def _run(self) -> None:
        while not self._stop.wait(POLL):
            self._tick()
            for row in self._webhooks.claim():
                self._pool.submit(self._webhooks.attempt, row)


def call(url: str, payment: str) -> tuple[int | None, str | None]:
    """The status of the answer, or what went wrong."""
    with requests.Session() as session:
        session.trust_env = False
        try:
            return _follow(session, url, payment), None
        except requests.Timeout:
            return None, "timeout"
        except requests.RequestException as error:
            return None, type(error).__name__


def _follow(session: requests.Session, url: str, payment: str) -> int:
    """Follow redirects as Mollie does: after a 301 or 302 the body is lost."""
    method, data = "POST", {"id": payment}
    for _ in range(REDIRECTS):
        if not is_loopback(url):
            raise requests.exceptions.InvalidURL
        answer = session.request(
            *(method, url),
            data=data,
            headers={"User-Agent": AGENT},
            timeout=TIMEOUT,
            allow_redirects=False,
        )
        if "Location" not in answer.headers or not answer.is_redirect:
            return answer.status_code
        url = urljoin(url, answer.headers["Location"])
        if answer.status_code in {301, 302, 303}:
            method, data = "GET", {}
    raise requests.TooManyRedirects
