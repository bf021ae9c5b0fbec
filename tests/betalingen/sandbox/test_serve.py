import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from tests.support.settings import SECRET

PATIENCE = 20


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def answers(port: int) -> bool:
    with requests.Session() as session:
        session.trust_env = False
        try:
            return session.get(f"http://127.0.0.1:{port}/_sandbox/clock", timeout=5).ok
        except requests.ConnectionError:
            return False


def command(port: int) -> list[str]:
    """As a service manager starts it: a shell may have told it to ignore Ctrl-C."""
    line = f"trap '' INT; exec '{sys.executable}' -m vereniging betalingen sandbox --poort {port}"
    return ["sh", "-c", line]


def environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "VERENIGING_DATA_DIR": str(folder / "gegevens"),
        "VERENIGING_SECRET_KEY": SECRET,
        "VERENIGING_STEMBUS_KEY_FILE": str(folder / "sleutel"),
    }


@pytest.mark.traag("starts the program as people do")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "service"])
def test_it_runs_on_the_port_asked_for_and_stops_cleanly(
    tmp_path: Path, sign: signal.Signals
) -> None:
    port = free_port()
    running = subprocess.Popen(  # noqa: S603 - our own
        command(port), env=environment(tmp_path), stderr=subprocess.PIPE
    )
    try:
        until = time.monotonic() + PATIENCE
        while not answers(port):
            assert running.poll() is None, "the sandbox stopped"
            assert time.monotonic() < until, "the sandbox does not answer"
            time.sleep(0.05)
        running.send_signal(sign)
        _out, complaints = running.communicate(timeout=PATIENCE)
    finally:
        running.kill()
        running.communicate()
    assert (running.returncode, complaints) == (0, b"")
