"""The wheel, built from the sdist, works away from the checkout."""

import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import tarfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 30


def run(command: list[str], cwd: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(  # noqa: S603 - own commands
        command, cwd=cwd, env=os.environ | env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel made from nothing but the sdist."""
    folder = tmp_path_factory.mktemp("built")
    build = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder)]
    run([*build, "--target", "sdist"], ROOT)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as sdist:
        sdist.extractall(folder, filter="data")
    (source,) = (path for path in folder.iterdir() if path.is_dir())
    run([*build, "--target", "wheel"], source)
    return next(folder.glob("*.whl"))


@pytest.fixture(
    scope="module",
    params=["packages of this run", pytest.param("pinned packages", marks=pytest.mark.lang)],
)
def program(
    wheel: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> str:
    """The installed command; the checkout is nowhere on its path."""
    folder = tmp_path_factory.mktemp("environment")
    run([sys.executable, "-m", "venv", "--without-pip", str(folder)], folder)
    uv, python = shutil.which("uv"), str(folder / "bin" / "python")
    pip = [uv, "pip"] if uv else [sys.executable, "-m", "pip", "--python", python]
    pip += ["install", "--quiet", *(["--python", python] if uv else [])]
    if request.param == "pinned packages":
        run([*pip, "--require-hashes", "-r", str(ROOT / "requirements.txt")], folder)
    else:
        (place,) = folder.glob("lib/python*/site-packages")
        (place / "shared.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    run([*pip, "--no-deps", str(wheel)], folder)
    return str(folder / "bin" / "vereniging")


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    key = tmp_path / "sleutel"
    key.write_bytes(os.urandom(32))
    key.chmod(0o600)
    return {
        "VERENIGING_DATA_DIR": str(tmp_path / "gegevens"),
        "VERENIGING_STEMBUS_KEY_FILE": str(key),
        "VERENIGING_SECRET_KEY": "alleen-voor-deze-test-en-lang-genoeg",
    }


def test_the_wheel_holds_the_program_and_its_data_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for start in ("templates/", "migrations/"):
        assert [name for name in names if name.startswith(f"vereniging/_data/{start}")]
    assert [name for name in names if name.startswith("vereniging/static/vendor/leaflet-")]
    assert [name for name in names if name.endswith("licenses/LICENSE")]
    assert {name.split("/")[0] for name in names} == {"vereniging", "vereniging-0.1.0.dist-info"}


@pytest.mark.traag("installs the program and starts it as a server")
def test_the_installed_program_makes_its_database_and_serves(
    program: str, settings: dict[str, str]
) -> None:
    root = Path("/")
    run([program, "db", "upgrade"], root, **settings)
    run([program, "db", "check"], root, **settings)
    with serving(program, settings) as port:
        assert status(port, "/healthz") == 200
        assert status(port, "/") in {200, 303}


@contextmanager
def serving(program: str, settings: dict[str, str]) -> Iterator[int]:
    """Serve on a free port, and stop as a service manager would."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    env = os.environ | settings | {"VERENIGING_BASE_URL": f"http://127.0.0.1:{port}"}
    command = [program, "serve", "--host", "127.0.0.1", "--poort", str(port), "--workers", "1"]
    with subprocess.Popen(command, cwd="/", env=env) as process:  # noqa: S603 - own command
        try:
            deadline = time.monotonic() + PATIENCE
            while status(port, "/healthz") is None and time.monotonic() < deadline:
                assert process.poll() is None, "the server stopped"
                time.sleep(0.1)
            yield port
        finally:
            process.terminate()


def status(port: int, path: str) -> int | None:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except ConnectionRefusedError:
        return None
    finally:
        connection.close()
