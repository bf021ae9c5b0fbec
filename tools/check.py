"""Run every check, two at a time; `./dev check` starts this with the right environment.

The one argument is the folder with semgrep, which lives in an environment of its own.
"""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Command = list[str]


def checks(semgrep: str, home: str) -> dict[str, list[Command]]:
    """List the checks, slow ones first; each is a row of commands that must all succeed."""
    rules = [f"{semgrep}/semgrep", "scan", "--config", "tools/semgrep.yml", "--error", "--quiet"]
    program = [
        "env",
        f"VERENIGING_DATA_DIR={home}/gegevens",
        f"VERENIGING_STEMBUS_KEY_FILE={home}/sleutel",
        f"VERENIGING_SECRET_KEY={os.urandom(32).hex()}",
        "vereniging",
    ]
    return {
        "mypy": [["mypy"]],
        "semgrep": [
            [*rules, "--metrics", "off", "--disable-version-check", "vereniging", "templates"]
        ],
        "migraties": [[*program, "db", "upgrade"], [*program, "db", "check"]],
        "lagen": [["lint-imports", "--cache-dir", ".cache/import_linter"]],
        "sjablonen": [["djlint", "templates", "--lint", "--quiet"]],
        "bandit": [["bandit", "-q", "-ll", "-r", "vereniging", "-c", "pyproject.toml"]],
        "ruff": [["ruff", "check", "--quiet"]],
        "opmaak": [["ruff", "format", "--check", "--quiet"]],
    }


def outcome(commands: list[Command]) -> tuple[int, str]:
    """Run a row of commands until one fails; give its status and words."""
    for command in commands:
        done = subprocess.run(  # noqa: S603 - own commands
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            return done.returncode, done.stdout
    return 0, ""


def main(semgrep: str) -> int:
    """Run all checks and show what those that failed said."""
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(2) as pool:
        found = checks(semgrep, home)
        results = dict(zip(found, pool.map(outcome, found.values()), strict=True))
    for name, (status, words) in results.items():
        print(f"{'FOUT' if status else 'goed'}  {name}")
        if status:
            print(words)
    return int(any(status for status, _ in results.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
