"""The demo of the whole site, and a browser to walk through it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.bezoek import Demo
from tests.browser.serving import READY
from tests.support import chromium

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The demo's data and the port that its links name; made once."""
    if chromium.executable() is None:
        pytest.skip("Chromium ontbreekt")
    folder, port = tmp_path_factory.mktemp("demo"), _free_port()
    subprocess.run(_command("build", folder, port), cwd=ROOT, check=True, timeout=120)  # noqa: S603  ourselves
    return folder, port


@pytest.fixture(scope="module")
def demo(demo_data: tuple[Path, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A served copy of the demo; what a module does to it stays there."""
    made, port = demo_data
    folder = tmp_path_factory.mktemp("served") / "demo"
    shutil.copytree(made, folder)
    process = subprocess.Popen(_command("serve", folder, port), cwd=ROOT)  # noqa: S603  ourselves
    try:
        _wait_for(folder / READY, process)
        yield Demo(f"http://localhost:{port}", folder)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """What drives the browser; while it lives, this thread can run no application."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def chrome(playwright: Playwright) -> Iterator[Browser]:
    """One browser; each visitor is a context of its own."""
    browser = playwright.chromium.launch(**chromium.launch_options())
    yield browser
    browser.close()


def _command(what: str, folder: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "tests.browser.serving", what, str(folder), str(port)]


def _free_port() -> int:
    """A port whose neighbour is free too, for the sandbox."""
    while True:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            port: int = one.getsockname()[1]
            try:
                two.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def _wait_for(mark: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while not mark.exists():
        assert process.poll() is None, "de demo stopte"
        assert time.monotonic() < until, "de demo start niet"
        time.sleep(0.05)
