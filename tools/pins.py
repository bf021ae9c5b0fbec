"""Renew the pinned, hashed requirements*.txt from pyproject.toml; uv does the work."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = [
    "--universal",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--python-version=3.11",
    "--quiet",
]
RUNTIME = ["--all-extras", "--group=build"]
TEST = [*RUNTIME, "--group=test", "--group=check"]
LISTS = {
    "requirements.txt": ["pyproject.toml", *RUNTIME],
    "requirements-test.txt": ["pyproject.toml", *TEST, "--constraints=requirements.txt"],
    "requirements-lang.txt": [
        "pyproject.toml",
        *TEST,
        "--group=lang",
        "--constraints=requirements-test.txt",
    ],
    "requirements-semgrep.txt": ["--group=semgrep"],
    "requirements-pref-voting.txt": ["--group=pref-voting"],
}


def main() -> None:
    """Compile all lists; with --upgrade take the newest versions allowed."""
    beside = Path(sys.executable).with_name("uv")
    uv = str(beside) if beside.exists() else shutil.which("uv")
    if uv is None:
        sys.exit("tools/pins.py needs uv.")
    for name, sources in LISTS.items():
        command = [uv, "pip", "compile", *OPTIONS, *sources, *sys.argv[1:], "--output-file", name]
        subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - own list


if __name__ == "__main__":
    main()
