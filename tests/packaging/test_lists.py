"""What lies in the checkout and comes from others: pins, vendored files, the start script."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import vendor

ROOT = Path(__file__).parents[2]
LISTS = sorted(ROOT.glob("requirements*.txt"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_list_pins_and_hashes_everything_and_names_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert "://" not in text
    assert not [line for line in text.splitlines() if line.startswith("-")]
    assert [e for e in entries if not re.match(r"[\w.\[\]-]+==\S+.*\\\n +--hash=sha256:", e)] == []


def test_the_longer_lists_agree_with_the_shorter() -> None:
    short, test, long = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-test.txt", "requirements-lang.txt")
    )
    assert short < test < long


def test_vendored_files_are_unchanged() -> None:
    assert list(vendor.differences()) == []


def test_a_changed_a_missing_and_an_added_vendored_file_are_named(tmp_path: Path) -> None:
    for package in vendor.packages():
        shutil.copytree(ROOT / package.folder, tmp_path / package.folder)
    htmx = "vereniging/static/vendor/htmx-2.0.11"
    (tmp_path / htmx / "htmx.min.js").write_text("alert()", encoding="utf-8")
    (tmp_path / htmx / "LICENSE").unlink()
    (tmp_path / htmx / "more.js").touch()
    wrong = [f"{htmx}/LICENSE", f"{htmx}/htmx.min.js", f"{htmx}/more.js"]
    assert list(vendor.differences(tmp_path)) == wrong


def test_every_vendored_package_comes_with_its_licence() -> None:
    assert [p.name for p in vendor.packages() if "LICENSE" not in p.files or not p.licence] == []


def test_the_start_script_tells_its_commands_without_installing(tmp_path: Path) -> None:
    script = shutil.copy(ROOT / "dev", tmp_path)
    told = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-I", script], cwd="/", capture_output=True, text=True, check=True
    )
    assert all(f"./dev {word}" in told.stdout for word in ("demo", "test", "check", "bench"))
    assert [path.name for path in tmp_path.iterdir()] == ["dev"]


def test_an_unknown_command_is_wrong_use() -> None:
    told = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-I", ROOT / "dev", "dmeo"], capture_output=True, check=False
    )
    assert told.returncode == 2


def test_the_checkout_holds_no_copy_of_its_own_data() -> None:
    assert not (ROOT / "vereniging" / "_data").exists()
