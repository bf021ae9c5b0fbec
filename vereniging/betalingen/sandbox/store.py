"""One SQLite file with everything the sandbox knows, and its own clock."""

import hashlib
import json
import secrets
import sqlite3
import string
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Json = dict[str, Any]

ALPHABET = string.digits + string.ascii_letters
SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS object (
  nr INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  parent TEXT, data TEXT NOT NULL, due REAL);
CREATE INDEX IF NOT EXISTS object_list ON object (kind, parent, nr);
CREATE INDEX IF NOT EXISTS object_due ON object (due) WHERE due IS NOT NULL;
CREATE TABLE IF NOT EXISTS idempotency (
  key TEXT, endpoint TEXT, digest TEXT NOT NULL, at REAL NOT NULL,
  status INTEGER, answer TEXT, PRIMARY KEY (key, endpoint));
CREATE TABLE IF NOT EXISTS fault (
  nr INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, remaining INTEGER,
  path TEXT NOT NULL, seconds REAL NOT NULL);
CREATE TABLE IF NOT EXISTS request (
  nr INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, method TEXT NOT NULL,
  path TEXT NOT NULL, key TEXT, body TEXT, status INTEGER);
CREATE TABLE IF NOT EXISTS delivery (
  nr INTEGER PRIMARY KEY AUTOINCREMENT, payment TEXT NOT NULL, url TEXT NOT NULL,
  due REAL, attempts INTEGER NOT NULL DEFAULT 0, busy INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS delivery_due ON delivery (due) WHERE due IS NOT NULL;
CREATE TABLE IF NOT EXISTS attempt (
  nr INTEGER PRIMARY KEY AUTOINCREMENT, delivery INTEGER NOT NULL, payment TEXT NOT NULL,
  url TEXT NOT NULL, time TEXT NOT NULL, status INTEGER, error TEXT);
"""
FORGET = (
    *("DELETE FROM object", "DELETE FROM idempotency", "DELETE FROM fault"),
    *("DELETE FROM request", "DELETE FROM delivery", "DELETE FROM attempt", "DELETE FROM meta"),
)
NEWEST_FIRST = """
SELECT data FROM object WHERE kind = ?1 AND (?2 IS NULL OR parent = ?2)
AND nr <= coalesce(?3, nr) ORDER BY nr DESC LIMIT ?4"""
OLDEST_FIRST = """
SELECT data FROM object WHERE kind = ?1 AND (?2 IS NULL OR parent = ?2)
AND nr >= coalesce(?3, nr) ORDER BY nr LIMIT ?4"""


class Store:
    """All state, one connection, one lock: the sandbox prefers right to fast."""

    def __init__(self, path: Path, seed: int | None) -> None:
        self.lock = threading.RLock()
        self._depth = 0
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.executescript(SCHEMA)
        self._db.execute("DELETE FROM idempotency WHERE status IS NULL")
        self._db.execute("UPDATE delivery SET busy = 0")
        self._seed = None if seed is None else str(seed)
        self._begin_numbering()

    def _begin_numbering(self) -> None:
        if self.meta("seed") is None:
            self.set_meta("seed", self._seed or secrets.token_hex(16))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; one at a time, and an inner one joins the outer one."""
        with self.lock:
            self._depth += 1
            try:
                if self._depth == 1:
                    self._db.execute("BEGIN IMMEDIATE")
                yield
            except BaseException:
                self._end("ROLLBACK")
                raise
            self._end("COMMIT")

    def _end(self, statement: str) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._db.execute(statement)

    def run(self, statement: str, *values: object) -> list[sqlite3.Row]:
        """Execute one statement and return its rows."""
        with self.lock:
            return self._db.execute(statement, values).fetchall()

    def close(self) -> None:
        with self.lock:
            self._db.close()

    def reset(self) -> None:
        """Forget everything, also the time that the clock was moved on."""
        with self.transaction():
            for statement in FORGET:
                self.run(statement)
            self._begin_numbering()

    def meta(self, name: str) -> str | None:
        rows = self.run("SELECT value FROM meta WHERE name = ?", name)
        return str(rows[0]["value"]) if rows else None

    def set_meta(self, name: str, value: str) -> None:
        self.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def now(self) -> float:
        """The sandbox's own time, in seconds since 1970."""
        return time.time() + float(self.meta("offset") or 0)

    def move(self, seconds: float) -> None:
        with self.transaction():
            self.set_meta("offset", str(float(self.meta("offset") or 0) + seconds))

    def chance(self) -> int:
        """The next large number of a row that the seed fixes."""
        with self.transaction():
            count = int(self.meta("count") or 0) + 1
            self.set_meta("count", str(count))
            text = f"{self.meta('seed')}:{count}".encode()
        return int.from_bytes(hashlib.sha256(text).digest())

    def new_id(self, prefix: str, length: int = 10) -> str:
        number, letters = self.chance(), ""
        for _ in range(length):
            number, rest = divmod(number, len(ALPHABET))
            letters += ALPHABET[rest]
        return f"{prefix}_{letters}"

    def insert(self, kind: str, data: Json, parent: str | None, due: float | None = None) -> None:
        self.run(
            "INSERT INTO object (id, kind, parent, data, due) VALUES (?, ?, ?, ?, ?)",
            *(data["id"], kind, parent, json.dumps(data), due),
        )

    def save(self, data: Json) -> None:
        self.run("UPDATE object SET data = ? WHERE id = ?", json.dumps(data), data["id"])

    def schedule(self, identifier: str, due: float | None) -> None:
        """Set when something will happen to this object by itself."""
        self.run("UPDATE object SET due = ? WHERE id = ?", due, identifier)

    def retire(self, identifier: str) -> None:
        """Hide an object from lists; it is remembered as gone."""
        self.run("UPDATE object SET kind = kind || '-gone' WHERE id = ?", identifier)

    def get(self, kind: str, identifier: str, parent: str | None = None) -> Json | None:
        statement = "SELECT parent, data FROM object WHERE id = ? AND kind = ?"
        for row in self.run(statement, identifier, kind):
            if parent in {None, row["parent"]}:
                return _object(row)
        return None

    def children(self, kind: str, parent: str) -> list[Json]:
        """All that belong to one object, newest first."""
        statement = "SELECT data FROM object WHERE kind = ? AND parent = ? ORDER BY nr DESC"
        return [_object(row) for row in self.run(statement, kind, parent)]

    def page(
        self, kind: str, parent: str | None, start: int | None, count: int, *, ascending: bool
    ) -> list[Json]:
        """At most `count` objects from number `start` on, newest first unless ascending."""
        statement = OLDEST_FIRST if ascending else NEWEST_FIRST
        return [_object(row) for row in self.run(statement, kind, parent, start, count)]

    def number(self, identifier: str) -> int | None:
        """The place of an object in the order of creation."""
        rows = self.run("SELECT nr FROM object WHERE id = ?", identifier)
        return int(rows[0]["nr"]) if rows else None

    def due(self) -> list[tuple[str, Json, float]]:
        """What should have happened by itself by now, oldest first."""
        statement = "SELECT kind, data, due FROM object WHERE due <= ? ORDER BY due, nr"
        rows = self.run(statement, self.now())
        return [(row["kind"], _object(row), row["due"]) for row in rows]


def _object(row: sqlite3.Row) -> Json:
    data: Json = json.loads(row["data"])
    return data
