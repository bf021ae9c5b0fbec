import ast
import sqlite3
from pathlib import Path

import pytest
import requests

from tests.betalingen.sandbox.samples import een_betaling
from tests.support.mollie import Sandbox
from vereniging.betalingen import sandbox as sandbox_package
from vereniging.betalingen.sandbox import NotHere, RunningSandbox, create_sandbox


@pytest.mark.parametrize("key", ["", "Bearer live_abc", "Bearer ", "Basic test_abc", "test_abc"])
def test_only_a_test_key_opens_the_door(sandbox: Sandbox, key: str) -> None:
    with requests.Session() as session:
        session.trust_env = False
        answer = session.get(
            f"{sandbox.url}/v2/payments", headers={"Authorization": key}, timeout=5
        )
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/hal+json"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("VERENIGING_MOLLIE_API_KEY", "live_abc"),
        ("VERENIGING_BASE_URL", "https://vereniging.example.org"),
    ],
)
def test_it_does_not_start_beside_real_money(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(NotHere, match="nagebootste betaalomgeving"):
        create_sandbox(tmp_path / "x.db")


def test_it_listens_to_this_machine_only(sandbox: Sandbox) -> None:
    assert sandbox.url.startswith("http://127.0.0.1:")
    for headers in ({"Host": "example.org"}, {"Sec-Fetch-Site": "cross-site"}):
        with requests.Session() as session:
            session.trust_env = False
            url = f"{sandbox.url}/_sandbox/reset"
            assert session.post(url, headers=headers, timeout=5).status_code == 403


def test_the_same_seed_gives_the_same_identifiers(tmp_path: Path) -> None:
    made = []
    for number, seed in enumerate((7, 7, 8, None, None)):
        with RunningSandbox(create_sandbox(tmp_path / f"{number}.db", seed=seed)) as running:
            made.append(een_betaling(Sandbox(running).gateway()).id)
    assert made[0] == made[1]
    assert len(set(made)) == 4


def test_everything_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "sandbox.db"
    with RunningSandbox(create_sandbox(path)) as running:
        sandbox = Sandbox(running)
        een_betaling(sandbox.gateway(), "k")
        sandbox.clock(600)
    with RunningSandbox(create_sandbox(path, base_url="http://localhost:9/")) as running:
        sandbox = Sandbox(running)
        found = een_betaling(sandbox.gateway(), "k")
        (listed,) = sandbox.gateway().iter_payments()
    assert (listed.id, listed.checkout_url) == (found.id, f"http://localhost:9/checkout/{found.id}")
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(*) FROM request").fetchone() == (3,)
    database.close()


def imported(path: Path) -> set[str]:
    """The modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_it_imports_nothing_of_the_application() -> None:
    files = Path(str(sandbox_package.__file__)).parent.glob("*.py")
    found = set().union(*(imported(path) for path in files))
    ours = {name for name in found if name.startswith(("vereniging", "mollie"))}
    assert ours
    assert all(name.startswith("vereniging.betalingen.sandbox") for name in ours)
