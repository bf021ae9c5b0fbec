"""The benchmarks of performance.md that exist now; each gives rows for the table."""

from __future__ import annotations

import gzip
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import urlencode

from tests.bench import monitor as reports
from tests.bench import notas as dues
from tests.bench import opening as bus
from tests.bench import post as mailing
from tests.bench.achterstand import LATE, rounds
from tests.bench.servers import Server, serving
from tests.bench.site import create_app, csrf, prepare
from tests.bench.webhook import measure

ROUNDS, REQUESTS = 5, 150
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')


@dataclass
class Row:
    """One figure: what, our CPU in ms (median, min, max), ratio to the baseline, and facts."""

    what: str
    ms: list[float]
    ratio: float | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def median(self) -> float:
        return statistics.median(self.ms)


def fetch(
    connection: HTTPConnection, path: str, cookie: str = ""
) -> tuple[int, HTTPMessage, bytes]:
    """One GET over a connection that stays open."""
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


def cpu_per_request(server: Server, act: Callable[[HTTPConnection], None], times: int) -> float:
    """Milliseconds of the server's CPU for one act."""
    connection = server.connect()
    act(connection)
    begun = server.cpu()
    for _ in range(times):
        act(connection)
    spent = server.cpu() - begun
    connection.close()
    return spent * 1000 / times


def bladzijde() -> Iterator[Row]:
    """Pages for visitors, members and officers, at 1,000 and 10,000 members."""
    for members in (1000, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            cookies = prepare(Path(folder), members)
            pages = [("/", ""), ("/standpunten", ""), ("/meldingen", ""), ("/afspraken", "")]
            pages += [("/mijn", cookies[5]), ("/bestuur/leden", cookies[0])]
            with serving("tests.bench.site:create_app", {"BENCH_FOLDER": folder}) as ours:
                yield from _pages(ours, pages, members)


def _pages(ours: Server, pages: list[tuple[str, str]], members: int) -> Iterator[Row]:
    for path, cookie in pages:
        status, headers, body = fetch(ours.connect(), path, cookie)
        if status != 200:
            continue
        with serving("tests.bench.kaal:create_app", {"BENCH_BYTES": str(len(body))}) as bare:
            pairs = [
                (
                    cpu_per_request(bare, partial(_get, path="/", cookie=""), REQUESTS),
                    cpu_per_request(ours, partial(_get, path=path, cookie=cookie), REQUESTS),
                )
                for _ in range(ROUNDS)
            ]
        ratio = statistics.median(own / base for base, own in pairs if base)
        facts = {"queries": headers.get("X-Queries"), "bytes": len(body), "N": members}
        yield Row(f"{path} (N={members})", [own for _base, own in pairs], ratio, facts)


def _get(connection: HTTPConnection, path: str, cookie: str) -> None:
    fetch(connection, path, cookie)


def stem() -> Iterator[Row]:
    """A whole vote: ballot, check, confirm."""
    for members in (1000, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            cookies = prepare(Path(folder), members)
            token = csrf(create_app())
            with serving("tests.bench.site:create_app", {"BENCH_FOLDER": folder}) as ours:
                rounds = [cookies[start : start + 60] for start in range(0, 300, 60)]
                spent = [_votes(ours, batch, token) for batch in rounds]
            yield Row(f"stem (N={members})", spent, None, {"N": members, "stemmen": 300})


def _votes(server: Server, cookies: list[str], token: str) -> float:
    connection = server.connect()
    begun = server.cpu()
    for cookie in cookies:
        _vote(connection, cookie, token)
    spent = server.cpu() - begun
    connection.close()
    return spent * 1000 / len(cookies)


def _vote(connection: HTTPConnection, cookie: str, token: str) -> None:
    fetch(connection, "/stemmen/meting", cookie)
    text = _post(
        connection, "/stemmen/meting/controle", cookie, {"csrf_token": token, "v1": "voor"}
    )
    fields = dict(HIDDEN.findall(text[text.index("/bevestigen") :]))
    text = _post(connection, "/stemmen/meting/bevestigen", cookie, fields)
    assert "Uw stem is uitgebracht" in text, text[:500]


def _post(connection: HTTPConnection, path: str, cookie: str, fields: dict[str, str]) -> str:
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, urlencode(fields), headers)
    return connection.getresponse().read().decode()


def start() -> Iterator[Row]:
    """Import to first answer and memory; compiled, as installed: the first round is not counted."""
    code = (
        "import tempfile, resource, pathlib\n"
        "from tests.support.settings import settings\n"
        "from vereniging import create_app\n"
        "app = create_app(settings(pathlib.Path(tempfile.mkdtemp())))\n"
        "app.test_client().get('/healthz', base_url='http://127.0.0.1:8000')\n"
        "use = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(use.ru_utime + use.ru_stime, use.ru_maxrss)\n"
    )
    spent, memory = [], []
    with tempfile.TemporaryDirectory() as compiled:
        told = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
        for _ in range(1 + ROUNDS):
            run = subprocess.run(  # noqa: S603  our own code
                [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=told
            )
            cpu, kilobytes = run.stdout.split()[-2:]
            spent.append(float(cpu) * 1000)
            memory.append(int(kilobytes) / 1024)
    yield Row("start", spent[1:], None, {"MB": round(statistics.median(memory[1:]), 1)})


def gewicht() -> Iterator[Row]:
    """What a first visit to home and ballot costs on the wire, compressed."""
    with tempfile.TemporaryDirectory() as folder:
        cookies = prepare(Path(folder), 50)
        with serving("tests.bench.site:create_app", {"BENCH_FOLDER": folder}) as ours:
            for path, cookie in (("/", ""), ("/stemmen/meting", cookies[0])):
                connection = ours.connect()
                _status, _headers, body = fetch(connection, path, cookie)
                files = {
                    link: _weight(connection, link) for link in set(LINKED.findall(body.decode()))
                }
                html = len(gzip.compress(body, 6))
                facts = {
                    "html_kB": round(html / 1024, 1),
                    "eerste_kB": round((html + sum(files.values())) / 1024, 1),
                }
                yield Row(f"gewicht {path}", [], None, facts)


def _weight(connection: HTTPConnection, link: str) -> int:
    _status, _headers, body = fetch(connection, link)
    return len(body) if link.endswith(".woff2") else len(gzip.compress(body, 6))


def webhook() -> Iterator[Row]:
    """Webhook calls, half of them duplicates, without the sandbox's own time."""
    for spent, facts in measure():
        yield Row("webhook", spent, None, facts)


def notas() -> Iterator[Row]:
    """The dues of a year, and the same run again, which writes nothing."""
    for leden, times in ((1000, ROUNDS), (5000, ROUNDS), (100_000, 1)):
        runs, repeats = dues.rounds(leden, times)
        yield Row(f"notas (N={leden})", runs, None, {})
        yield Row(f"notas, nog een keer (N={leden})", repeats, None, {})


def achterstand() -> Iterator[Row]:
    """The list of arrears with its totals; 250 notas are late."""
    for notas in (5000, 100_000):
        yield Row(f"achterstand (N={notas})", rounds(notas), None, {"te_laat": LATE})


def post() -> Iterator[Row]:
    """A mailing to 10,000 members: fill the outbox, then empty it into a local mail server."""
    vullen, legen = mailing.measure()
    seconds, base = statistics.median(vullen.seconden), statistics.median(vullen.basis)
    facts: dict[str, object] = {"seconden": round(seconds, 2), "x_motor": round(seconds / base, 1)}
    yield Row(f"post klaarzetten (N={mailing.LEDEN})", vullen.ms, None, facts)
    each, sync = statistics.median(legen.seconden), statistics.median(legen.basis)
    speed = {"per_seconde": round(1 / each), "schijf_per_seconde": round(1 / sync)}
    share = {**speed, "deel_van_schijf": round(sync / each, 2), "N": mailing.BEZORGD}
    yield Row("post bezorgen, per e-mail", legen.ms, None, share)


def opening() -> Iterator[Row]:
    """Close, open, count and publish a box; how long others wait, and what it takes in memory."""
    for aantal, times in ((1000, ROUNDS), (10_000, ROUNDS), (100_000, 1)):
        found = bus.rounds(aantal, times)
        spent = [(each["sluiten_cpu"] + each["tellen_cpu"]) * 1000 for each in found]
        names = ("sluiten", "sluiten_slot", "tellen", "tellen_slot", "mb_erbij", "natellen")
        facts = {name: statistics.median(each[name] for each in found) for name in names}
        yield Row(f"opening (N={aantal})", spent, None, facts)


def monitor() -> Iterator[Row]:
    """The page of the monitor with 100,000 reports of five years."""
    for aantal in (1000, reports.MANY):
        found = reports.measure(aantal)
        yield Row(f"monitor koud (N={aantal})", found.cold, None, found.facts)
        yield Row(f"monitor warm (N={aantal})", found.warm, None, found.facts)


METINGEN: dict[str, Callable[[], Iterator[Row]]] = {
    "bladzijde": bladzijde,
    "stem": stem,
    "opening": opening,
    "start": start,
    "gewicht": gewicht,
    "webhook": webhook,
    "notas": notas,
    "achterstand": achterstand,
    "post": post,
    "monitor": monitor,
}
