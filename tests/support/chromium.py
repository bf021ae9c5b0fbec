"""Where Chromium is, and how the tests start it. Standard library only: `dev` asks it too."""

import os
import shutil
import sys
from pathlib import Path
from typing import TypedDict

CACHE = Path(__file__).parents[2] / ".cache"
NAMES = ("chromium", "chromium-browser", "google-chrome")
PLAYWRIGHT = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
ARGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class LaunchOptions(TypedDict):
    """The keyword arguments of Playwright's `chromium.launch`."""

    executable_path: str
    chromium_sandbox: bool
    args: list[str]
    env: dict[str, str | float | bool]


def executable() -> str | None:
    """Find Chromium: told by $CHROMIUM, on the path, or brought by Playwright."""
    if told := os.environ.get("CHROMIUM"):
        return shutil.which(told)
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in on_path if path), None) or _brought_by_playwright()


def _brought_by_playwright() -> str | None:
    told = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folders = [Path(told)] if told else []
    folders.append(CACHE / "playwright")
    folders.append(Path.home() / ".cache" / "ms-playwright")
    found = (path for folder in folders for glob in PLAYWRIGHT for path in folder.glob(glob))
    return next((str(path) for path in found), None)


def launch_options() -> LaunchOptions:
    """Start the found Chromium in its sandbox, which it refuses to root."""
    path = executable()
    if path is None:
        message = "No Chromium: install it, or name it in $CHROMIUM."
        raise FileNotFoundError(message)
    ours = {"XDG_CONFIG_HOME": str(CACHE / "config"), "XDG_CACHE_HOME": str(CACHE / "xdg")}
    return {
        "executable_path": path,
        "chromium_sandbox": os.geteuid() != 0,
        "args": list(ARGS),
        "env": {**os.environ, **ours},  # what it leaves behind stays in the checkout
    }


if __name__ == "__main__":
    sys.stdout.write(str(executable() or ""))
