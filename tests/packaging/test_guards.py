"""The guards of `./dev check` see what they are there for: each is shown its mistake."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEMGREP = ROOT / ".cache" / "semgrep" / "bin" / "semgrep"
WRONG_IMPORTS = {
    "Capabilities import downwards only": ("core/planted.py", "import vereniging.post"),
    "Inside a capability": ("post/models/__init__.py", "import vereniging.post.views"),
    "Rules know no web and no outside world": ("post/models/planted.py", "import flask"),
    "Only betalingen speaks Mollie": ("post/planted.py", "import mollie"),
    "Only post speaks SMTP": ("core/mailing.py", "import flask_mail"),
    "The sandbox stands alone": ("betalingen/sandbox/planted.py", "import vereniging.core"),
}
WRONG_CODE = {
    "object-without-permission": ("views.py", "db.session.get(Lid, 1)"),
    "unescaped-in-template": ("toon.html", "{{ tekst | safe }}"),
    "markup-of-something": ("a.py", "Markup(tekst)"),
    "built-sql": ("b.py", 'session.execute(f"DELETE FROM lid WHERE id = {number}")'),
    "raw-header": ("c.py", 'request.headers.get("X-Forwarded-For")'),
    "remembered-login": ("d.py", "login_user(account, remember=True)"),
    "status-of-the-caller": ("e.py", "payment.is_paid()"),
    "logged-form": ("f.py", 'log.info("given", velden=request.form)'),
}


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(  # noqa: S603 - own commands
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def test_every_import_contract_is_broken_by_its_mistake(tmp_path: Path) -> None:
    without = shutil.ignore_patterns("__pycache__", "static")
    shutil.copytree(ROOT / "vereniging", tmp_path / "vereniging", ignore=without)
    shutil.rmtree(tmp_path / "vereniging" / "post", ignore_errors=True)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name in ("post/__init__.py", "post/views.py"):
        plant(tmp_path / "vereniging" / name, "")
    for name, line in WRONG_IMPORTS.values():
        plant(tmp_path / "vereniging" / name, line)
    linter = Path(sys.executable).with_name("lint-imports")
    told = run([str(linter), "--no-cache"], tmp_path)
    assert sorted(re.findall(r"^(.+) BROKEN$", told, re.MULTILINE)) == sorted(WRONG_IMPORTS)


@pytest.mark.traag("semgrep needs some seconds to start")
@pytest.mark.skipif(not SEMGREP.exists(), reason="semgrep komt met ./dev check")
def test_every_own_rule_finds_its_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEMGREP_SETTINGS_FILE", str(tmp_path / "settings.yml"))
    monkeypatch.setenv("SEMGREP_LOG_FILE", str(tmp_path / "log"))
    monkeypatch.setenv("PATH", f"{SEMGREP.parent}{os.pathsep}{os.environ['PATH']}")
    for name, line in WRONG_CODE.values():
        plant(tmp_path / "planted" / name, line)
    rules = ["--config", str(ROOT / "tools" / "semgrep.yml"), "--error", "--quiet", "--json"]
    quiet = ["--metrics", "off", "--disable-version-check", "--no-git-ignore"]
    told = json.loads(run([str(SEMGREP), "scan", *rules, *quiet, "planted"], tmp_path))
    assert {found["check_id"].split(".")[-1] for found in told["results"]} == set(WRONG_CODE)


def plant(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{line}\n", encoding="utf-8")
