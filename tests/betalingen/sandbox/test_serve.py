import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests

SCRIPT = (
    "import sys; from pathlib import Path; from vereniging.betalingen.sandbox import serve; "
    "serve(int(sys.argv[1]), Path(sys.argv[2]), seed=1)"
)
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


def test_it_runs_on_the_port_asked_for_and_stops_cleanly(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", SCRIPT, str(port), str(tmp_path / "sandbox.db")]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as running:  # noqa: S603 - our own
        until = time.monotonic() + PATIENCE
        while not answers(port):
            assert time.monotonic() < until, "the sandbox does not answer"
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _out, complaints = running.communicate(timeout=PATIENCE)
    assert (running.returncode, complaints) == (0, b"")
